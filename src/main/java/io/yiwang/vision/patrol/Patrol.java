package io.yiwang.vision.patrol;

import io.yiwang.citymap.City;
import io.yiwang.house.Live;
import io.yiwang.house.Phases;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.heat.Crowds;
import io.yiwang.vision.sources.FrameSources;
import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.tracks.Scene.Verdict;
import io.yiwang.vision.tracks.TrackBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches all cameras. A few threads look at the pictures that wait, each camera at one place of
 * the line however many it brings; one more keeps house: opens and closes sources as registry and
 * schedules say, notices cameras that fail, and remembers how far each has come.
 */
@Component
public class Patrol implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Patrol.class);
  private static final long TICK_MILLIS = 500;
  private static final Duration RELOAD = Duration.ofSeconds(10);
  private static final Duration REMEMBER = Duration.ofSeconds(10);

  private final Cameras cameras;
  private final FrameSources sources;
  private final Findings findings;
  private final TrackBook book;
  private final Crowds crowds;
  private final CameraLooks looks;
  private final CameraHealth health;
  private final Live live;
  private final City city;
  private final Clock clock;
  private final int workers;

  private final Map<String, Watch> watches = new ConcurrentHashMap<>();
  private final BlockingQueue<Watch> ready = new LinkedBlockingQueue<>();
  private List<Thread> threads = List.of();
  private volatile boolean running;
  private long changes = -1;
  private Instant loadedAt = Instant.MIN;
  private Instant rememberedAt = Instant.MIN;

  Patrol(
      Cameras cameras,
      FrameSources sources,
      Findings findings,
      TrackBook book,
      Crowds crowds,
      CameraLooks looks,
      CameraHealth health,
      Live live,
      City city,
      Clock clock,
      @Value("${yiwang.vision.workers:0}") int workers) {
    this.cameras = cameras;
    this.sources = sources;
    this.findings = findings;
    this.book = book;
    this.crowds = crowds;
    this.looks = looks;
    this.health = health;
    this.live = live;
    this.city = city;
    this.clock = clock;
    this.workers =
        workers > 0 ? workers : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  // ---- what others ask

  /** What a camera has seen last. */
  public Optional<Sight> sight(String camera) {
    return Optional.ofNullable(watches.get(camera)).map(watch -> watch.sight);
  }

  public CameraState state(Camera camera) {
    Watch watch = watches.get(camera.code());
    if (!camera.enabled()) {
      return CameraState.OFF;
    }
    return watch == null ? CameraState.WAITING : watch.state;
  }

  /** Why a camera brings no pictures, and how many were let go for newer ones. */
  public Condition condition(String camera) {
    Watch watch = watches.get(camera);
    return watch == null ? new Condition(null, 0) : new Condition(watch.fault(), watch.dropped());
  }

  /**
   * @param fault in words for people; null when there is none
   */
  public record Condition(@Nullable String fault, long dropped) {}

  /** Waits for the picture to be looked at; false when a newer one took its place. */
  public boolean show(Camera camera, Shot shot) throws InterruptedException {
    return Waits.get(watch(camera).submit(shot, clock.instant()));
  }

  /** Leaves the picture to be looked at. */
  public void leave(Camera camera, Shot shot) {
    watch(camera).submit(shot, clock.instant());
  }

  private Watch watch(Camera camera) {
    Watch watch = watches.computeIfAbsent(camera.code(), code -> fresh(camera));
    watch.camera = camera;
    return watch;
  }

  private Watch fresh(Camera camera) {
    return new Watch(camera, new Inspection(findings, book, crowds, looks), ready::add);
  }

  // ---- looking

  private void work() {
    while (running) {
      try {
        inspect(ready.take());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void inspect(Watch watch) {
    if (watch.removed) {
      watch.inspection.close();
      return;
    }
    Watch.Waiting next = watch.next();
    if (next != null) {
      try {
        look(watch, next.shot());
        next.looked().complete(true);
      } catch (Problem e) {
        log.info("A picture of camera {} cannot be read: {}", watch.camera.code(), e.getMessage());
        next.looked().completeExceptionally(e);
      } catch (RuntimeException | LinkageError e) {
        log.warn("A picture of camera {} was not looked at", watch.camera.code(), e);
        next.looked().completeExceptionally(e);
      }
    }
    if (watch.done()) {
      ready.add(watch);
    }
  }

  private void look(Watch watch, Shot shot) {
    Camera camera = watch.camera;
    Sight sight = watch.inspection.look(camera, shot);
    if (sight == null && watch.inspection.looksForSomething()) {
      return;
    }
    Sight seen = sight == null ? new Sight(shot, 0, 0, Verdict.STEADY, List.of()) : sight;
    watch.sight = seen;
    live.push(
        SeenNews.EVENT,
        new SeenNews.Seen(camera.code(), seen.at(), seen.boxes(), camera.regionPath()));
  }

  // ---- keeping house

  private void keepHouse() {
    while (running) {
      try {
        tick();
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The patrol could not keep house; it is tried again", e);
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(TICK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    Instant now = clock.instant();
    if (changes != cameras.changes() || !now.isBefore(loadedAt.plus(RELOAD))) {
      changes = cameras.changes();
      loadedAt = now;
      load();
    }
    for (Watch watch : watches.values()) {
      try {
        tend(watch, now);
      } catch (RuntimeException e) {
        log.warn("Camera {} cannot be tended", watch.camera.code(), e);
      }
    }
    looks.giveUp();
    crowds.flush(now);
    if (!now.isBefore(rememberedAt.plus(REMEMBER))) {
      rememberedAt = now;
      remember();
    }
  }

  private void load() {
    Map<String, Camera> present =
        cameras.refresh().stream().collect(Collectors.toMap(Camera::code, camera -> camera));
    for (Watch watch : new ArrayList<>(watches.values())) {
      Camera now = present.remove(watch.camera.code());
      if (now == null) {
        watches.remove(watch.camera.code());
        watch.remove();
      } else {
        if (now.version() != watch.camera.version()) {
          watch.closeSource();
        }
        watch.camera = now;
      }
    }
    present.values().forEach(this::watch);
  }

  /** Opens and closes its source, and judges how it does. */
  private void tend(Watch watch, Instant now) {
    Camera camera = watch.camera;
    boolean watched = camera.watches(now, city.zone());
    if (!watched) {
      watch.closeSource();
      watch.watchedSince = null;
    } else if (watch.watchedSince == null) {
      watch.watchedSince = now;
    }
    if (watched && watch.source == null && camera.hasAddress()) {
      cameras
          .address(camera)
          .ifPresent(
              address -> watch.source = sources.open(camera, address, Watch.every(camera), watch));
    }
    health.judge(watch, watched, now);
  }

  private void remember() {
    Map<Long, Instant> pictures = new HashMap<>();
    for (Watch watch : watches.values()) {
      Sight sight = watch.sight;
      if (sight != null && !sight.at().equals(watch.rememberedAt)) {
        watch.rememberedAt = sight.at();
        pictures.put(watch.camera.id(), sight.at());
      }
    }
    if (!pictures.isEmpty()) {
      cameras.seen(pictures);
    }
  }

  @Override
  public void start() {
    running = true;
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      all.add(Thread.ofPlatform().name("patrol-" + i).daemon().start(SystemDuty.of(this::work)));
    }
    all.add(
        Thread.ofPlatform().name("patrol-house").daemon().start(SystemDuty.of(this::keepHouse)));
    threads = all;
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    watches.values().forEach(Watch::closeSource);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    SystemDuty.run(this::remember);
    watches.values().forEach(watch -> watch.inspection.close());
    watches.clear();
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
