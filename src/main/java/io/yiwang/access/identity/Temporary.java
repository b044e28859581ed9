package io.yiwang.access.identity;

import java.security.SecureRandom;

/** Secrets that people type: characters that are not mistaken for one another, in groups. */
final class Temporary {
  /** Base32 without those that look alike. */
  private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Temporary() {}

  /** About 79 random bits. */
  static String password() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
