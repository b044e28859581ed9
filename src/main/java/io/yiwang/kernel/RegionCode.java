package io.yiwang.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Code of a region in the national structure: 6 digits of GB/T 2260 down to the district, 9 to the
 * street, 12 to the neighbourhood, 15 to the unit grid. Regions of other cities carry codes of
 * their own, which are not of this type.
 */
public record RegionCode(String text) {

  private static final Pattern NATIONAL = Pattern.compile("[1-9]\\d{5}(\\d{3}){0,3}");

  public RegionCode {
    if (!NATIONAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "region code (" + text + ") must have 6, 9, 12 or 15 digits.");
    }
  }

  public static boolean isNational(String text) {
    return NATIONAL.matcher(text).matches();
  }

  /**
   * The code without the zeros by which statistics fill it up, for example 310105002000 to
   * 310105002.
   */
  public static RegionCode ofPadded(String text) {
    String code = new RegionCode(text).text;
    while (code.length() > 6 && code.endsWith("000")) {
      code = code.substring(0, code.length() - 3);
    }
    return new RegionCode(code);
  }

  public RegionLevel level() {
    return switch (text.length()) {
      case 6 -> text.endsWith("00") ? RegionLevel.CITY : RegionLevel.DISTRICT;
      case 9 -> RegionLevel.STREET;
      case 12 -> RegionLevel.NEIGHBOURHOOD;
      default -> RegionLevel.GRID;
    };
  }

  /** The region above; empty for a city. */
  public Optional<RegionCode> parent() {
    return switch (level()) {
      case CITY -> Optional.empty();
      case DISTRICT -> Optional.of(new RegionCode(cityOf(text)));
      case STREET, NEIGHBOURHOOD, GRID ->
          Optional.of(new RegionCode(text.substring(0, text.length() - 3)));
    };
  }

  /** Beijing, Tianjin, Shanghai and Chongqing are cities of province rank. */
  private static String cityOf(String district) {
    return switch (district.substring(0, 2)) {
      case "11", "12", "31", "50" -> district.substring(0, 2) + "0000";
      default -> district.substring(0, 4) + "00";
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
