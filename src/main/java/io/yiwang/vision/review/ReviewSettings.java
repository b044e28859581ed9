package io.yiwang.vision.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people review.
 *
 * @param undo how long a verdict can be taken back; only then it is reported
 * @param waits after this nobody need look any more
 * @param firedEvery one of so many things that were reported without a person is looked at
 * @param lowEvery one of so many below the lower threshold
 * @param shadowEvery one of so many that only the version in the shadow saw
 * @param enough verdicts that a version in the shadow needs to be compared
 */
@ConfigurationProperties("yiwang.vision.review")
record ReviewSettings(
    @DefaultValue("20s") Duration undo,
    @DefaultValue("7d") Duration waits,
    @DefaultValue("10") int firedEvery,
    @DefaultValue("50") int lowEvery,
    @DefaultValue("5") int shadowEvery,
    @DefaultValue("30") int enough) {

  ReviewSettings {
    if (undo.isNegative() || firedEvery < 1 || lowEvery < 1 || shadowEvery < 1 || enough < 1) {
      throw new IllegalArgumentException(
          "The numbers of yiwang.vision.review must be positive. Maybe leave them out.");
    }
  }

  /** One of how many is kept. */
  int every(Band band) {
    return switch (band) {
      case FIRED -> firedEvery;
      case BETWEEN -> 1;
      case LOW -> lowEvery;
      case SHADOW -> shadowEvery;
    };
  }
}
