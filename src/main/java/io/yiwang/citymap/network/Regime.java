package io.yiwang.citymap.network;

/** How what runs in a network is kept in and driven, and so what a burst does. */
public enum Regime {
  /** Runs both ways wherever a way is open; valves shut it off. */
  PRESSURE,
  /** Runs downhill only; what lies above a break backs up. */
  GRAVITY,
  /** Nothing to shut; whoever has no other way is cut off. */
  CABLE
}
