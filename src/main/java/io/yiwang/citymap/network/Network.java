package io.yiwang.citymap.network;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of networks that lie under a street. */
public enum Network {
  WATER(1999, Regime.PRESSURE),
  RAIN(1998, Regime.GRAVITY),
  SEWAGE(1997, Regime.GRAVITY),
  GAS(1996, Regime.PRESSURE),
  HEAT(1995, Regime.PRESSURE),
  /** Switches are its valves. */
  POWER(1994, Regime.PRESSURE),
  TELECOM(1993, Regime.CABLE);

  /** Component classes of the pipes and cables of all networks. */
  static final int[] PIPE_CLASSES = Arrays.stream(values()).mapToInt(n -> n.pipeClass).toArray();

  private static final Network[] ALL = values();

  private final int pipeClass;
  private final Regime regime;

  Network(int pipeClass, Regime regime) {
    this.pipeClass = pipeClass;
    this.regime = regime;
  }

  /** Number of the component class of its pipes. */
  public int pipeClass() {
    return pipeClass;
  }

  public Regime regime() {
    return regime;
  }

  static Network numbered(int ordinal) {
    return ALL[ordinal];
  }

  static Optional<Network> ofPipeClass(int classNo) {
    return Arrays.stream(ALL).filter(n -> n.pipeClass == classNo).findFirst();
  }
}
