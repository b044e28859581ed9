package io.yiwang.citymap.cql;

import java.util.Locale;

/** The words of a CQL2 text, one after another. */
final class Tokens {
  /** What a word is. */
  enum Kind {
    NAME,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  private final String text;
  private final Bounds bounds;
  private int at;
  private int begin;
  private Kind kind = Kind.END;
  private String word = "";

  Tokens(String text, Bounds bounds) {
    this.text = text;
    this.bounds = bounds;
    next();
  }

  Kind kind() {
    return kind;
  }

  /** The present word; a text or quoted name without its quotes. */
  String word() {
    return word;
  }

  /** Whether the present word is this keyword or sign. */
  boolean is(String keyword) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && word.equalsIgnoreCase(keyword);
  }

  /** Goes past this keyword or sign if it is the present word. */
  boolean take(String keyword) {
    if (!is(keyword)) {
      return false;
    }
    next();
    return true;
  }

  void need(String keyword) {
    if (!take(keyword)) {
      throw bounds.refuse("lacks " + keyword + " " + place() + ".");
    }
  }

  String place() {
    return kind == Kind.END ? "at its end" : "before \"" + word + "\" at place " + (begin + 1);
  }

  /** The present keyword and what follows it in brackets, as well-known text is written. */
  String bracketed() {
    int from = begin;
    int open = text.indexOf('(', from);
    if (open < 0) {
      throw bounds.refuse("lacks ( " + place() + ".");
    }
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        at = i + 1;
        next();
        return text.substring(from, i + 1);
      }
    }
    throw bounds.refuse("lacks ) at its end.");
  }

  void next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    begin = at;
    if (at == text.length()) {
      kind = Kind.END;
      word = "";
      return;
    }
    int c = text.codePointAt(at);
    if (c == '\'') {
      quoted('\'', Kind.TEXT);
    } else if (c == '"') {
      quoted('"', Kind.QUOTED_NAME);
    } else if (startsNumber()) {
      number();
    } else if (Character.isLetter(c) || c == '_' || c == ':') {
      name();
    } else {
      sign();
    }
  }

  private void quoted(char quote, Kind as) {
    StringBuilder inner = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != quote) {
        inner.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        inner.append(quote);
        at++;
      } else {
        at++;
        kind = as;
        word = inner.toString();
        return;
      }
    }
    throw bounds.refuse("lacks a closing " + quote + ".");
  }

  private boolean startsNumber() {
    int i = at;
    if (text.charAt(i) == '-' || text.charAt(i) == '+') {
      i++;
    }
    if (i < text.length() && text.charAt(i) == '.') {
      i++;
    }
    return i < text.length() && isDigit(text.charAt(i));
  }

  private void number() {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      char before = text.charAt(at - 1);
      boolean exponentSign = (c == '-' || c == '+') && (before == 'e' || before == 'E');
      if (!isDigit(c) && c != '.' && c != 'e' && c != 'E' && !exponentSign) {
        break;
      }
      at++;
    }
    kind = Kind.NUMBER;
    word = text.substring(begin, at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void name() {
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != ':' && c != '.') {
        break;
      }
      at += Character.charCount(c);
    }
    kind = Kind.NAME;
    word = text.substring(begin, at);
  }

  private void sign() {
    String two = text.substring(at, Math.min(at + 2, text.length())).toLowerCase(Locale.ROOT);
    boolean pair = two.equals("<=") || two.equals(">=") || two.equals("<>");
    kind = Kind.SIGN;
    word = pair ? two : text.substring(at, at + Character.charCount(text.codePointAt(at)));
    at += word.length();
  }
}
