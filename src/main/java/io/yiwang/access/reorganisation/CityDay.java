package io.yiwang.access.reorganisation;

import java.time.LocalDate;

/** Knows which day it is in the city; the city map answers. */
public interface CityDay {
  LocalDate today();
}
