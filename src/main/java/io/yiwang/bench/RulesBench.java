package io.yiwang.bench;

import io.yiwang.sensing.rules.Rehearsal;
import io.yiwang.sensing.rules.Rehearsal.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What running the rules costs on one core, and what the shipped rules find in real series: {@code
 * ./yiwang bench rules [--series MAPPING.yaml … --folder FOLDER] [--speed 100]}.
 */
final class RulesBench {
  private static final int ROUNDS = 5;
  private static final int DEVICES = 1_000;
  private static final int READINGS = 2_000_000;

  private RulesBench() {}

  static void run(String[] options) throws IOException {
    Path folder = null;
    double speed = 100;
    List<Path> mappings = new ArrayList<>();
    for (int i = 0; i + 1 < options.length; i += 2) {
      switch (options[i]) {
        case "--series" -> mappings.add(Path.of(options[i + 1]));
        case "--folder" -> folder = Path.of(options[i + 1]);
        case "--speed" -> speed = Double.parseDouble(options[i + 1]);
        default -> throw new IllegalArgumentException("There is no option " + options[i] + ".");
      }
    }
    if (folder != null) {
      for (Path mapping : mappings) {
        replay(SeriesFile.mapping(mapping), folder, speed);
      }
    } else {
      cost();
    }
  }

  /** Readings of a thousand water gauges and ponding sensors through the shipped rules. */
  private static void cost() {
    List<Double> perSecond = new ArrayList<>();
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Rehearsal rehearsal = new Rehearsal(ZoneId.of("Asia/Shanghai"), 1);
      SplittableRandom random = new SplittableRandom(round);
      double[] depth = new double[DEVICES];
      String[] names = new String[DEVICES];
      for (int d = 0; d < DEVICES; d++) {
        names[d] = "PD-" + d;
      }
      Instant at = Instant.parse("2026-11-24T00:00:00Z");
      long start = System.nanoTime();
      for (int i = 0; i < READINGS; i++) {
        int d = i % DEVICES;
        if (d == 0) {
          at = at.plusSeconds(60);
        }
        depth[d] = Math.clamp(depth[d] + (random.nextDouble() - 0.5) * 0.05, 0, 1);
        rehearsal.read(names[d], "ponding", "depth", "m", at, depth[d]);
      }
      perSecond.add(READINGS / ((System.nanoTime() - start) / 1e9));
      found = rehearsal.found().size();
    }
    perSecond.sort(null);
    Bench.note("%d firings in a round".formatted(found));
    Bench.figure("rules.readings_per_second_one_core", perSecond.get(ROUNDS / 2), "1/s");
  }

  private static void replay(SeriesFile.Mapping mapping, Path folder, double speed)
      throws IOException {
    Rehearsal rehearsal = new Rehearsal(ZoneId.of(mapping.zone()), speed);
    SeriesFile.play(mapping, folder, rehearsal);
    Map<String, Integer> counts = new TreeMap<>();
    for (Found f : rehearsal.found()) {
      counts.merge(f.rule(), 1, Integer::sum);
      System.out.printf(
          "%s %s %s %s %s %s%n",
          f.at(),
          f.to() == null ? "…" : f.to(),
          f.device(),
          f.rule(),
          f.matterClass() == null ? "-" : f.matterClass(),
          f.whyZh());
    }
    Bench.note(
        "%s: %d readings at %.0f times, firings %s"
            .formatted(mapping.files(), rehearsal.readings(), speed, counts));
  }
}
