package io.yiwang.kernel;

/** The levels of a city's administration, from the whole down to the unit grid (GB/T 47678.3). */
public enum RegionLevel {
  CITY,
  DISTRICT,
  STREET,
  NEIGHBOURHOOD,
  GRID
}
