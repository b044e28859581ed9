package io.yiwang.vision.review;

/** Why a person is asked about something that was seen. */
public enum Band {
  /** Sure enough to be reported without a person; some are looked at, to know how often it is. */
  FIRED,
  /** Between the two thresholds: a person decides. */
  BETWEEN,
  /** Below the lower threshold; some are looked at, to know what is missed. */
  LOW,
  /** Seen by the version that runs beside the one at work; some are looked at. */
  SHADOW
}
