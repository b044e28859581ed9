package io.yiwang.sensing.devices;

/** How the values of a quantity are to be understood. */
public enum QuantityKind {
  /** A measure that goes up and down. */
  GAUGE,
  /** A count that only grows, until the device begins anew. */
  COUNTER,
  /** 1 when something is so, 0 when it is not. */
  STATE
}
