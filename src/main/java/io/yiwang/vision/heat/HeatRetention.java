package io.yiwang.vision.heat;

import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets counts that are no longer looked at. */
@Component
class HeatRetention {
  private final HeatStore store;
  private final Clock clock;
  private final Duration keep;

  HeatRetention(
      HeatStore store, Clock clock, @Value("${yiwang.vision.heat.keep:P30D}") Duration keep) {
    this.store = store;
    this.clock = clock;
    this.keep = keep;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void forget() {
    SystemDuty.call(() -> store.forget(clock.instant().minus(keep)));
  }
}
