package io.yiwang.registry.people;

import io.yiwang.house.SystemDuty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts every quarter once a day, since people grow older without anybody telling us. */
@Component
class NightlyCount {
  private final Tallies tallies;

  NightlyCount(Tallies tallies) {
    this.tallies = tallies;
  }

  @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT10M")
  void count() {
    SystemDuty.run(tallies::countStale);
  }
}
