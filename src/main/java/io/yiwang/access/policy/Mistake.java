package io.yiwang.access.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the text of a policy.
 *
 * @param line from 1; 0 when it is no single line
 * @param column from 1; 0 when it is no single place
 * @param field what of the rule or of the policy is at fault, such as {@code may}
 */
record Mistake(
    int line, int column, Kind kind, String field, String message, @Nullable String advice) {

  /** Kinds of mistakes, so that a page can tell them in another language. */
  enum Kind {
    NO_YAML,
    /** No names with values where there must be some. */
    FORM,
    /** A name or value nobody knows. */
    UNKNOWN,
    /** A list that must not be empty is. */
    EMPTY,
    TWICE,
    TOO_LONG,
    /** All administrators would be locked out. */
    LOCK_OUT,
    /** Nobody, or one person alone, could change the policy. */
    NOBODY_LEFT,
    /** The auditor would see persons. */
    AUDITOR,
    /** A class of data is missing or invented. */
    CLASSES
  }

  @Override
  public String toString() {
    String where = line == 0 ? "" : "line " + line + ": ";
    return where + message + (advice == null ? "" : " " + advice);
  }
}
