package io.yiwang.access.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random 96-bit nonce in front of the ciphertext; for one thread. */
final class Gcm {
  static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cipher cipher;

  Gcm() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM.", e);
    }
  }

  /** Header, nonce, ciphertext and tag; the header and {@code bound} are authenticated with it. */
  byte[] seal(SecretKey key, byte[] header, byte[] bound, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(header);
      cipher.updateAAD(bound);
      byte[] sealed =
          Arrays.copyOf(header, header.length + NONCE + cipher.getOutputSize(plain.length));
      System.arraycopy(nonce, 0, sealed, header.length, NONCE);
      cipher.doFinal(plain, 0, plain.length, sealed, header.length + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed.", e);
    }
  }

  /**
   * @throws AEADBadTagException when the bytes, the header or what they are bound to differ
   */
  byte[] open(SecretKey key, int headerLength, byte[] bound, byte[] sealed)
      throws AEADBadTagException {
    try {
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, headerLength, NONCE));
      cipher.updateAAD(sealed, 0, headerLength);
      cipher.updateAAD(bound);
      int from = headerLength + NONCE;
      return cipher.doFinal(sealed, from, sealed.length - from);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed.", e);
    }
  }
}
