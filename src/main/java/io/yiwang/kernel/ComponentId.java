package io.yiwang.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifier of a component: division, class and sequence (GB/T 47678.5-2026, 17 digits). The 16
 * digits of the old edition (GB/T 30428.2-2013), whose minor class has two digits, are read too.
 *
 * @param division 6 digits of GB/T 2260
 * @param classCode 5 digits, major and minor class
 * @param sequence 6 digits
 */
public record ComponentId(String division, String classCode, String sequence) {

  private static final int DIGITS = 17;
  private static final long LAST = 99_999_999_999_999_999L;
  private static final Pattern NEW = Pattern.compile("\\d{17}");
  private static final Pattern OLD = Pattern.compile("\\d{16}");

  /** The identifier a text is, empty when it is something else. */
  public static Optional<ComponentId> find(String text) {
    return NEW.matcher(text).matches() || OLD.matcher(text).matches()
        ? Optional.of(parse(text))
        : Optional.empty();
  }

  public static ComponentId parse(String text) {
    if (NEW.matcher(text).matches()) {
      return new ComponentId(text.substring(0, 6), text.substring(6, 11), text.substring(11));
    }
    if (OLD.matcher(text).matches()) {
      String classCode = text.substring(6, 8) + "0" + text.substring(8, 10);
      return new ComponentId(text.substring(0, 6), classCode, text.substring(10));
    }
    throw new IllegalArgumentException("component id (" + text + ") must have 17 or 16 digits.");
  }

  /** The identifier as tables carry it. */
  public long number() {
    return Long.parseLong(toString());
  }

  /**
   * The 17 digits of a number.
   *
   * @throws IllegalArgumentException when it has more, or is negative
   */
  public static String text(long number) {
    if (number < 0 || number > LAST) {
      throw new IllegalArgumentException("component id (" + number + ") must have 17 digits.");
    }
    String digits = Long.toString(number);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The class of a number, 1037 of 31010501037000042. */
  public static int classOf(long number) {
    return (int) (number / 1_000_000 % 100_000);
  }

  /** The five digits of a class, 01037 of 1037. */
  public static String classCode(int classNo) {
    String digits = Integer.toString(classNo);
    return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  /** The number of a division, class and sequence. */
  public static long number(int division, int classNo, int sequence) {
    return (division * 100_000L + classNo) * 1_000_000L + sequence;
  }

  /** The 17 digits of the current edition. */
  @Override
  public String toString() {
    return division + classCode + sequence;
  }
}
