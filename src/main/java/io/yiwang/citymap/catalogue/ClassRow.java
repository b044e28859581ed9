package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A matter class with its filing conditions.
 *
 * @param basis where its limits come from: {@code city-manual}, {@code city-practice}, {@code
 *     default} or {@code import}
 */
public record ClassRow(MatterClass matterClass, String basis, List<FilingCondition> conditions) {

  /**
   * Hashed ids begin here; ids of five-digit classes are smaller and can be read: 06010 → 601001.
   */
  private static final long FIRST_HASHED_ID = 1_000_000_000L;

  private static final int MAX_CONDITIONS = 99;

  public ClassRow {
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty() || conditions.size() > MAX_CONDITIONS) {
      throw new IllegalArgumentException(
          "matter class "
              + matterClass.code()
              + " must have 1 to 99 filing conditions, not "
              + conditions.size()
              + ".");
    }
  }

  /** The id of a condition, the same at every start and below 2^53. */
  static long conditionId(String standardRef, String classCode, int ordinal) {
    if (classCode.matches("\\d{5}")) {
      return Long.parseLong(classCode) * 100 + ordinal;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((standardRef + "|" + classCode).getBytes(StandardCharsets.UTF_8));
      long hash = ByteBuffer.wrap(digest).getLong() & (1L << 45) - 1;
      return FIRST_HASHED_ID + hash * 100 + ordinal;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
