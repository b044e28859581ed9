package io.yiwang.kernel;

import org.jspecify.annotations.Nullable;

/** Text of people in the cells of a spreadsheet. */
public final class SpreadsheetText {
  /**
   * What spreadsheets take for the start of a formula, also in the full width of Chinese typing.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\0＝＋－＠";

  private SpreadsheetText() {}

  /** The text with a quote before what would be a formula (OWASP: CSV injection). */
  public static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
    boolean formula =
        FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 || FORMULA_STARTS.indexOf(first) >= 0;
    return formula ? "'" + text : text;
  }
}
