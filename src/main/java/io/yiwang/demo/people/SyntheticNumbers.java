package io.yiwang.demo.people;

import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.CreditCode;
import io.yiwang.kernel.Sex;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that are valid and belong to nobody: divisions 319000 to 319999, which are not assigned,
 * and the mobile prefix 154, which is not in use.
 *
 * <p>The 500,000 sequences that a day and a sex have over those divisions are shared out among the
 * quarters, {@value #A_QUARTER} each, and so are the phone numbers; so no two quarters need to know
 * of each other, and no number occurs twice.
 */
final class SyntheticNumbers {
  static final int QUARTERS = 14_000;
  private static final int A_QUARTER = 35;
  private static final int SEQUENCES = 500;
  private static final int PHONES_A_QUARTER = 7_000;
  private static final int ENTERPRISES_A_QUARTER = 10_000;
  private static final String ORGANISATION = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private final int quarter;
  private final Map<Long, Integer> usedOfDay = new HashMap<>();
  private int phones;
  private int enterprises;

  /**
   * @param quarter below {@link #QUARTERS}
   */
  SyntheticNumbers(int quarter) {
    this.quarter = quarter;
  }

  /** Empty when this quarter has used up those of the day; then be born on another. */
  Optional<CitizenNumber> citizen(LocalDate birth, Sex sex) {
    int used =
        usedOfDay.merge(birth.toEpochDay() * 2 + (sex == Sex.MALE ? 1 : 0), 1, Integer::sum) - 1;
    if (used >= A_QUARTER) {
      return Optional.empty();
    }
    int slot = quarter * A_QUARTER + used;
    int sequence = slot % SEQUENCES * 2 + (sex == Sex.MALE ? 1 : 0);
    return Optional.of(CitizenNumber.of(319_000 + slot / SEQUENCES, birth, sequence));
  }

  /** Empty when this quarter has used up its own. */
  Optional<String> phone() {
    return phones >= PHONES_A_QUARTER
        ? Optional.empty()
        : Optional.of(phone(quarter * PHONES_A_QUARTER + phones++));
  }

  /** Multiplied by a number prime to 10^8, so that neighbours do not look alike. */
  private static String phone(int ordinal) {
    return "154%08d".formatted(ordinal * 61_803_399L % 100_000_000L);
  }

  CreditCode enterprise() {
    int ordinal = quarter * ENTERPRISES_A_QUARTER + enterprises++;
    char[] body = "MA000000".toCharArray();
    for (int i = 7; i > 1; i--) {
      body[i] = ORGANISATION.charAt(ordinal % ORGANISATION.length());
      ordinal /= ORGANISATION.length();
    }
    return CreditCode.of("91", "319000", new String(body));
  }
}
