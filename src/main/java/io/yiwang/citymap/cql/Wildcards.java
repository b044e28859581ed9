package io.yiwang.citymap.cql;

import java.util.Locale;

/**
 * Matches patterns with % and _ in time proportional to the text and the pattern, whatever they
 * are: a regular expression of many % would take for ever.
 */
final class Wildcards {
  private Wildcards() {}

  static boolean matches(String pattern, String text, boolean foldCase) {
    int[] p = (foldCase ? pattern.toLowerCase(Locale.ROOT) : pattern).codePoints().toArray();
    int[] t = (foldCase ? text.toLowerCase(Locale.ROOT) : text).codePoints().toArray();
    int at = 0;
    int in = 0;
    int afterPercent = -1;
    int retry = 0;
    while (in < t.length) {
      int literal = at < p.length && p[at] == '\\' ? at + 1 : at;
      boolean wild = literal == at;
      if (at < p.length && wild && p[at] == '%') {
        afterPercent = ++at;
        retry = in;
      } else if (literal < p.length && ((wild && p[at] == '_') || p[literal] == t[in])) {
        at = literal + 1;
        in++;
      } else if (afterPercent >= 0) {
        at = afterPercent;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < p.length && p[at] == '%') {
      at++;
    }
    return at == p.length;
  }
}
