package io.yiwang.citymap.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the old edition's four digits become five: the major changes, the minor is filled up with a
 * zero.
 */
public record CodeRule(String kind, String oldMajor, String newMajor) {

  /**
   * Forms in which old codes and codes in a place arrive: 0110, event/0110, component/0137, 310105
   * + 0110 (old type in a place, 10 digits), 310105 + 06010 (type in a place, 11 digits).
   */
  private static final Pattern OLD =
      Pattern.compile("(?:(component|event)/|\\d{6})?(\\d{2})(\\d{2})");

  private static final Pattern IN_PLACE = Pattern.compile("\\d{6}(\\d{5})");

  /**
   * The five digits a code stands for; empty when no rule maps it. Without a kind, old codes are
   * events.
   */
  static Optional<String> currentCode(String code, List<CodeRule> rules) {
    Matcher inPlace = IN_PLACE.matcher(code);
    if (inPlace.matches()) {
      return Optional.of(inPlace.group(1));
    }
    Matcher old = OLD.matcher(code);
    if (!old.matches()) {
      return Optional.empty();
    }
    String kind = old.group(1) == null ? "event" : old.group(1);
    return rules.stream()
        .filter(rule -> rule.kind.equals(kind) && rule.oldMajor.equals(old.group(2)))
        .findFirst()
        .map(rule -> rule.newMajor + "0" + old.group(3));
  }
}
