package io.yiwang.bench;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Purpose;
import io.yiwang.access.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What deciding costs. */
final class DecisionBench {
  private static final int ROUNDS = 5;
  private static final int QUESTIONS = 1 << 16;
  private static final int ASKED_A_ROUND = 4_000_000;

  private DecisionBench() {}

  static void run() {
    decisions();
  }

  private record Question(
      Subject subject, Purpose purpose, Action action, Item item, String field) {}

  /**
   * Decisions about one field under the shipped policy on one thread; the middle of five rounds.
   */
  private static void decisions() {
    Decisions decisions = Decisions.shipped();
    List<Question> questions = questions();
    List<Double> perMilli = new ArrayList<>();
    long plain = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < ASKED_A_ROUND; i++) {
        Question q = questions.get(i & (QUESTIONS - 1));
        boolean shown = decisions.decide(q.subject, q.purpose, q.action, q.item, q.field).plain();
        plain += shown ? 1 : 0;
      }
      perMilli.add(ASKED_A_ROUND / ((System.nanoTime() - start) / 1e6));
    }
    perMilli.sort(null);
    Bench.note("%d of %d fields were plain".formatted(plain, (long) ROUNDS * ASKED_A_ROUND));
    Bench.figure("access.decisions_per_ms", perMilli.get(ROUNDS / 2), "1/ms");
  }

  private static List<Question> questions() {
    var random = new SplittableRandom(1);
    String[][] fields = {
      {"case", "description"}, {"case", "worker"}, {"person", "phone"}, {"reporter", "name"}
    };
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String[] field = fields[random.nextInt(fields.length)];
      List<Mandate> mandates = new ArrayList<>();
      for (int p = random.nextInt(1, 4); p > 0; p--) {
        Duty duty = Duty.values()[random.nextInt(Duty.values().length)];
        mandates.add(new Mandate(duty, Set.of("unit-" + random.nextInt(20)), path(random)));
      }
      questions.add(
          new Question(
              new Subject(random.nextLong(1, 50), mandates),
              new Purpose("visit", "case 1"),
              Action.values()[random.nextInt(Action.values().length)],
              new Item(
                  field[0], path(random), "unit-" + random.nextInt(20), random.nextLong(1, 50)),
              field[1]));
    }
    return questions;
  }

  private static String path(SplittableRandom random) {
    return "310000.31010"
        + random.nextInt(3)
        + ".31010"
        + random.nextInt(3)
        + "00"
        + random.nextInt(5);
  }
}
