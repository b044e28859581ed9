package io.yiwang.access.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Seals what a subject may see, so that the database takes it from us only: {@code access.sealed}
 * computes the same. An HMAC in the form of two keys.
 */
record RowSeal(byte[] inner, byte[] outer) {
  /** What separates the sealed parts. */
  static final String PART = "\u001e";

  String of(String said) {
    byte[] within = sha256(inner, said.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha256(outer, within));
  }

  private static byte[] sha256(byte[] key, byte[] text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return digest.digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
