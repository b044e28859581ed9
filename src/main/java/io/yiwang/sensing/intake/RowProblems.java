package io.yiwang.sensing.intake;

import io.yiwang.sensing.RowProblem;
import org.jspecify.annotations.Nullable;

/** Every reason a row can be refused for, each with its own words. */
final class RowProblems {
  private static final int VALUE_CHARS = 200;

  private RowProblems() {}

  static RowProblem of(
      String type, String field, @Nullable Object value, String rule, String advice) {
    String shown = value == null ? null : bounded(value.toString(), VALUE_CHARS);
    return new RowProblem(type, field + " (" + shown + ") " + rule, field, shown, advice);
  }

  static RowProblem malformedJson(int row, String what, String near) {
    return new RowProblem(
        "malformed-json",
        "row " + row + " is not JSON: " + what,
        "row",
        bounded(near, VALUE_CHARS),
        "Maybe a comma or a quote is missing, or the text was cut off.");
  }

  static RowProblem badEncoding(int row) {
    return new RowProblem(
        "bad-encoding",
        "row " + row + " is not UTF-8.",
        "row",
        null,
        "Maybe the file is in GBK or Latin-1; convert it to UTF-8 first.");
  }

  static RowProblem notAnObject(int row, String value) {
    return of(
        "not-an-object",
        "row",
        value,
        "must be a JSON object, and row " + row + " is not.",
        "Maybe the rows are wrapped one level too deep.");
  }

  static RowProblem wrongKind(String field, @Nullable String value, String kind) {
    return of(
        "wrong-kind",
        field,
        value,
        "must be " + kind + ".",
        "Maybe two columns of the mapping were swapped.");
  }

  static RowProblem missing(String type, String field, String advice) {
    return new RowProblem(type, field + " must be given.", field, null, advice);
  }

  static RowProblem changedRow(String key) {
    return of(
        "changed-row",
        "key",
        key,
        "came before with another class, place or time; what came first stands.",
        "Maybe the source corrected the row, or uses a key twice; a correction needs a key of its"
            + " own.");
  }

  static String bounded(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars) + "…";
  }
}
