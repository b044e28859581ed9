package io.yiwang.kernel;

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

  private static final Pattern NEW = Pattern.compile("\\d{17}");
  private static final Pattern OLD = Pattern.compile("\\d{16}");

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

  /** The 17 digits of the current edition. */
  @Override
  public String toString() {
    return division + classCode + sequence;
  }
}
