package io.yiwang.kernel;

import java.util.regex.Pattern;

/** A mobile number of mainland China, 11 digits; {@link #toString} hides the middle four. */
public record MobileNumber(String text) {
  private static final Pattern SHAPE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern DECORATION = Pattern.compile("[\\s-]");
  private static final Pattern COUNTRY = Pattern.compile("^(\\+86|0086|86(?=1\\d{10}$))");

  public MobileNumber {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "mobile number (%s) must have 11 digits from 13 to 19.".formatted(masked(text)));
    }
  }

  /** Reads it as people write it: blanks, hyphens and +86 are taken off. */
  public static MobileNumber parse(String text) {
    String plain = DECORATION.matcher(text).replaceAll("");
    return new MobileNumber(COUNTRY.matcher(plain).replaceFirst(""));
  }

  /** The first three and the last four digits. */
  public String masked() {
    return masked(text);
  }

  private static String masked(String text) {
    int length = text.length();
    return length < 8
        ? "*".repeat(length)
        : text.substring(0, 3) + "*".repeat(length - 7) + text.substring(length - 4);
  }

  @Override
  public String toString() {
    return masked();
  }
}
