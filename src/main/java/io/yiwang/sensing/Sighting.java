package io.yiwang.sensing;

/** What was seen: the matter itself, or that it is gone; or what a person says of a sighting. */
public enum Sighting {
  OBSERVED,
  CLEARED,
  /**
   * Nothing was seen: a person has split a wrong merge, so the observation named is a matter of its
   * own. Only the platform itself says so.
   */
  APART
}
