package io.yiwang.house;

import org.springframework.context.SmartLifecycle;

/** The order in which running things start; they stop in the opposite one. */
public final class Phases {
  public static final int BROKER = SmartLifecycle.DEFAULT_PHASE - 10_000;
  public static final int STREAMS = SmartLifecycle.DEFAULT_PHASE - 8_000;
  public static final int CONSUMERS = SmartLifecycle.DEFAULT_PHASE - 7_000;
  public static final int TIMERS = SmartLifecycle.DEFAULT_PHASE - 6_000;

  private Phases() {}
}
