package io.yiwang.access.identity;

import java.time.Instant;
import org.apache.commons.codec.binary.Base32;

/** A phone that shows codes. */
public final class Authenticator {
  private final byte[] secret;

  /**
   * @param secret as an enrolment tells it
   */
  public Authenticator(String secret) {
    this.secret = new Base32().decode(secret);
  }

  /** The code of now, or of so many steps later. */
  public String code(int steps) {
    return Totp.code(secret, Totp.step(Instant.now()) + steps);
  }
}
