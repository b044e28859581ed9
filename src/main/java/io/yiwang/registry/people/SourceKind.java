package io.yiwang.registry.people;

/** Who says something about a person; the ordinal is stored. */
public enum SourceKind {
  /** The person, by a form or an app. */
  SELF_REPORT,
  /** The neighbourhood committee at the door. */
  COMMUNITY_CHECK,
  /** The employer. */
  ENTERPRISE_CHECK,
  /** A gate, a station, an airport. */
  CHECKPOINT,
  /** Another register or a company. */
  THIRD_PARTY;

  private static final SourceKind[] ALL = values();

  public static SourceKind of(int code) {
    return ALL[code];
  }
}
