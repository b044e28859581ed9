package io.yiwang.access.reorganisation;

import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Carries out what is due on its day, and notices what other instances have carried out. */
@Component
class ReorganisationJob {
  private static final Logger log = LoggerFactory.getLogger(ReorganisationJob.class);

  private final Reorganisations reorganisations;
  private final ReorganisationStore store;
  private final Sweeping sweeping;
  private Instant known = Instant.EPOCH;

  ReorganisationJob(Reorganisations reorganisations, ReorganisationStore store, Sweeping sweeping) {
    this.reorganisations = reorganisations;
    this.store = store;
    this.sweeping = sweeping;
  }

  @Scheduled(
      fixedDelayString = "${yiwang.access.reorganisation.every:PT10S}",
      initialDelayString = "PT15S")
  synchronized void run() {
    SystemDuty.run(
        () -> {
          try {
            reorganisations.applyDue();
            Optional<Instant> last = store.lastChange();
            if (last.isPresent() && last.get().isAfter(known)) {
              known = last.get();
              sweeping.settle();
            }
          } catch (RuntimeException e) {
            log.error("A reorganisation could not be carried out; it is tried again", e);
          }
        });
  }
}
