package io.yiwang.access;

import java.util.Optional;

/** Knows where a region lies; the city map answers. */
public interface RegionPaths {
  /** The codes from the city down to the region, joined by dots. */
  Optional<String> find(String regionCode);
}
