package io.yiwang.kernel;

import java.util.Locale;

/**
 * Unified social credit code of GB 32100-2015: department, kind, division, organisation code (GB
 * 11714, with a check character of its own), check character.
 */
public record CreditCode(String text) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int BASE = ALPHABET.length();
  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

  public CreditCode {
    if (text.length() != 18) {
      throw new IllegalArgumentException(
          "credit code (%s) must have 18 characters.".formatted(text));
    }
    for (int i = 0; i < 18; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0 || i >= 2 && i < 8 && text.charAt(i) > '9') {
        throw new IllegalArgumentException(
            "credit code (%s) must not have %s at place %d. Maybe it is one of the letters I O S V Z, which do not occur."
                .formatted(text, text.charAt(i), i + 1));
      }
    }
    if (text.charAt(16) != bodyCheck(text.substring(8, 16))) {
      throw new IllegalArgumentException(
          "credit code (%s) holds an organisation code with a wrong check character."
              .formatted(text));
    }
    if (text.charAt(17) != check(text)) {
      throw new IllegalArgumentException(
          "credit code (%s) has a wrong check character. Maybe a character was mistyped."
              .formatted(text));
    }
  }

  /** Reads it as people write it: blanks around it and small letters are taken. */
  public static CreditCode parse(String text) {
    return new CreditCode(text.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * Puts both check characters to the parts.
   *
   * @param registration department and kind, for example {@code 91} for a company
   * @param division 6 digits of GB/T 2260
   * @param body the first 8 characters of the organisation code
   */
  public static CreditCode of(String registration, String division, String body) {
    String most = registration + division + body + bodyCheck(body);
    return new CreditCode(most + check(most));
  }

  /** Base 31, weights the powers of 3 modulo 31. */
  private static char check(String text) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += ALPHABET.indexOf(text.charAt(i)) * WEIGHTS[i];
    }
    return ALPHABET.charAt((BASE - sum % BASE) % BASE);
  }

  /** Base 36, modulo 11, where 10 is written X. */
  private static char bodyCheck(String body) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Character.digit(body.charAt(i), 36) * BODY_WEIGHTS[i];
    }
    int check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : (char) ('0' + check);
  }

  /** Its nine characters, the last of them their check character. */
  public String organisationCode() {
    return text.substring(8, 17);
  }

  public String division() {
    return text.substring(2, 8);
  }

  /** The first two and the last two characters. */
  public String masked() {
    return text.substring(0, 2) + "*".repeat(14) + text.substring(16);
  }

  @Override
  public String toString() {
    return masked();
  }
}
