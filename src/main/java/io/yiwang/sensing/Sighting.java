package io.yiwang.sensing;

/** What was seen: the matter itself, or that it is gone. */
public enum Sighting {
  OBSERVED,
  CLEARED
}
