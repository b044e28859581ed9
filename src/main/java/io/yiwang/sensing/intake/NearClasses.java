package io.yiwang.sensing.intake;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Suggestion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Classes an unknown code may mean: those whose code is at most two keystrokes away (one, if it is
 * short), else those a text like the code speaks of, for sources that send names instead of codes.
 */
final class NearClasses {
  private static final int KEYSTROKES = 2;
  private static final int SHORT = 8;
  private static final int MOST = 3;
  private static final int LONGEST = 100;

  private final Catalogue catalogue;

  NearClasses(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  List<MatterClass> find(String code) {
    if (code.length() > LONGEST) {
      return List.of();
    }
    int most = code.length() < SHORT ? 1 : KEYSTROKES;
    List<MatterClass> byCode =
        catalogue.list().stream()
            .map(c -> new Near(c, keystrokes(code, c.code())))
            .filter(near -> near.keystrokes <= most)
            .sorted(Comparator.comparingInt(Near::keystrokes))
            .limit(MOST)
            .map(Near::matterClass)
            .toList();
    return byCode.isEmpty()
        ? catalogue.suggest(code, MOST).stream().map(Suggestion::matterClass).toList()
        : byCode;
  }

  private record Near(MatterClass matterClass, int keystrokes) {}

  /** Levenshtein's distance, given up where it exceeds {@link #KEYSTROKES}. */
  private static int keystrokes(String a, String b) {
    if (Math.abs(a.length() - b.length()) > KEYSTROKES) {
      return KEYSTROKES + 1;
    }
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int typo = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(typo, Math.min(above[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > KEYSTROKES) {
        return least;
      }
      above = row;
    }
    return above[b.length()];
  }
}
