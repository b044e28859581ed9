package io.yiwang.sensing.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What a rule finds, by its definition and second by second: slow, without any state but what the
 * definition names. Moments are milliseconds, whole seconds.
 */
final class PlainRules {
  private static final long SECOND = 1000;

  private PlainRules() {}

  /** Begin and end of each firing, as text; an open one ends with "…". */
  static List<String> find(Watch watch, SortedMap<Long, Double> readings, long until) {
    List<String> found = new ArrayList<>();
    if (readings.isEmpty()) {
      return found;
    }
    long from = readings.firstKey();
    List<Long> rises = new ArrayList<>();
    boolean on = false;
    boolean held = false;
    long since = 0;
    Long began = null;
    for (long t = from; t <= until; t += SECOND) {
      Double now = readings.get(t);
      if (now != null) {
        SortedMap<Long, Double> before = readings.headMap(t);
        boolean gap = !before.isEmpty() && t - before.lastKey() > watch.goodFor();
        if (gap && !held) {
          on = false;
        }
        boolean next = gauge(watch, readings, t, now, on) && watch.hours().open(t);
        if (next && !on) {
          since = t;
        }
        on = next;
      }
      long heard = readings.headMap(t + 1).lastKey();
      boolean good = t - heard <= watch.goodFor();
      boolean was = held;
      if (watch.gauge() instanceof Gauge.Absence a) {
        held = now == null && (held || (t - heard >= a.silence() && watch.hours().open(t)));
      } else if (!on) {
        held = false;
      } else if (!held) {
        held = good && t - since >= watch.lasting();
      }
      if (held && !was) {
        rises.add(t);
      }
      long moment = t;
      boolean met =
          watch.repeats()
              ? rises.stream().filter(r -> moment - r < watch.within()).count() >= watch.times()
              : held;
      if (met && began == null) {
        began = t;
      } else if (!met && began != null) {
        found.add(began + "-" + t);
        began = null;
      }
    }
    if (began != null) {
      found.add(began + "-…");
    }
    return found;
  }

  private static boolean gauge(
      Watch watch, SortedMap<Long, Double> readings, long t, double now, boolean before) {
    return switch (watch.gauge()) {
      case Gauge.Threshold h when h.above() -> now >= h.limit() || (before && now >= h.clear());
      case Gauge.Threshold h -> now <= h.limit() || (before && now <= h.clear());
      case Gauge.Absence a -> false;
      case Gauge.Change c -> {
        long start = t - c.within();
        long newer = t;
        for (long at : readings.headMap(t).reversed().keySet()) {
          if (newer - at > watch.goodFor()) {
            start = Math.max(start, newer);
            break;
          }
          newer = at;
        }
        var values = readings.subMap(start, t + 1).values().stream().mapToDouble(v -> v);
        yield c.rise()
            ? now - values.min().orElseThrow() >= c.by()
            : values.max().orElseThrow() - now >= c.by();
      }
    };
  }
}
