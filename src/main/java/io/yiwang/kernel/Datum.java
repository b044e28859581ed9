package io.yiwang.kernel;

/** The coordinate systems positions arrive in; only the first is ever stored. */
public enum Datum {
  /** WGS-84, which within centimetres is CGCS2000. */
  WGS84,
  /** The shifted coordinates of Chinese web maps. */
  GCJ02,
  /** Baidu's further shift of {@link #GCJ02}. */
  BD09
}
