package io.yiwang.bench;

import io.yiwang.sensing.rules.Rehearsal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the shipped rules cost on one core: readings of a thousand ponding sensors. */
final class RulesBench {
  private static final int ROUNDS = 5;
  private static final int DEVICES = 1_000;
  private static final int READINGS = 2_000_000;

  private RulesBench() {}

  /** There are no options. */
  static void run(String[] options) {
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
}
