package io.yiwang.access.vault;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps the data keys.
 *
 * @param fingerprint tells master keys apart without telling anything about them
 */
record MasterKey(SecretKey key, String fingerprint) {
  private static final int BYTES = 32;
  private static final int FINGERPRINT_BYTES = 8;
  private static final byte[] NO_HEADER = {};

  /**
   * @param hex 64 hexadecimal digits
   * @throws IllegalStateException when they are not, or are no secret
   */
  static MasterKey of(String hex, Object file) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw unfit(file, "must be 64 hexadecimal digits");
    }
    if (bytes.length != BYTES) {
      throw unfit(file, "must be 64 hexadecimal digits");
    }
    // 32 random bytes nearly always have 25 or more different values; a default or typed one has
    // few
    if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).chars().distinct().count()
        < 16) {
      throw unfit(file, "must be random, not a default");
    }
    return new MasterKey(new SecretKeySpec(bytes, "AES"), fingerprint(bytes));
  }

  private static IllegalStateException unfit(Object file, String rule) {
    return new IllegalStateException(
        "The vault's master key (%s) %s. Maybe restore the file from your backup."
            .formatted(file, rule));
  }

  byte[] wrap(SecretKey dataKey, byte[] bound) {
    return new Gcm().seal(key, NO_HEADER, bound, dataKey.getEncoded());
  }

  SecretKey unwrap(byte[] wrapped, byte[] bound) {
    try {
      return new SecretKeySpec(new Gcm().open(key, 0, bound, wrapped), "AES");
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "A data key of the vault was changed in the database. Maybe restore access.vault_key.",
          e);
    }
  }

  private static String fingerprint(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      byte[] digest =
          mac.doFinal("yiwang master key".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
    }
  }
}
