package io.yiwang.citymap.network;

/** What a node does in its network. */
public enum NodeRole {
  /** Waterworks, gate station, heating plant, substation, exchange. */
  SOURCE,
  /** Shuts the way when it is closed and in order. */
  VALVE,
  MANHOLE,
  JUNCTION,
  /** Where a building is connected: the users behind it are counted here. */
  SERVICE,
  /** Where rain water and sewage leave the network. */
  OUTFALL,
  PUMP;

  private static final NodeRole[] ALL = values();

  static NodeRole numbered(int ordinal) {
    return ALL[ordinal];
  }

  /** The role of this name; a node whose role is not told only joins pipes. */
  static NodeRole named(String name) {
    for (NodeRole role : ALL) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    return JUNCTION;
  }
}
