package io.yiwang.citymap.components;

import org.jspecify.annotations.Nullable;

/** One thing as tiles need it. Reused for the next row: take out what you keep. */
public final class ComponentRow {
  public long id;
  public int latE7;
  public int lngE7;
  public int classNo;
  public int state;
  public @Nullable String name;

  /** Metres above ground, NaN when unknown. */
  public float height;

  /** WKB, null of a point. */
  public byte @Nullable [] shape;

  /** JSON of pipes and nodes, null of others. */
  public @Nullable String details;

  ComponentRow() {}
}
