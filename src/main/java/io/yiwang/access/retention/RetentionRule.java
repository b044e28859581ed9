package io.yiwang.access.retention;

import io.yiwang.access.RetentionAct;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long data of a class are kept.
 *
 * @param keep from the end of the data's purpose on
 * @param basisEn why so long
 */
record RetentionRule(
    String dataClass,
    String zh,
    String en,
    Period keep,
    RetentionAct act,
    String basisZh,
    String basisEn) {

  RetentionRule {
    if (keep.isNegative() || keep.isZero()) {
      throw new IllegalArgumentException(
          "keep (%s) of %s must be positive. Maybe it lacks its unit, as in P30D."
              .formatted(keep, dataClass));
    }
  }

  /** What ended before this instant is over. */
  Instant before(Instant now) {
    return now.atOffset(ZoneOffset.UTC).minus(keep).toInstant();
  }

  RetentionRule with(Period otherKeep, RetentionAct otherAct) {
    return new RetentionRule(dataClass, zh, en, otherKeep, otherAct, basisZh, basisEn);
  }
}
