package io.yiwang.incidents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The classes and families that one index has met, numbered in the order of their first row. A
 * class is looked up once; a changed catalogue counts from the next start.
 */
final class Rules {
  private final Function<String, ClassRule> lookup;
  private final Map<String, Integer> classNumbers = new HashMap<>();
  private final Map<String, Integer> familyNumbers = new HashMap<>();
  private final List<ClassRule> classes = new ArrayList<>();
  private final List<Family> families = new ArrayList<>();
  private int[] familyOf = new int[16];
  private boolean[][] related = new boolean[0][];

  Rules(Function<String, ClassRule> lookup) {
    this.lookup = lookup;
  }

  /** Number of the class of this code. */
  int number(String classCode) {
    Integer known = classNumbers.get(classCode);
    return known != null ? known : learn(classCode);
  }

  ClassRule rule(int number) {
    return classes.get(number);
  }

  Family family(int classNumber) {
    return families.get(familyOf[classNumber]);
  }

  boolean sameFamily(int one, int other) {
    return familyOf[one] == familyOf[other];
  }

  boolean related(int one, int other) {
    return related[one][other];
  }

  private int learn(String classCode) {
    ClassRule rule = lookup.apply(classCode);
    int number = classes.size();
    if (number > 0xFFFF) {
      throw new IllegalStateException("One partition holds at most 65,536 classes.");
    }
    classes.add(rule);
    classNumbers.put(classCode, number);
    familyOf = number < familyOf.length ? familyOf : Arrays.copyOf(familyOf, number * 2);
    familyOf[number] = familyNumbers.computeIfAbsent(rule.family(), f -> families.size());
    if (familyOf[number] == families.size()) {
      families.add(new Family(families.size(), rule));
    }
    families.get(familyOf[number]).include(rule);
    related = relations();
    return number;
  }

  private boolean[][] relations() {
    boolean[][] all = new boolean[classes.size()][classes.size()];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        all[i][j] = classes.get(i).relatedTo(classes.get(j));
      }
    }
    return all;
  }

  /** What all classes of a family share: one grid of cells and one clock. */
  static final class Family {
    private static final int BUCKETS_A_WINDOW = 16;
    private static final long SHORTEST_BUCKET = 60_000;

    final int number;
    final int cell;
    final long bucket;
    private int radius;
    private long latestAt = Long.MIN_VALUE;
    private long latestHigh;
    private long latestLow;

    private Family(int number, ClassRule first) {
      this.number = number;
      this.cell = Math.max(1, Ground.latitudeE7(2.0 * first.radius()));
      this.bucket = Math.max(SHORTEST_BUCKET, first.window() / BUCKETS_A_WINDOW);
    }

    private void include(ClassRule rule) {
      radius = Math.max(radius, rule.radius());
    }

    /** Metres: no class met so far reaches farther. */
    int radius() {
      return radius;
    }

    /** Time of the latest row ever seen. */
    long latestAt() {
      return latestAt;
    }

    void see(long at, long high, long low) {
      if (isBefore(at, high, low)) {
        latestAt = at;
        latestHigh = high;
        latestLow = low;
      }
    }

    boolean isLatest(long at, long high, long low) {
      return at == latestAt && high == latestHigh && low == latestLow;
    }

    private boolean isBefore(long at, long high, long low) {
      return RowStore.compare(latestAt, latestHigh, latestLow, at, high, low) < 0;
    }
  }
}
