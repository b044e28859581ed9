package io.yiwang.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Citizen identity number of GB 11643-1999: division, date of birth, sequence, check digit. Neither
 * {@link #toString} nor a message ever prints the whole of it.
 */
public record CitizenNumber(String text) {
  private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{16}[\\dX]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  public CitizenNumber {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "citizen number (%s) must have 17 digits and a check digit or X."
              .formatted(masked(text)));
    }
    if (text.charAt(17) != check(text)) {
      throw new IllegalArgumentException(
          "citizen number (%s) has a wrong check digit. Maybe a digit was mistyped."
              .formatted(masked(text)));
    }
    try {
      birthOf(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "citizen number (%s) holds no valid date of birth.".formatted(masked(text)), e);
    }
  }

  /** Reads it as people write it: blanks around it and a small x are taken. */
  public static CitizenNumber parse(String text) {
    return new CitizenNumber(text.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * Puts the check digit to the parts.
   *
   * @param division 6 digits of GB/T 2260
   * @param sequence 0 to 999; odd is male
   */
  public static CitizenNumber of(int division, LocalDate birth, int sequence) {
    char[] digits = new char[18];
    put(digits, 0, 6, division);
    put(digits, 6, 4, birth.getYear());
    put(digits, 10, 2, birth.getMonthValue());
    put(digits, 12, 2, birth.getDayOfMonth());
    put(digits, 14, 3, sequence);
    digits[17] = '0';
    digits[17] = check(new String(digits));
    return new CitizenNumber(new String(digits));
  }

  /** The digit that belongs to the first 17. */
  private static char check(String text) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (text.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % 11);
  }

  private static void put(char[] digits, int from, int length, int value) {
    int rest = value;
    for (int i = from + length - 1; i >= from; i--) {
      digits[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static LocalDate birthOf(String text) {
    return LocalDate.of(
        Integer.parseInt(text, 6, 10, 10),
        Integer.parseInt(text, 10, 12, 10),
        Integer.parseInt(text, 12, 14, 10));
  }

  public String division() {
    return text.substring(0, 6);
  }

  public LocalDate birth() {
    return birthOf(text);
  }

  public Sex sex() {
    return (text.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
  }

  /** The first digit and the last two characters. */
  public String masked() {
    return masked(text);
  }

  private static String masked(String text) {
    int length = text.length();
    return length < 4
        ? "*".repeat(length)
        : text.charAt(0) + "*".repeat(length - 3) + text.substring(length - 2);
  }

  @Override
  public String toString() {
    return masked();
  }
}
