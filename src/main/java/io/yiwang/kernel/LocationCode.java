package io.yiwang.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * BeiDou grid location code (GB/T 39409-2020): the text by which people name a cell of the ground.
 *
 * <p>All arithmetic is in whole units of 1/2048″ (one degree is 7,372,800 units), counted from
 * decimal text: the cell of 121.805°E begins exactly there, and a binary double just below it would
 * fall into the neighbouring cell at every level. A {@code double} is therefore taken by its
 * shortest decimal form ({@link BigDecimal#valueOf}), which is the text it was read from, and not
 * by its exact binary value.
 *
 * <p>Level-1 columns are mirrored at the prime meridian, and the digits of all further levels grow
 * away from the equator and the meridian (figures 3–8 of the standard): a cell is found from its
 * corner nearest to (0°, 0°). A latitude of exactly 0 is counted north and a longitude of exactly 0
 * east. Polar caps (|lat| ≥ 88°) follow another scheme and are refused.
 */
public record LocationCode(String text) {

  /** The finest level, cells of about 1.5 cm. */
  public static final int MAX_LEVEL = 10;

  static final long UNITS_PER_DEGREE = 3600L * 2048;

  /** Lengths of codes of level 0 to 10. */
  private static final int[] LENGTHS = {1, 4, 6, 7, 9, 11, 12, 14, 16, 18, 20};

  private static final long MINUTE = UNITS_PER_DEGREE / 60;
  private static final long SECOND = 2048;

  /** Size of a cell of level 1 to 10 (index 0 is unused), in units of 1/2048″. */
  private static final long[] WIDTH = {
    0, 6 * UNITS_PER_DEGREE, 30 * MINUTE, 15 * MINUTE, MINUTE, 4 * SECOND, 2 * SECOND, 512, 64, 8, 1
  };

  private static final long[] HEIGHT = {
    0, 4 * UNITS_PER_DEGREE, 30 * MINUTE, 10 * MINUTE, MINUTE, 4 * SECOND, 2 * SECOND, 512, 64, 8, 1
  };

  private static final String HEX = "0123456789ABCDEF";
  private static final long POLE_UNITS = 88 * UNITS_PER_DEGREE;

  public LocationCode {
    if (Arrays.binarySearch(LENGTHS, text.length()) < 0) {
      throw new IllegalArgumentException(
          "location code ("
              + text
              + ") must have 1, 4, 6, 7, 9, 11, 12, 14, 16, 18 or 20 characters.");
    }
    decode(text);
  }

  /** The code of level 10. */
  public static LocationCode of(GeoPoint point) {
    return of(point, MAX_LEVEL);
  }

  public static LocationCode of(GeoPoint point, int level) {
    return of(BigDecimal.valueOf(point.lat()), BigDecimal.valueOf(point.lng()), level);
  }

  /** From decimal degrees as text. */
  public static LocationCode of(String lat, String lng, int level) {
    return of(new BigDecimal(lat), new BigDecimal(lng), level);
  }

  /** From decimal degrees, exactly. */
  public static LocationCode of(BigDecimal lat, BigDecimal lng, int level) {
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("level (" + level + ") must be between 0 and 10.");
    }
    long latUnits = units("lat", lat, 90);
    long lngUnits = Math.min(units("lng", lng, 180), 180 * UNITS_PER_DEGREE - 1);
    if (latUnits >= POLE_UNITS) {
      throw new IllegalArgumentException(
          "lat (" + lat.toPlainString() + ") must be between -88 and 88. Maybe it is a polar cap.");
    }
    return new LocationCode(encode(latUnits, lngUnits, lat.signum() < 0, lng.signum() < 0, level));
  }

  private static long units(String name, BigDecimal degrees, int limit) {
    if (degrees.abs().compareTo(BigDecimal.valueOf(limit)) > 0) {
      throw new IllegalArgumentException(
          name
              + " ("
              + degrees.toPlainString()
              + ") must be between -"
              + limit
              + " and "
              + limit
              + ".");
    }
    return degrees.abs().multiply(BigDecimal.valueOf(UNITS_PER_DEGREE)).longValue();
  }

  private static String encode(
      long latUnits, long lngUnits, boolean south, boolean west, int level) {
    StringBuilder code = new StringBuilder(20).append(south ? 'S' : 'N');
    long x = lngUnits;
    long y = latUnits;
    for (int i = 1; i <= level; i++) {
      int a = (int) (x / WIDTH[i]);
      int b = (int) (y / HEIGHT[i]);
      x %= WIDTH[i];
      y %= HEIGHT[i];
      switch (i) {
        case 1 -> {
          int column = west ? 30 - a : 31 + a;
          code.append((char) ('0' + column / 10)).append((char) ('0' + column % 10));
          code.append((char) ('A' + b));
        }
        case 3, 6 -> code.append((char) ('0' + 2 * b + a));
        default -> code.append(HEX.charAt(a)).append(HEX.charAt(b));
      }
    }
    return code.toString();
  }

  /** Number of levels this code goes down; 0 is a hemisphere. */
  public int level() {
    return Arrays.binarySearch(LENGTHS, text.length());
  }

  /** The code of the cell of a coarser level around this one. */
  public LocationCode atLevel(int level) {
    if (level < 0 || level > level()) {
      throw new IllegalArgumentException(
          "level ("
              + level
              + ") must be between 0 and "
              + level()
              + ", the level of "
              + text
              + ".");
    }
    return new LocationCode(text.substring(0, LENGTHS[level]));
  }

  /** The cell this code names: its corner nearest to (0°, 0°) and its extent. */
  public Cell cell() {
    return decode(text);
  }

  /** The characters of one level, empty for none. */
  String symbols(int level) {
    return text.substring(level == 0 ? 0 : LENGTHS[level - 1], LENGTHS[level]);
  }

  private static Cell decode(String text) {
    char hemisphere = text.charAt(0);
    require(hemisphere == 'N' || hemisphere == 'S', text, 0);
    int level = Arrays.binarySearch(LENGTHS, text.length());
    boolean west = false;
    long x = 0;
    long y = 0;
    for (int i = 1; i <= level; i++) {
      int at = LENGTHS[i - 1];
      int a;
      int b;
      if (i == 1) {
        int column = digit(text, at, 10) * 10 + digit(text, at + 1, 10);
        require(column >= 1 && column <= 60, text, at);
        west = column <= 30;
        a = west ? 30 - column : column - 31;
        b = text.charAt(at + 2) - 'A';
        require(b >= 0 && b < 22, text, at + 2);
      } else if (i == 3 || i == 6) {
        int z = digit(text, at, i == 3 ? 6 : 4);
        a = z % 2;
        b = z / 2;
      } else {
        a = digit(text, at, (int) (WIDTH[i - 1] / WIDTH[i]));
        b = digit(text, at + 1, (int) (HEIGHT[i - 1] / HEIGHT[i]));
      }
      x += a * WIDTH[i];
      y += b * HEIGHT[i];
    }
    return level == 0
        ? new Cell(0, 0, POLE_UNITS, 180 * UNITS_PER_DEGREE, hemisphere == 'S', false)
        : new Cell(y, x, HEIGHT[level], WIDTH[level], hemisphere == 'S', west);
  }

  private static int digit(String text, int at, int radix) {
    int digit = HEX.indexOf(text.charAt(at));
    require(digit >= 0 && digit < radix, text, at);
    return digit;
  }

  private static void require(boolean valid, String text, int at) {
    if (!valid) {
      throw new IllegalArgumentException(
          "location code ("
              + text
              + ") must not have '"
              + text.charAt(at)
              + "' at place "
              + (at + 1)
              + ".");
    }
  }

  /**
   * The reference code of another cell seen from this one (clause 8): this code, then for the
   * offset in cells of its own level, and for each finer level of the other code, a step of two
   * symbols, longitude and latitude, 0–7 forward and A–G for 1–7 back. The level must be 5 or finer
   * and the cells within 7 of each other, about one kilometre at level 5. Forward is the direction
   * in which digits grow: away from the equator and the prime meridian.
   */
  public String referenceTo(LocationCode other) {
    return text + steps(other);
  }

  /**
   * The short code of another cell seen from this one: the name of this place instead of its code.
   */
  public String shortCode(String placeName, LocationCode other) {
    return placeName + steps(other);
  }

  private String steps(LocationCode other) {
    if (level() < 5 || other.level() < level()) {
      throw new IllegalArgumentException(
          "reference from "
              + text
              + " to "
              + other
              + " must be at level 5 or finer, to no coarser a"
              + " level.");
    }
    Cell here = cell();
    Cell there = other.cell();
    if (here.south != there.south || here.west != there.west) {
      throw new IllegalArgumentException(
          "reference from "
              + text
              + " to "
              + other
              + " must not cross the equator or the meridian.");
    }
    StringBuilder steps = new StringBuilder();
    long width = WIDTH[level()];
    steps.append('-').append(step(there.lngUnits / width - here.lngUnits / width));
    steps.append(step(there.latUnits / width - here.latUnits / width));
    for (int i = level() + 1; i <= other.level(); i++) {
      steps.append('-').append(step(there.lngUnits % WIDTH[i - 1] / WIDTH[i]));
      steps.append(step(there.latUnits % HEIGHT[i - 1] / HEIGHT[i]));
    }
    return steps.toString();
  }

  private static char step(long offset) {
    if (Math.abs(offset) > 7) {
      throw new IllegalArgumentException(
          "offset ("
              + offset
              + ") of a reference code must be at most 7 cells. Maybe take a nearer"
              + " place.");
    }
    return (char) (offset >= 0 ? '0' + offset : 'A' - 1 - offset);
  }

  /** The cell a reference code names. */
  public static LocationCode ofReference(String reference) {
    String[] parts = reference.split("-", -1);
    LocationCode base = new LocationCode(parts[0]);
    Cell cell = base.cell();
    int level = base.level();
    long x = cell.lngUnits;
    long y = cell.latUnits;
    for (int i = 1; i < parts.length; i++) {
      int at = level + i - 1;
      if (level < 5 || at > MAX_LEVEL || parts[i].length() != 2) {
        throw new IllegalArgumentException(
            "reference code ("
                + reference
                + ") must be a code of level 5 or finer and steps of two"
                + " symbols.");
      }
      x += offset(reference, parts[i].charAt(0)) * WIDTH[at];
      y += offset(reference, parts[i].charAt(1)) * HEIGHT[at];
    }
    int finest = Math.max(level, level + parts.length - 2);
    return new LocationCode(encode(y, x, cell.south, cell.west, finest));
  }

  private static long offset(String reference, char symbol) {
    if (symbol >= '0' && symbol <= '7') {
      return symbol - '0';
    }
    if (symbol >= 'A' && symbol <= 'G') {
      return 'A' - 1 - symbol;
    }
    throw new IllegalArgumentException(
        "reference code (" + reference + ") must not have '" + symbol + "' in a step.");
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * A cell in units of 1/2048″: its corner nearest to (0°, 0°), in absolute values, and its size,
   * which is added away from (0°, 0°).
   */
  public record Cell(
      long latUnits, long lngUnits, long latSize, long lngSize, boolean south, boolean west) {

    /**
     * The corner's latitude in degrees, rounded away from zero at 12 decimals so that it stays in
     * the cell.
     */
    public BigDecimal lat() {
      return degrees(BigDecimal.valueOf(latUnits), south);
    }

    /** The corner's longitude in degrees, rounded as {@link #lat}. */
    public BigDecimal lng() {
      return degrees(BigDecimal.valueOf(lngUnits), west);
    }

    public GeoPoint centre() {
      BigDecimal two = BigDecimal.valueOf(2);
      BigDecimal y = BigDecimal.valueOf(2 * latUnits + latSize).divide(two, MathContext.UNLIMITED);
      BigDecimal x = BigDecimal.valueOf(2 * lngUnits + lngSize).divide(two, MathContext.UNLIMITED);
      return new GeoPoint(degrees(y, south).doubleValue(), degrees(x, west).doubleValue());
    }

    private static BigDecimal degrees(BigDecimal units, boolean negative) {
      BigDecimal degrees = units.divide(BigDecimal.valueOf(UNITS_PER_DEGREE), 12, RoundingMode.UP);
      return negative ? degrees.negate() : degrees;
    }
  }
}
