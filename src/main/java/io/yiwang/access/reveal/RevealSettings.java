package io.yiwang.access.reveal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of seeing masked fields in full.
 *
 * @param lasts how long a grant shows them
 * @param most records somebody may be granted within {@code window} without a second person
 * @param patience how long a bulk request waits for its approval, and an approved one for its asker
 */
@ConfigurationProperties("yiwang.reveal")
record RevealSettings(
    @DefaultValue("10m") Duration lasts,
    @DefaultValue("20") int most,
    @DefaultValue("1h") Duration window,
    @DefaultValue("1h") Duration patience) {
  RevealSettings {
    if (!lasts.isPositive() || lasts.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "yiwang.reveal.lasts (" + lasts + ") must be at most an hour. Maybe 10m.");
    }
    if (most < 1) {
      throw new IllegalArgumentException(
          "yiwang.reveal.most (" + most + ") must be positive. Maybe 20.");
    }
  }
}
