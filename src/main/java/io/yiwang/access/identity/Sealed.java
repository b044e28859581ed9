package io.yiwang.access.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets of people in the database so that the database alone does not give them away:
 * AES-256-GCM, bound to the person, with a key of the data folder.
 */
final class Sealed {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Supplier<String> key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key 256 bits in hexadecimal; asked for when first needed
   */
  Sealed(Supplier<String> key) {
    this.key = key;
  }

  byte[] seal(byte[] secret, long person) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, person).doFinal(secret);
      return ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] open(byte[] sealed, long person) {
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE);
      return cipher(Cipher.DECRYPT_MODE, nonce, person)
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret of person %d cannot be read. Maybe the data folder's keys were changed."
              .formatted(person),
          e);
    }
  }

  /** A keyed hash, for secrets that are compared only. */
  byte[] fingerprint(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keyBytes(), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, long person) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(keyBytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(person).array());
    return cipher;
  }

  private byte[] keyBytes() {
    return HexFormat.of().parseHex(key.get());
  }
}
