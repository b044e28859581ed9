package io.yiwang.sensing.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final long SECOND = 1000;
  private static final long START = 1_790_000_000_000L;
  private static final long DELAY = 20 * SECOND;

  /** Firings as text, as PlainRules tells them, for each rule and device. */
  private static final class Found implements Firings {
    final Map<String, List<String>> all = new HashMap<>();
    final Map<String, Long> open = new HashMap<>();
    final List<Began> begun = new ArrayList<>();

    @Override
    public void began(Began began) {
      begun.add(began);
      assertThat(open.put(began.watch().rule() + "/" + began.device(), began.at())).isNull();
    }

    @Override
    public void ended(Ended ended) {
      String key = ended.rule() + "/" + ended.device();
      assertThat(open.remove(key)).isEqualTo(ended.began());
      all.computeIfAbsent(key, k -> new ArrayList<>()).add(ended.began() + "-" + ended.at());
    }

    List<String> of(String rule, long device) {
      String key = rule + "/" + device;
      List<String> found = new ArrayList<>(all.getOrDefault(key, List.of()));
      if (open.containsKey(key)) {
        found.add(open.get(key) + "-…");
      }
      return found;
    }
  }

  private record Arrival(long device, long at, double value, long now) {}

  private static Watch rule(Random random, String code) {
    Gauge gauge =
        switch (random.nextInt(4)) {
          case 0 -> new Gauge.Threshold(true, 6, 6 - random.nextInt(4));
          case 1 -> new Gauge.Threshold(false, 3, 3 + random.nextInt(4));
          case 2 -> new Gauge.Change(random.nextBoolean(), 4, (5 + random.nextInt(60)) * SECOND);
          default -> new Gauge.Absence((20 + random.nextInt(60)) * SECOND);
        };
    boolean silence = gauge instanceof Gauge.Absence;
    boolean repeats = random.nextInt(3) == 0;
    return new Watch(
        code,
        1,
        "level",
        gauge,
        silence || random.nextBoolean() ? 0 : random.nextInt(40) * SECOND,
        repeats ? 2 + random.nextInt(3) : 1,
        repeats ? (30 + random.nextInt(200)) * SECOND : 0,
        (10 + random.nextInt(60)) * SECOND,
        random.nextInt(4) == 0 ? new EveryOtherMinute() : Hours.ALWAYS,
        null);
  }

  private static final class EveryOtherMinute implements Hours {
    @Override
    public boolean open(long at) {
      return at / (60 * SECOND) % 2 == 0;
    }

    @Override
    public long next(long at) {
      return open(at) ? at : (at / (60 * SECOND) + 1) * 60 * SECOND;
    }
  }

  private static TreeMap<Long, Double> readings(Random random) {
    TreeMap<Long, Double> readings = new TreeMap<>();
    long at = START + random.nextInt(100) * SECOND;
    double value = random.nextInt(10);
    for (int i = 0; i < 200; i++) {
      at += (1 + random.nextInt(random.nextInt(15) == 0 ? 120 : 12)) * SECOND;
      value = Math.clamp(value + random.nextInt(7) - 3, 0, 10);
      readings.put(at, value);
    }
    return readings;
  }

  /** In the order of arrival: late by less than the delay, and some twice. */
  private static List<Arrival> arrivals(
      Random random, long device, TreeMap<Long, Double> readings) {
    List<Arrival> arrivals = new ArrayList<>();
    readings.forEach(
        (at, value) -> {
          arrivals.add(new Arrival(device, at, value, at + random.nextInt((int) DELAY / 2)));
          if (random.nextInt(10) == 0) {
            arrivals.add(new Arrival(device, at, value, at + random.nextInt((int) DELAY / 2)));
          }
        });
    arrivals.sort(Comparator.comparingLong(Arrival::now));
    return arrivals;
  }

  @Test
  void findsWhatTheDefinitionSaysInStreamsOfAnyOrder() {
    int firings = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Watch watch = rule(random, "r" + seed);
      TreeMap<Long, Double> readings = readings(random);
      Found found = new Found();
      Engine engine = new Engine((d, q) -> List.of(watch), (d, g) -> Set.of(d), found, DELAY);
      for (Arrival a : arrivals(random, 7, readings)) {
        engine.advance(a.now);
        engine.read(a.device, "level", a.at, a.value, a.now);
      }
      long until = readings.lastKey() + 300 * SECOND;
      engine.advance(until + 2 * DELAY);
      // the device's time runs on from its newest reading: look no further than that
      List<String> expected = PlainRules.find(watch, readings, until);
      assertThat(upTo(found.of(watch.rule(), 7), until))
          .as("seed %d %s", seed, watch)
          .isEqualTo(expected);
      firings += expected.size();
    }
    assertThat(firings).isGreaterThan(2000);
  }

  private static List<String> upTo(List<String> found, long until) {
    return found.stream()
        .filter(f -> Long.parseLong(f.split("-")[0]) <= until)
        .map(
            f -> {
              String[] ends = f.split("-");
              boolean open = ends[1].equals("…") || Long.parseLong(ends[1]) > until;
              return open ? ends[0] + "-…" : f;
            })
        .toList();
  }

  @Test
  void goesOnAfterEveryKillAsIfNothingHadHappened() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Watch> watches = List.of(rule(random, "a"), rule(random, "b"), rule(random, "c"));
      TreeMap<Long, Double> readings = readings(random);
      List<Arrival> arrivals = arrivals(random, 7, readings);
      Found steady = new Found();
      Engine one = new Engine((d, q) -> watches, (d, g) -> Set.of(d), steady, DELAY);
      Found killed = new Found();
      Engine other = new Engine((d, q) -> watches, (d, g) -> Set.of(d), killed, DELAY);
      Map<String, byte[]> store = new HashMap<>();
      for (Arrival a : arrivals) {
        one.advance(a.now);
        one.read(a.device, "level", a.at, a.value, a.now);
        other.advance(a.now);
        other.read(a.device, "level", a.at, a.value, a.now);
        for (Engine.Kept kept : other.changed()) {
          store.remove(kept.quantity());
          if (kept.state() != null) {
            store.put(kept.quantity(), kept.state());
          }
        }
        if (random.nextInt(10) == 0) {
          other = new Engine((d, q) -> watches, (d, g) -> Set.of(d), killed, DELAY);
          List<Engine.Kept> back = new ArrayList<>();
          store.forEach((quantity, state) -> back.add(new Engine.Kept(7, quantity, state)));
          other.restore(back);
        }
      }
      long until = readings.lastKey() + 300 * SECOND;
      one.advance(until);
      other.advance(until);
      for (Watch watch : watches) {
        if (!(watch.gauge() instanceof Gauge.Absence)) {
          assertThat(killed.of(watch.rule(), 7))
              .as("seed %d %s", seed, watch)
              .isEqualTo(steady.of(watch.rule(), 7));
        }
      }
    }
  }

  @Test
  void severalNeighboursMustSayTheSame() {
    Watch watch =
        new Watch(
            "wet",
            1,
            "level",
            new Gauge.Threshold(true, 5, 4),
            0,
            1,
            0,
            60 * SECOND,
            Hours.ALWAYS,
            new Group(2, 100));
    Found found = new Found();
    Map<Long, Set<Long>> near =
        Map.of(1L, Set.of(1L, 2L), 2L, Set.of(1L, 2L, 3L), 3L, Set.of(2L, 3L), 9L, Set.of(9L));
    Engine engine =
        new Engine((d, q) -> List.of(watch), (d, g) -> near.getOrDefault(d, Set.of()), found, 0);
    long t = START;
    engine.read(1, "level", t, 6, t);
    engine.read(9, "level", t, 6, t);
    assertThat(found.begun).isEmpty();
    engine.read(2, "level", t + 5000, 7, t + 5000);
    assertThat(found.begun)
        .singleElement()
        .satisfies(b -> assertThat(b.together()).containsExactlyInAnyOrder(1L, 2L));
    engine.read(3, "level", t + 6000, 7, t + 6000);
    assertThat(found.begun).hasSize(1);
    engine.read(1, "level", t + 7000, 1, t + 7000);
    assertThat(found.open).hasSize(1);
    engine.read(2, "level", t + 8000, 1, t + 8000);
    assertThat(found.open).isEmpty();
    assertThat(found.of("wet", 2)).containsExactly((t + 5000) + "-" + (t + 8000));
  }

  @Test
  void anOpenFiringIsTakenOverByTheNextVersion() {
    Watch first = threshold(1, 5);
    Watch second = threshold(2, 8);
    Found found = new Found();
    Engine one = new Engine((d, q) -> List.of(first), (d, g) -> Set.of(d), found, 0);
    one.read(1, "level", START, 9, START);
    one.read(2, "level", START, 6, START);
    Engine two = new Engine((d, q) -> List.of(second), (d, g) -> Set.of(d), found, 0);
    two.restore(one.everything());
    two.read(1, "level", START + SECOND, 9, START + SECOND);
    two.read(2, "level", START + SECOND, 6, START + SECOND);
    assertThat(found.of("deep", 1)).containsExactly(START + "-…");
    assertThat(found.of("deep", 2)).containsExactly(START + "-" + (START + SECOND));
  }

  @Test
  void aDeviceThatIsAnotherNowIsWatchedByOtherRules() {
    Watch low = threshold(1, 5);
    List<Watch> watching = new ArrayList<>(List.of(low));
    Found found = new Found();
    Engine engine = new Engine((d, q) -> List.copyOf(watching), (d, g) -> Set.of(d), found, 0);
    engine.read(1, "level", START, 3, START);
    watching.clear();
    engine.renew(1);
    engine.read(1, "level", START + SECOND, 9, START + SECOND);
    assertThat(found.begun).isEmpty();
    watching.add(low);
    engine.renew(1);
    engine.read(1, "level", START + 2 * SECOND, 9, START + 2 * SECOND);
    assertThat(found.begun).hasSize(1);
  }

  private static Watch threshold(int version, double limit) {
    return new Watch(
        "deep",
        version,
        "level",
        new Gauge.Threshold(true, limit, limit),
        0,
        1,
        0,
        60 * SECOND,
        Hours.ALWAYS,
        null);
  }
}
