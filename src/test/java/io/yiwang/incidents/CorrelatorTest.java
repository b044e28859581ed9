package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.ObservationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelatorTest {

  @Test
  void crashesAnywhereAndRedeliveryLoseNothingAndDoubleNothing() {
    for (long seed = 1; seed <= 300; seed++) {
      List<Row> arrivals = RandomStream.ofPackets(seed);
      Random random = new Random(seed);
      int pace = 1 + random.nextInt(20);
      Town town = new Town(RandomStream::rule, pace, Duration.ofDays(1), 1_000_000);
      for (int i = 0; i < arrivals.size(); ) {
        int end = Math.min(arrivals.size(), i + 1 + random.nextInt(4));
        town.append(arrivals.subList(i, end));
        i = end;
      }
      run(town, random);

      assertThat(Rendering.of(town.index()))
          .as("incidents of seed %d", seed)
          .isEqualTo(Reference.incidents(arrivals, RandomStream::rule));
      assertThat(problem(town, arrivals)).as("announcements of seed %d", seed).isNull();
    }
  }

  private static void run(Town town, Random random) {
    boolean more = true;
    while (more) {
      more = town.process();
      switch (random.nextInt(6)) {
        case 0 -> town.commit();
        case 1 -> town.tick();
        case 2 -> {
          if (random.nextInt(3) == 0) {
            town.crash(random.nextDouble(), random.nextDouble());
            more = true;
          }
        }
        default -> {}
      }
    }
    town.finish();
  }

  /** What a listener believes against what is so; null if all is well. */
  private static @Nullable String problem(Town town, List<Row> arrivals) {
    IncidentIndex index = town.index();
    Map<ObservationId, IncidentChange> heard = town.heard();
    Map<ObservationId, ObservationId> members = town.members();
    for (Row row : arrivals) {
      int r = index.find(row.id());
      ObservationId incident = index.incidentOf(r);
      IncidentChange last = heard.get(row.id());
      boolean anchor = index.rows.is(r, RowStore.ANCHOR);
      if (anchor && (last == null || !isSo(index, index.rows.incident(r), last))) {
        return "said of %s: %s%nbut it is %s"
            .formatted(row, last, Rendering.line(index, index.rows.incident(r), r));
      }
      if (!anchor && last != null && !Objects.equals(last.mergedInto(), incident)) {
        return "not said that " + row + " was merged into " + incident + ": " + last;
      }
      if (incident != null && !incident.equals(members.get(row.id()))) {
        return row + " belongs to " + incident + ", said was " + members.get(row.id());
      }
    }
    return null;
  }

  private static boolean isSo(IncidentIndex index, int incident, IncidentChange said) {
    long cleared = index.clearedAt(incident);
    return said.mergedInto() == null
        && said.reports() == index.reports(incident)
        && said.evidence() == Weight.of(index.evidence.of(incident))
        && said.lastSeen().toEpochMilli() == index.lastAt(incident)
        && (said.clearedAt() == null ? Summary.NEVER : said.clearedAt().toEpochMilli()) == cleared;
  }

  @Test
  void aBrokenPacketIsSetAsideAndChangesNothingElse() {
    Town town = new Town(RandomStream::rule, 100, Duration.ofDays(1), 1_000);
    List<Row> rows = RandomStream.ofPackets(5);
    town.append(rows.subList(0, 2));
    town.log.add(new byte[] {1, 2, 3});
    town.append(rows.subList(2, rows.size()));
    town.finish();

    assertThat(town.poison).containsExactly(1L);
    assertThat(Rendering.of(town.index())).isEqualTo(Reference.incidents(rows, RandomStream::rule));
  }
}
