package io.yiwang.access.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over the hash of the entry before and an entry's canonical bytes; for one thread. */
final class ChainHash {
  static final int LENGTH = 32;

  private final MessageDigest digest;

  ChainHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  byte[] next(byte[] before, byte[] canonical, int from, int length) {
    digest.update(before);
    digest.update(canonical, from, length);
    return digest.digest();
  }
}
