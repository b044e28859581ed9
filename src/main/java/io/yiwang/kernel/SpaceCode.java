package io.yiwang.kernel;

import java.math.BigDecimal;

/**
 * BeiDou grid code of a cell of space (GB/T 39409-2020, three dimensions): 32 characters, the 20 of
 * the ground cell with the height layer woven in level by level.
 *
 * <p>The height layer of H metres above the ellipsoid is n = ⌊3600·2048·ln((H + r₀)/r₀) / ln(1 +
 * π/180)⌋ with r₀ = 6,378,137 m. Its 32 bits are cut, from the low end, into a11 a10 a9 a8 (3 bits
 * each), a7 (1), a6 (4), a5 (4), a4 (1), a3 (3), a1a2 (6) and a0, the sign. Where the standard is
 * silent or disagrees with itself we take sign and magnitude below the ellipsoid, and bits (not
 * base 15) for a5 and a6; both choices give the same code for |H| < 1,855 m. Metres are the truth
 * to store.
 */
public record SpaceCode(String text) {

  private static final double R0 = 6_378_137;
  private static final double LAYERS = 3600 * 2048;
  private static final double LOG_STEP = StrictMath.log1p(Math.PI / 180);
  private static final String HEX = "0123456789ABCDEF";

  public SpaceCode {
    if (text.length() != 32) {
      throw new IllegalArgumentException("space code (" + text + ") must have 32 characters.");
    }
    weave(ground(text), layer(text));
  }

  public static SpaceCode of(BigDecimal lat, BigDecimal lng, double heightMetres) {
    return new SpaceCode(weave(LocationCode.of(lat, lng, 10), layerOf(heightMetres)));
  }

  /** The layer of a height in metres above the ellipsoid. */
  public static int layerOf(double heightMetres) {
    double n = LAYERS * StrictMath.log1p(heightMetres / R0) / LOG_STEP;
    if (!(Math.abs(n) < Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("height (" + heightMetres + ") is outside the code.");
    }
    return (int) Math.floor(n);
  }

  /** The ground cell, level 10. */
  public LocationCode ground() {
    return ground(text);
  }

  public int layer() {
    return layer(text);
  }

  /** Height of the bottom of the layer in metres above the ellipsoid. */
  public double heightMetres() {
    return R0 * StrictMath.expm1(layer() / LAYERS * LOG_STEP);
  }

  private static String weave(LocationCode ground, int layer) {
    int n = Math.abs(layer);
    int a12 = n >>> 25;
    return new StringBuilder(32)
        .append(ground.symbols(0))
        .append(layer < 0 ? '1' : '0')
        .append(ground.symbols(1))
        .append((char) ('0' + a12 / 10))
        .append((char) ('0' + a12 % 10))
        .append(ground.symbols(2))
        .append(bits(n, 22, 7))
        .append(ground.symbols(3))
        .append(bits(n, 21, 1))
        .append(ground.symbols(4))
        .append(bits(n, 17, 15))
        .append(ground.symbols(5))
        .append(bits(n, 13, 15))
        .append(ground.symbols(6))
        .append(bits(n, 12, 1))
        .append(ground.symbols(7))
        .append(bits(n, 9, 7))
        .append(ground.symbols(8))
        .append(bits(n, 6, 7))
        .append(ground.symbols(9))
        .append(bits(n, 3, 7))
        .append(ground.symbols(10))
        .append(bits(n, 0, 7))
        .toString();
  }

  private static char bits(int n, int shift, int mask) {
    return HEX.charAt(n >>> shift & mask);
  }

  private static LocationCode ground(String t) {
    return new LocationCode(
        t.substring(0, 1)
            + t.substring(2, 5)
            + t.substring(7, 9)
            + t.charAt(10)
            + t.substring(12, 14)
            + t.substring(15, 17)
            + t.charAt(18)
            + t.substring(20, 22)
            + t.substring(23, 25)
            + t.substring(26, 28)
            + t.substring(29, 31));
  }

  private static int layer(String t) {
    int a12 = digit(t, 5, 10) * 10 + digit(t, 6, 10);
    if (a12 > 63) {
      throw new IllegalArgumentException("space code (" + t + ") must have a layer of at most 63.");
    }
    int n =
        a12 << 25
            | digit(t, 9, 8) << 22
            | digit(t, 11, 2) << 21
            | digit(t, 14, 16) << 17
            | digit(t, 17, 16) << 13
            | digit(t, 19, 2) << 12
            | digit(t, 22, 8) << 9
            | digit(t, 25, 8) << 6
            | digit(t, 28, 8) << 3
            | digit(t, 31, 8);
    return digit(t, 1, 2) == 1 ? -n : n;
  }

  private static int digit(String text, int at, int radix) {
    int digit = HEX.indexOf(text.charAt(at));
    if (digit < 0 || digit >= radix) {
      throw new IllegalArgumentException(
          "space code ("
              + text
              + ") must not have '"
              + text.charAt(at)
              + "' at place "
              + (at + 1)
              + ".");
    }
    return digit;
  }

  @Override
  public String toString() {
    return text;
  }
}
