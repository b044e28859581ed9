package io.yiwang.citymap.cql;

/** What sort of value a property has. */
public enum Kind {
  TEXT,
  NUMBER,
  BOOLEAN,
  DATE,
  TIME,
  SHAPE,
  /** A period; properties have none. */
  PERIOD
}
