package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.FileFault;
import io.yiwang.house.Phases;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Works on imports, one at a time, stage by stage. What it has done is in the tables, so that it,
 * or another instance, goes on from there after whatever stopped it.
 */
@Component
class ImportWorker implements SmartLifecycle {
  private static final long EVERY_SECONDS = 2;
  private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

  private final MapImports imports;
  private final ReadStage read;
  private final CompareStage compare;
  private final ApplyStage apply;
  private final String name = UUID.randomUUID().toString();
  private final Semaphore work = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  ImportWorker(MapImports imports, ReadStage read, CompareStage compare, ApplyStage apply) {
    this.imports = imports;
    this.read = read;
    this.compare = compare;
    this.apply = apply;
  }

  /** There is something to do. */
  void wake() {
    work.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("map-imports").daemon().start(SystemDuty.of(this::all));
  }

  private void all() {
    while (running) {
      try {
        Optional<MapImport> next = imports.take(name);
        if (next.isPresent()) {
          step(next.get());
        } else {
          work.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS);
          work.drainPermits();
        }
      } catch (DataAccessException | TransactionException e) {
        log.warn("The work on imports was interrupted and begins again", e);
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      work.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  private void step(MapImport job) {
    try {
      switch (job.stage()) {
        case READING -> read.run(job, name);
        case COMPARING -> compare.run(job, name);
        case APPLYING -> apply.run(job, name);
        default -> {}
      }
    } catch (MapImports.LostLease e) {
      log.info("Import {} is worked on elsewhere or was thrown away", job.id());
    } catch (FileFault e) {
      imports.failed(job.id(), e.detail(), e.advice());
    } catch (MappingFault e) {
      imports.failed(job.id(), String.valueOf(e.getMessage()), null);
    } catch (Problem e) {
      imports.failed(job.id(), String.valueOf(e.getMessage()), e.advice());
    } catch (IOException e) {
      log.warn("Import {} cannot read its file", job.id(), e);
      imports.failed(
          job.id(), "The file cannot be read: " + e.getMessage(), "Maybe send it again.");
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("Import {} failed", job.id(), e);
      imports.failed(job.id(), "Something went wrong here; it is in the log.", null);
    }
  }

  @Override
  public void stop() {
    running = false;
    wake();
    Thread mine = thread;
    if (mine != null) {
      try {
        mine.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.TIMERS;
  }
}
