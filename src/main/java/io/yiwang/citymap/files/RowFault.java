package io.yiwang.citymap.files;

import org.jspecify.annotations.Nullable;

/** A row of a file that cannot be taken, and why. */
public final class RowFault extends RuntimeException {
  private static final int MOST_SHOWN = 120;

  private final String field;
  private final String value;
  private final String rule;
  private final @Nullable String advice;

  /**
   * @param rule what the value must be, a sentence without its subject
   * @param advice a sentence that starts with "Maybe", or null
   */
  public RowFault(String field, @Nullable String value, String rule, @Nullable String advice) {
    super(field + " " + rule, null, false, false);
    this.field = field;
    String shown = value == null ? "" : value.strip();
    this.value = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "…" : shown;
    this.rule = rule;
    this.advice = advice;
  }

  public String field() {
    return field;
  }

  /** As the file has it, cut when it is long. */
  public String value() {
    return value;
  }

  public String rule() {
    return rule;
  }

  public @Nullable String advice() {
    return advice;
  }
}
