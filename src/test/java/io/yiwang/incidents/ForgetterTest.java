package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Sighting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForgetterTest {
  private static final Duration SETTLING = Duration.ofHours(1);
  private static final long DAY = 86_400_000;
  private static final ClassRule RULE = new ClassRule("a", "a", 50, DAY, 600_000, Set.of());

  @Test
  void anIncidentOutlivesItsForgottenRowsAndStillTakesLateOnes() {
    Town town = new Town(code -> RULE, 100, SETTLING, 1_000);
    town.append(List.of(row(1, 1_000, 0), row(2, 2_000, 1), row(3, 5_000, 2)));
    town.finish();
    town.clock.move(Duration.ofHours(2));
    town.finish();

    assertThat(town.index().rows.size()).as("only the anchor is left").isEqualTo(1);
    assertThat(line(town)).isEqualTo("1 | 3 reports | 0.9000 | last 5000");

    town.append(List.of(row(4, 3_000, 3), row(5, 9_000, 0)));
    town.finish();
    assertThat(line(town)).isEqualTo("1 | 5 reports | 1.0000 | last 9000");

    town.crash(1, 1);
    town.finish();
    assertThat(line(town)).as("after a restart").isEqualTo("1 | 5 reports | 1.0000 | last 9000");

    town.clock.move(Duration.ofDays(3));
    town.finish();
    assertThat(town.index().rows.size()).as("it is over").isZero();
    assertThat(town.index().incidents.size()).isZero();
  }

  @Test
  void aLateRowBeforeTheAnchorDoesNotMoveWhatHasSettled() {
    Town town = new Town(code -> RULE, 100, SETTLING, 1_000);
    town.append(List.of(row(1, 5_000, 0)));
    town.finish();
    town.clock.move(Duration.ofHours(2));
    town.finish();
    town.append(List.of(row(2, 1_000, 1)));
    town.finish();

    assertThat(town.index().incidentOf(town.index().find(id(1)))).isEqualTo(id(1));
    assertThat(town.index().incidentOf(town.index().find(id(2)))).isEqualTo(id(2));
  }

  @Test
  void theOldestRowsAreForgottenWhenThereAreTooMany() {
    Town town = new Town(code -> RULE, 100, SETTLING, 50);
    for (int i = 1; i <= 100; i++) {
      town.append(List.of(row(i, i, i % 3)));
    }
    town.finish();

    assertThat(town.index().rows.size()).isBetween(45, 51);
    assertThat(line(town)).isEqualTo("1 | 100 reports | 0.9000 | last 100");
  }

  @Test
  void everyReportIsCountedOnceWhateverIsForgottenAndWheneverItCrashes() {
    for (long seed = 1; seed <= 300; seed++) {
      Map<ObservationId, Row> distinct = new LinkedHashMap<>();
      RandomStream.of(seed).stream()
          .filter(Row::observed)
          .forEach(r -> distinct.putIfAbsent(r.id(), r));
      Random random = new Random(seed);
      Town town = new Town(RandomStream::rule, 50, Duration.ofSeconds(3), 20);
      distinct.values().forEach(r -> town.append(List.of(r)));
      for (boolean more = true; more; ) {
        more = town.process();
        if (random.nextInt(3) == 0) {
          town.tick();
        }
        if (random.nextInt(12) == 0) {
          town.crash(random.nextDouble(), random.nextDouble());
          more = true;
        }
      }

      assertThat(reports(town.index())).as("seed %d", seed).isEqualTo(distinct.size());
    }
  }

  private static long reports(IncidentIndex index) {
    long reports = 0;
    for (int r = 0; r < index.rows.end(); r++) {
      if (index.rows.is(r, RowStore.ANCHOR)) {
        reports += index.reports(index.rows.incident(r));
      }
    }
    return reports;
  }

  private static String line(Town town) {
    IncidentIndex index = town.index();
    int incident = index.rows.incident(index.find(id(1)));
    return "1 | %d reports | %.4f | last %d"
        .formatted(
            index.reports(incident),
            Weight.of(index.evidence.of(incident)),
            index.lastAt(incident));
  }

  private static ObservationId id(int number) {
    return new ObservationId(new UUID(0, number));
  }

  private static Row row(int number, long at, int source) {
    return new Row(
        id(number),
        "a",
        at,
        312_000_000,
        1_214_000_000,
        source,
        0.3,
        0,
        0,
        Sighting.OBSERVED,
        null);
  }
}
