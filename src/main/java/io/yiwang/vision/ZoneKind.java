package io.yiwang.vision;

/** What a polygon drawn on a camera's picture means. */
public enum ZoneKind {
  /** Where nothing may be parked. */
  NO_PARKING,
  /** Where bikes may stand. */
  PARKING,
  PAVEMENT,
  ROADWAY,
  WATER_EDGE,
  /** What is covered before a picture is stored or shown. */
  PRIVACY,
  /** Where nothing is looked for. */
  IGNORE
}
