package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Sighting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Small nasty streams: few places, few objects, chains along a street, equal times, clears,
 * everything confusable.
 */
final class RandomStream {
  static final Map<String, ClassRule> RULES =
      Map.of(
          "litter", new ClassRule("litter", "f1", 50, 100, 600_000, Set.of("bulky")),
          "bulky", new ClassRule("bulky", "f1", 80, 160, 600_000, Set.of()),
          "rubble", new ClassRule("rubble", "f1", 30, 60, 600_000, Set.of("bulky")),
          "lamp", new ClassRule("lamp", "f2", 50, 100, 600_000, Set.of()));
  private static final List<String> CODES = List.of("litter", "bulky", "rubble", "lamp");
  private static final int METRE = 90;

  private final Random random;
  private final List<Row> rows = new ArrayList<>();
  private int splits;

  private RandomStream(long seed) {
    random = new Random(seed);
  }

  static ClassRule rule(String code) {
    return Objects.requireNonNull(RULES.get(code));
  }

  /** In the order of arrival, with duplicates. */
  static List<Row> of(long seed) {
    RandomStream stream = new RandomStream(seed);
    return stream.arrivals();
  }

  /** The same as it can be in packets: there a track belongs to its source. */
  static List<Row> ofPackets(long seed) {
    return of(seed).stream().map(Row::withSourceOfItsTrack).toList();
  }

  private List<Row> arrivals() {
    int count = 2 + random.nextInt(random.nextInt(10) == 0 ? 120 : 30);
    int extent = new int[] {1, 60, 200, 600}[random.nextInt(4)];
    int duration = new int[] {20, 150, 500, 3_000}[random.nextInt(4)];
    int classes = 1 + random.nextInt(4);
    boolean objects = random.nextBoolean();
    int clears = random.nextInt(3);
    splits = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      rows.add(row(extent, duration, CODES.get(random.nextInt(classes)), objects, clears));
    }
    List<Row> arrivals = new ArrayList<>(rows);
    switch (random.nextInt(4)) {
      case 0 -> Collections.shuffle(arrivals, random);
      case 1 -> arrivals.sort(Row.CANONICAL);
      case 2 -> arrivals.sort(Row.CANONICAL.reversed());
      default -> {
        arrivals.sort(Row.CANONICAL);
        for (int i = 0; i < count / 10 + 1; i++) {
          arrivals.add(random.nextInt(arrivals.size()), arrivals.remove(random.nextInt(count)));
        }
      }
    }
    for (int i = 0; i < count / 10; i++) {
      arrivals.add(random.nextInt(arrivals.size()), arrivals.get(random.nextInt(arrivals.size())));
    }
    return arrivals;
  }

  private Row row(int extent, int duration, String code, boolean objects, int clears) {
    Sighting sighting = sighting(clears);
    boolean names =
        sighting == Sighting.APART || (sighting == Sighting.CLEARED && random.nextBoolean());
    boolean street = random.nextBoolean();
    return new Row(
        new ObservationId(new UUID(random.nextInt(-3, 3), random.nextLong())),
        code,
        1_000_000 + random.nextInt(duration),
        312_000_000 + (street ? 0 : random.nextInt(extent) * METRE),
        1_214_000_000 + random.nextInt(extent) * METRE,
        random.nextInt(4),
        random.nextInt(11) / 10.0,
        objects && random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0,
        objects && random.nextInt(3) == 0 ? 11 + random.nextInt(4) : 0,
        sighting,
        names && !rows.isEmpty() ? rows.get(random.nextInt(rows.size())).id() : null);
  }

  private Sighting sighting(int clears) {
    if (!rows.isEmpty() && random.nextInt(30) < splits) {
      return Sighting.APART;
    }
    return random.nextInt(10) < clears ? Sighting.CLEARED : Sighting.OBSERVED;
  }
}
