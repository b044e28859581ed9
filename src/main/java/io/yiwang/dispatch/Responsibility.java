package io.yiwang.dispatch;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the responsibility matrix: matters of these classes in this region, on components of
 * this owner, are the unit's to mend.
 *
 * @param classPattern a class code, its leading digits ({@code 06} is a whole major class), or
 *     {@code *} for any
 * @param owner unit code of the component's owner; null means any component or none
 * @param validTo first day on which the row no longer holds; null means for ever
 */
public record Responsibility(
    long id,
    String classPattern,
    String regionCode,
    @Nullable String owner,
    String unitCode,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {

  static final String ANY_CLASS = "*";
  private static final Pattern CLASS = Pattern.compile("\\*|\\d{1,8}");

  public Responsibility {
    if (!CLASS.matcher(classPattern).matches()) {
      throw new IllegalArgumentException(
          "class (" + classPattern + ") must be digits or *. Maybe the column is shifted.");
    }
    if (validTo != null && !validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException(
          "valid_to (" + validTo + ") must be after valid_from (" + validFrom + ").");
    }
  }

  boolean holdsOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
  }
}
