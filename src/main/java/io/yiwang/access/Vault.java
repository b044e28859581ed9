package io.yiwang.access;

import java.util.List;

/**
 * Seals identifiers (citizen number, phone) before they are stored, so that neither the database
 * nor its files ever hold them in the clear.
 *
 * <p>A sealed value is AES-256-GCM under a data key whose id it carries; the field's name is
 * authenticated with it, so that a value cannot be moved to another field. Names of fields are
 * {@code module.table.column}, e.g. {@code registry.person.citizen_number}; renaming one makes its
 * values unreadable.
 */
public interface Vault {
  byte[] seal(String field, String plaintext);

  /**
   * @throws IllegalStateException when the value was changed, belongs to another field, or its key
   *     is not here
   */
  String open(String field, byte[] sealed);

  /**
   * A keyed digest (HMAC-SHA-256, 32 bytes) for exact search; equal values of one field have equal
   * digests. It does not change when data keys are rotated.
   *
   * @param normalised the value as it is compared: without blanks, capital X, no country prefix
   */
  byte[] blindIndex(String field, String normalised);

  /** The same as {@link #seal} for many values, in their order, in a fraction of the time. */
  List<byte[]> sealAll(String field, List<String> plaintexts);

  /** The same as {@link #open} for many values, in their order. */
  List<String> openAll(String field, List<byte[]> sealed);

  /** The same as {@link #blindIndex} for many values, in their order. */
  List<byte[]> blindIndexAll(String field, List<String> normalised);
}
