package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Promise R3 in its quick form: a generated stream whose real events are known, delivered with 10 %
 * duplicates, 5 % of the rows up to ten minutes late and 1 % poison, gives each event exactly one
 * incident.
 */
class KnownTruthTest {
  private static final int EVENTS = Integer.getInteger("yiwang.truth.events", 2_000);
  private static final int REPORTS_AN_EVENT = 40;
  private static final int CLASSES = 24;
  private static final long DAY = 86_400_000;
  private static final int METRE = 90;
  private static final int PACKET = 50;

  private record Delivery(Row row, int event, long arrivedAt) {}

  private final Random random = new Random(20261123);

  @Test
  void eachRealEventBecomesExactlyOneIncidentInOnePartitionAsInSixteen() {
    List<Delivery> deliveries = deliveries();
    Map<ObservationId, ObservationId> one = correlate(deliveries, 1);
    Map<ObservationId, ObservationId> sixteen = correlate(deliveries, 16);

    assertThat(sixteen).isEqualTo(one);
    Map<Integer, Set<ObservationId>> incidents = new HashMap<>();
    Map<ObservationId, Set<Integer>> events = new HashMap<>();
    for (Delivery d : deliveries) {
      ObservationId incident = one.get(d.row().id());
      incidents.computeIfAbsent(d.event(), e -> new HashSet<>()).add(incident);
      events.computeIfAbsent(incident, i -> new HashSet<>()).add(d.event());
    }
    assertThat(incidents.values()).as("doubles and misses").allMatch(i -> i.size() == 1);
    assertThat(events.values()).as("wrong merges").allMatch(e -> e.size() == 1);
    assertThat(events).hasSize(EVENTS);
  }

  /** What a listener was told at last: the incident of each row. */
  private Map<ObservationId, ObservationId> correlate(List<Delivery> deliveries, int partitions) {
    List<Town> towns = new ArrayList<>();
    List<List<Row>> waiting = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      towns.add(new Town(KnownTruthTest::rule, 100_000, Duration.ofDays(1), 10_000_000));
      waiting.add(new ArrayList<>());
    }
    int planted = 0;
    for (Delivery d : deliveries) {
      int partition = Math.floorMod(d.row().code().hashCode(), partitions);
      waiting.get(partition).add(d.row());
      if (waiting.get(partition).size() == PACKET) {
        towns.get(partition).append(waiting.get(partition));
        waiting.get(partition).clear();
        if (random.nextInt(100) == 0) {
          towns.get(partition).log.add(new byte[random.nextInt(200)]);
          planted++;
        }
      }
    }
    int poison = 0;
    Map<ObservationId, ObservationId> told = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      towns.get(i).append(waiting.get(i));
      towns.get(i).finish();
      poison += towns.get(i).poison.size();
      told.putAll(towns.get(i).members());
      assertLiveOnly(towns.get(i));
    }
    assertThat(poison).as("dead letters").isEqualTo(planted);
    return told;
  }

  /** Every incident not taken back by a merge is one that is, and the other way round. */
  private static void assertLiveOnly(Town town) {
    Set<ObservationId> live = new HashSet<>();
    town.heard().values().stream()
        .filter(c -> c.mergedInto() == null)
        .forEach(c -> live.add(c.incident()));
    Set<ObservationId> real = new HashSet<>();
    IncidentIndex index = town.index();
    for (int r = 0; r < index.rows.end(); r++) {
      if (index.rows.is(r, RowStore.ANCHOR)) {
        real.add(index.rows.id(r));
      }
    }
    assertThat(live).isEqualTo(real);
  }

  private List<Delivery> deliveries() {
    List<Delivery> all = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      long start = random.nextLong(2 * DAY);
      String code = "c" + event % CLASSES;
      int lat = 310_000_000 + event / 100 * 500 * METRE;
      int lng = 1_213_000_000 + event % 100 * 500 * METRE;
      long at = start;
      for (int i = 0; i < REPORTS_AN_EVENT; i++) {
        Row row = row(code, at, lat + random.nextInt(20 * METRE), lng + random.nextInt(20 * METRE));
        long late = random.nextInt(100) < 5 ? random.nextInt(600_000) : random.nextInt(500);
        all.add(new Delivery(row, event, at + late));
        if (random.nextInt(10) == 0) {
          all.add(new Delivery(row, event, at + late + random.nextInt(60_000)));
        }
        at += random.nextInt(600_000);
      }
    }
    all.sort(Comparator.comparingLong(Delivery::arrivedAt));
    return Collections.unmodifiableList(all);
  }

  private Row row(String code, long at, int lat, int lng) {
    ObservationId id = new ObservationId(new UUID(random.nextLong(), random.nextLong()));
    return new Row(id, code, at, lat, lng, random.nextInt(50), 0.4, 0, 0, Sighting.OBSERVED, null);
  }

  private static ClassRule rule(String code) {
    return new ClassRule(code, code, 50, DAY, 600_000, Set.of());
  }
}
