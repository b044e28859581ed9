package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {

  @Test
  void anyStreamInAnyOrderGivesTheIncidentsOfTheReferenceAfterEveryRow() {
    for (long seed = 1; seed <= 3_000; seed++) {
      List<Row> arrivals = RandomStream.of(seed);
      if (differs(arrivals)) {
        List<Row> least = shrink(arrivals);
        assertThat(incidents(least))
            .as("seed %d, shrunk to%n%s", seed, lines(least))
            .isEqualTo(Reference.incidents(least, RandomStream::rule));
      }
    }
  }

  private static boolean differs(List<Row> arrivals) {
    IncidentIndex index = new IncidentIndex(RandomStream::rule);
    try {
      for (int i = 0; i < arrivals.size(); i++) {
        index.add(arrivals.get(i).sight(index.rules, i, 0));
        boolean look = arrivals.size() < 25 || i % 8 == 7 || i == arrivals.size() - 1;
        if (look
            && !Rendering.of(index)
                .equals(Reference.incidents(arrivals.subList(0, i + 1), RandomStream::rule))) {
          return true;
        }
      }
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }

  private static List<String> incidents(List<Row> arrivals) {
    IncidentIndex index = new IncidentIndex(RandomStream::rule);
    for (int i = 0; i < arrivals.size(); i++) {
      index.add(arrivals.get(i).sight(index.rules, i, 0));
    }
    return Rendering.of(index);
  }

  /** Leaves out rows, one after the other, as long as the rest still fails. */
  private static List<Row> shrink(List<Row> failing) {
    List<Row> least = new ArrayList<>(failing);
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int i = least.size() - 1; i >= 0; i--) {
        List<Row> without = new ArrayList<>(least);
        without.remove(i);
        if (differs(without)) {
          least = without;
          smaller = true;
        }
      }
    }
    return least;
  }

  private static String lines(List<Row> rows) {
    return String.join("\n", rows.stream().map(Row::toString).toList());
  }
}
