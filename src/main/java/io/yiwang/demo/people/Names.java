package io.yiwang.demo.people;

import io.yiwang.demo.Resources;
import io.yiwang.kernel.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Names as they are given: surnames as frequent as they are, given names by sex and time of birth.
 * A given name is one of the list or put together from the characters of two of them.
 */
final class Names {
  private static final int ERAS = 3;

  private final String[] surnames;
  private final int[] upTo;
  private final int total;
  private final List<List<String>> given = new ArrayList<>();
  private final List<List<String>> characters = new ArrayList<>();

  Names() {
    var rows = Resources.csv("surnames.csv");
    surnames = new String[rows.size()];
    upTo = new int[rows.size()];
    int sum = 0;
    for (int i = 0; i < surnames.length; i++) {
      surnames[i] = Resources.field(rows.get(i), "name");
      sum += Integer.parseInt(Resources.field(rows.get(i), "weight"));
      upTo[i] = sum;
    }
    total = sum;
    for (int i = 0; i < 2 * ERAS; i++) {
      given.add(new ArrayList<>());
      characters.add(new ArrayList<>());
    }
    for (var row : Resources.csv("given_names.csv")) {
      int pool =
          (Integer.parseInt(Resources.field(row, "sex")) - 1) * ERAS
              + Integer.parseInt(Resources.field(row, "era"));
      String name = Resources.field(row, "name");
      given.get(pool).add(name);
      name.codePoints().forEach(c -> characters.get(pool).add(Character.toString(c)));
    }
  }

  String surname(SplittableRandom random) {
    int wanted = random.nextInt(total);
    int low = 0;
    int high = surnames.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return surnames[low];
  }

  String given(Sex sex, int birthYear, SplittableRandom random) {
    int era = birthYear < 1965 ? 0 : birthYear < 1998 ? 1 : 2;
    int pool = (sex == Sex.FEMALE ? ERAS : 0) + era;
    if (random.nextInt(100) < 35) {
      return one(given.get(pool), random);
    }
    String first = one(characters.get(pool), random);
    return random.nextInt(100) < 12 ? first : first + one(characters.get(pool), random);
  }

  private static String one(List<String> some, SplittableRandom random) {
    return some.get(random.nextInt(some.size()));
  }
}
