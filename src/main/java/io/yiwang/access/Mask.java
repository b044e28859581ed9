package io.yiwang.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mask profiles. No statute fixes them; these are the usual ones, stricter where a short value
 * would show through: what is too short to be masked is hidden whole. Masks are made here and never
 * in a browser.
 */
public enum Mask {
  /** The first character: 王建国 → 王**, 王伟 → 王*. */
  NAME {
    @Override
    String masked(String v) {
      return keep(v, 1, 0);
    }
  },
  /** One before, two behind: 1***************4X. */
  CITIZEN_NUMBER {
    @Override
    String masked(String v) {
      return keep(v, 1, 2);
    }
  },
  /** Three before, four behind: 138****5678. */
  PHONE {
    @Override
    String masked(String v) {
      return keep(v, 3, 4);
    }
  },
  /** Four before, two behind: 0215*****79. */
  LANDLINE {
    @Override
    String masked(String v) {
      return keep(v, 4, 2);
    }
  },
  /** District and street stay, the rest goes, and with it its length. */
  ADDRESS {
    @Override
    String masked(String v) {
      Matcher kept = DISTRICT_AND_STREET.matcher(v);
      return kept.lookingAt() ? kept.group() + HIDDEN : HIDDEN;
    }
  },
  /** The first letter and the domain: d***@example.com. */
  EMAIL {
    @Override
    String masked(String v) {
      int at = v.lastIndexOf('@');
      return at < 0 ? HIDDEN : keep(v.substring(0, at), 1, 0) + v.substring(at);
    }
  },
  /** 沪A1***5 and 沪A1****5: characters 4 to 6 of seven, 4 to 7 of eight. */
  PLATE {
    @Override
    String masked(String v) {
      int length = v.codePointCount(0, v.length());
      return length == 7 || length == 8 ? keep(v, 3, 1) : HIDDEN;
    }
  },
  /** Four before, the last group behind: 6222 **** **** **** 123. */
  BANK_CARD {
    @Override
    String masked(String v) {
      String digits = v.replaceAll("\\s", "");
      int length = digits.length();
      if (length < 9) {
        return HIDDEN;
      }
      int last = length % 4 == 0 ? 4 : length % 4;
      String hidden = "*".repeat(length - 4 - last).replaceAll(".{4}(?=.)", "**** ");
      return digits.substring(0, 4) + " " + hidden + " " + digits.substring(length - last);
    }
  };

  private static final String HIDDEN = "***";

  /** A district ends in 区, 县 or 旗, yet a 小区 or 园区 is none. */
  private static final Pattern DISTRICT_AND_STREET =
      Pattern.compile(
          "\\s*(?:[^\\d区县旗]{1,8}?(?:省|自治区))?(?:[^\\d区县旗]{1,7}?市)?"
              + "[^\\d区县旗]{1,7}?(?<![小社园校厂矿])[区县旗]"
              + "(?:[^\\d]{1,8}?街道|[^\\d路弄号]{1,6}?[镇乡])?");

  abstract String masked(String value);

  public String apply(String value) {
    return value.isEmpty() ? value : masked(value);
  }

  /** Keeps so many characters at both ends; all are hidden when too few would be. */
  private static String keep(String value, int before, int behind) {
    int length = value.codePointCount(0, value.length());
    int hidden = length - before - behind;
    if (hidden < Math.max(1, (before + behind) / 3)) {
      return "*".repeat(length);
    }
    int from = value.offsetByCodePoints(0, before);
    int to = value.offsetByCodePoints(value.length(), -behind);
    return value.substring(0, from) + "*".repeat(hidden) + value.substring(to);
  }
}
