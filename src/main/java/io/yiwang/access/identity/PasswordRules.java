package io.yiwang.access.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What a password must be like: long enough, and none that a guesser tries early. */
@Component
class PasswordRules {
  static final int MAX_LENGTH = 128;

  /** Its time grows with the length; what comes after this many characters only makes it harder. */
  private static final int JUDGED = 64;

  /** So many characters must be neither a denied word nor a name of the person. */
  private static final int REMAINING = 8;

  private final IdentitySettings.Password rules;

  PasswordRules(IdentitySettings settings) {
    this.rules = settings.password();
  }

  /**
   * Refuses a password that breaks a rule.
   *
   * @param known names of the person, which do not make a password harder to guess
   */
  void check(String password, String... known) {
    int length = password.codePointCount(0, password.length());
    if (length < rules.minLength() || length > MAX_LENGTH) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "password-length",
          "The password must have %d to %d characters; this one has %d."
              .formatted(rules.minLength(), MAX_LENGTH, length),
          "password",
          null,
          "Maybe several words that do not belong together.");
    }
    List<String> words = new ArrayList<>(rules.deniedWords());
    words.addAll(List.of(known));
    words.removeIf(String::isBlank);
    String judged = password.substring(0, Math.min(password.length(), JUDGED));
    if (without(words, judged).length() < REMAINING
        || new Zxcvbn().measure(judged, words).getScore() < rules.minScore()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "password-guessable",
          "The password is one that a guesser tries early.",
          "password",
          null,
          "Maybe leave out names, dates, rows of keys and common words, or add words that do not"
              + " belong together.");
    }
  }

  private static String without(List<String> words, String password) {
    String left = password.toLowerCase(Locale.ROOT);
    for (String word : words) {
      left = left.replace(word.toLowerCase(Locale.ROOT), "");
    }
    return left;
  }
}
