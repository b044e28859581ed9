package io.yiwang.registry.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private static final int SMALLEST = SmallCells.INSIDE;
  private static final List<String> GROUPS = List.of("ELDERLY", "INFANT", "DISABLED", "RETURNEE");

  @Test
  void aSmallCellHidesAndTakesTheSmallestOtherWithIt() {
    var sums = List.of(new Suppression.Sum<>("all", List.of("a", "b", "c")));
    var table =
        new Suppression<>(Map.of("all", 73, "a", 3, "b", 50, "c", 20), sums, Set.of(), SMALLEST);
    assertThat(table.hidden()).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void zerosAreToldAndHideNothing() {
    var sums = List.of(new Suppression.Sum<>("all", List.of("a", "b")));
    var table = new Suppression<>(Map.of("all", 50, "a", 0, "b", 50), sums, Set.of(), SMALLEST);
    assertThat(table.hidden()).isEmpty();
  }

  @Test
  void twoSmallOnesWhoseSumIsSmallAreNotLeftAlone() {
    var sums = List.of(new Suppression.Sum<>("all", List.of("a", "b", "c", "d")));
    var table =
        new Suppression<>(
            Map.of("all", 88, "a", 3, "b", 4, "c", 31, "d", 50), sums, Set.of(), SMALLEST);
    assertThat(table.hidden()).containsExactlyInAnyOrder("a", "b", "c");
  }

  /**
   * Random tables of quarters in streets in districts by group. The attacker knows every sum and
   * all that is told, and solves for what is not.
   */
  @Test
  void noSystemOfSumsOverRegionsAndGroupsGivesASmallCellAway() {
    var random = new SplittableRandom(8);
    int small = 0;
    int told = 0;
    for (int round = 0; round < 60; round++) {
      Map<String, Integer> counts = new HashMap<>();
      List<Suppression.Sum<String>> sums = new ArrayList<>();
      table(random, counts, sums);
      var table = new Suppression<>(counts, sums, Set.of(), SMALLEST);
      Set<String> hidden = table.hidden();
      for (String cell : counts.keySet()) {
        small += table.isSmall(cell) ? 1 : 0;
        assertThat(table.isSmall(cell) && !hidden.contains(cell)).as(cell).isFalse();
      }
      assertThat(Attack.solved(counts, sums, hidden))
          .as("cells an attacker computes, round " + round)
          .noneMatch(table::isSmall);
      told += counts.size() - hidden.size();
    }
    assertThat(small).isGreaterThan(100);
    assertThat(told).as("not simply nothing").isGreaterThan(1_000);
  }

  private static void table(
      SplittableRandom random, Map<String, Integer> counts, List<Suppression.Sum<String>> sums) {
    List<String> kinds = List.of("x", "y", "z");
    List<String> streets = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      List<String> quarters = new ArrayList<>();
      for (int q = 0; q < 4; q++) {
        String quarter = "s" + s + "q" + q;
        quarters.add(quarter);
        for (String kind : kinds) {
          counts.put(
              quarter + kind, random.nextInt(12) == 0 ? random.nextInt(12) : random.nextInt(400));
        }
        total(counts, sums, quarter, kinds.stream().map(k -> quarter + k).toList());
      }
      String street = "s" + s;
      streets.add(street);
      for (String kind : kinds) {
        total(counts, sums, street + kind, quarters.stream().map(q -> q + kind).toList());
      }
      total(counts, sums, street, quarters);
    }
    for (String kind : kinds) {
      total(counts, sums, "d" + kind, streets.stream().map(s -> s + kind).toList());
    }
    total(counts, sums, "d", streets);
  }

  private static void total(
      Map<String, Integer> counts,
      List<Suppression.Sum<String>> sums,
      String total,
      List<String> parts) {
    counts.put(total, parts.stream().mapToInt(p -> of(counts, p)).sum());
    sums.add(new Suppression.Sum<>(total, parts));
  }

  /**
   * Ten thousand allowed questions about twenty quarters over a hundred days, in which people come
   * and go one by one. For each quarter and day the attacker solves for who is in a group and who
   * is not, and compares each day with the day before.
   */
  @Test
  void tenThousandQuestionsOverAHundredDaysIsolateNobody() {
    var random = new SplittableRandom(2026);
    int asked = 0;
    int told = 0;
    for (int quarter = 0; quarter < 20; quarter++) {
      Map<String, Integer> counts = new HashMap<>();
      counts.put("RESIDENTS", 20 + random.nextInt(600));
      GROUPS.forEach(g -> counts.put(g, random.nextInt(of(counts, "RESIDENTS") / 3)));
      Map<String, Integer> released = Map.copyOf(counts);
      Map<String, Integer> yesterday = Map.of();
      for (int day = 0; day < 100; day++) {
        somebodyComesOrGoes(random, counts);
        released = Releases.next(released, counts, SMALLEST);
        Map<String, Integer> answers = new HashMap<>();
        for (String measure : List.of("RESIDENTS", "ELDERLY", "INFANT", "DISABLED", "RETURNEE")) {
          asked++;
          if (!SmallCells.hidden(released, measure, SMALLEST).contains(measure)) {
            answers.put(measure, released.getOrDefault(measure, 0));
            told++;
          }
        }
        assertNobodyIsCountedOut(answers);
        assertNobodyIsTheDifference(yesterday, answers);
        yesterday = answers;
      }
    }
    assertThat(asked).isEqualTo(10_000);
    assertThat(told).as("answers that were given").isGreaterThan(5_000);
  }

  private static void somebodyComesOrGoes(SplittableRandom random, Map<String, Integer> counts) {
    for (int i = 0; i < 3; i++) {
      int by = random.nextInt(5) < 3 ? 1 : -1;
      Set<String> whose = new HashSet<>(List.of("RESIDENTS"));
      GROUPS.stream().filter(g -> random.nextInt(4) == 0).forEach(whose::add);
      boolean possible = whose.stream().allMatch(m -> of(counts, m) + by >= 0);
      boolean within =
          GROUPS.stream()
              .allMatch(
                  g ->
                      of(counts, g) + (whose.contains(g) ? by : 0) <= of(counts, "RESIDENTS") + by);
      if (possible && within) {
        whose.forEach(m -> counts.merge(m, by, Integer::sum));
      }
    }
  }

  private static void assertNobodyIsCountedOut(Map<String, Integer> answers) {
    Integer all = answers.get("RESIDENTS");
    for (String group : GROUPS) {
      Integer count = answers.get(group);
      if (count != null) {
        assertThat(count == 0 || count >= SMALLEST).as(group).isTrue();
        if (all != null) {
          int others = all - count;
          assertThat(others <= 0 || others >= SMALLEST).as("others than " + group).isTrue();
        }
      }
    }
  }

  /** Neither a cell nor what it leaves may differ by so few from one release to the next. */
  private static void assertNobodyIsTheDifference(
      Map<String, Integer> before, Map<String, Integer> now) {
    now.forEach(
        (measure, count) -> assertStep(measure, count - before.getOrDefault(measure, count)));
    for (String group : GROUPS) {
      if (List.of(before, now).stream()
          .allMatch(m -> m.containsKey(group) && m.containsKey("RESIDENTS"))) {
        assertStep(
            "others than " + group,
            of(now, "RESIDENTS") - of(now, group) - of(before, "RESIDENTS") + of(before, group));
      }
    }
  }

  private static void assertStep(String what, int by) {
    assertThat(by == 0 || Math.abs(by) >= SMALLEST).as(what + " by " + by).isTrue();
  }

  private static int of(Map<String, Integer> counts, String cell) {
    return counts.getOrDefault(cell, 0);
  }
}
