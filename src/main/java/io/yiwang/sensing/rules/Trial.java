package io.yiwang.sensing.rules;

import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.readings.ReadingHistory;
import io.yiwang.sensing.rules.engine.Began;
import io.yiwang.sensing.rules.engine.Ended;
import io.yiwang.sensing.rules.engine.Engine;
import io.yiwang.sensing.rules.engine.Firings;
import io.yiwang.sensing.rules.engine.Group;
import io.yiwang.sensing.rules.engine.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a rule over readings of the past and says what it would have found; raises nothing. */
@Component
class Trial {
  private static final int MOST_READINGS = 2_000_000;
  private static final int MOST_FIRINGS = 1_000;
  private static final int MOST_NEIGHBOURS = 30;

  private final Watches watches;
  private final RuleWords words;
  private final Devices devices;
  private final ReadingHistory history;

  Trial(Watches watches, RuleWords words, Devices devices, ReadingHistory history) {
    this.watches = watches;
    this.words = words;
    this.devices = devices;
    this.history = history;
  }

  /**
   * What the rule would have found.
   *
   * @param to null while it lasts until the end of the span
   */
  record TrialFiring(
      String device,
      Instant since,
      Instant at,
      @Nullable Instant to,
      double value,
      @Nullable Double peak,
      String whyZh,
      String whyEn) {}

  /**
   * @param readings how many were looked at
   * @param cut whether there were more readings or firings than are looked at or told
   */
  record Outcome(int readings, boolean cut, List<TrialFiring> firings) {}

  Outcome run(SensorRule rule, Device device, Instant from, Instant to) {
    Watch watch = watches.of(rule, 1);
    Map<Long, Device> around = around(device, watch.group());
    Found found = new Found(rule, around);
    Engine engine = new Engine((d, q) -> List.of(watch), (d, g) -> near(around, d, g), found, 0);
    Readings readings = new Readings();
    for (Device one : around.values()) {
      history.each(
          one.id(), watch.quantity(), from, to, (at, value) -> readings.add(one.id(), at, value));
    }
    int count = readings.play(engine, watch.quantity());
    engine.advance(to.toEpochMilli());
    return new Outcome(count, readings.full() || found.cut, List.copyOf(found.all.values()));
  }

  private Map<Long, Device> around(Device device, @Nullable Group group) {
    Map<Long, Device> around = new LinkedHashMap<>();
    around.put(device.id(), device);
    if (group != null && group.metres() > 0) {
      devices.near(device.point(), group.metres(), device.model()).stream()
          .limit(MOST_NEIGHBOURS)
          .forEach(d -> around.put(d.id(), d));
    }
    return around;
  }

  private static Set<Long> near(Map<Long, Device> around, long device, Group group) {
    Device centre = around.get(device);
    return around.values().stream()
        .filter(d -> centre != null && d.point().distanceMetres(centre.point()) <= group.metres())
        .map(Device::id)
        .collect(Collectors.toSet());
  }

  private final class Found implements Firings {
    private final SensorRule rule;
    private final Map<Long, Device> around;
    final Map<String, TrialFiring> all = new LinkedHashMap<>();
    boolean cut;

    Found(SensorRule rule, Map<Long, Device> around) {
      this.rule = rule;
      this.around = around;
    }

    private String code(long device) {
      Device known = around.get(device);
      return known == null ? Long.toString(device) : known.code();
    }

    @Override
    public void began(Began began) {
      if (all.size() == MOST_FIRINGS) {
        cut = true;
        return;
      }
      all.put(
          began.device() + "/" + began.at(),
          new TrialFiring(
              code(began.device()),
              Instant.ofEpochMilli(began.since()),
              Instant.ofEpochMilli(began.at()),
              null,
              began.value(),
              null,
              words.why(rule, began, true),
              words.why(rule, began, false)));
    }

    @Override
    public void ended(Ended ended) {
      all.computeIfPresent(
          ended.device() + "/" + ended.began(),
          (key, f) ->
              new TrialFiring(
                  f.device,
                  f.since,
                  f.at,
                  Instant.ofEpochMilli(ended.at()),
                  f.value,
                  Double.isFinite(ended.peak()) ? ended.peak() : null,
                  f.whyZh,
                  f.whyEn));
    }
  }

  /** Readings of several devices, to be played in the order of their time. */
  private static final class Readings {
    private final List<long[]> moments = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Long> devices = new ArrayList<>();
    private long[] at = new long[1024];
    private double[] value = new double[1024];
    private int count;
    private int total;

    boolean full() {
      return total >= MOST_READINGS;
    }

    boolean add(long device, long when, double read) {
      if (devices.isEmpty() || devices.getLast() != device) {
        close();
        devices.add(device);
      }
      if (count == at.length) {
        at = Arrays.copyOf(at, count * 2);
        value = Arrays.copyOf(value, count * 2);
      }
      at[count] = when;
      value[count++] = read;
      total++;
      return !full();
    }

    private void close() {
      if (!devices.isEmpty()) {
        moments.add(Arrays.copyOf(at, count));
        values.add(Arrays.copyOf(value, count));
        count = 0;
      }
    }

    int play(Engine engine, String quantity) {
      close();
      int[] next = new int[moments.size()];
      for (int played = 0; played < total; played++) {
        int first = -1;
        for (int i = 0; i < next.length; i++) {
          if (next[i] < moments.get(i).length
              && (first < 0 || moments.get(i)[next[i]] < moments.get(first)[next[first]])) {
            first = i;
          }
        }
        long when = moments.get(first)[next[first]];
        engine.advance(when - 1);
        engine.read(devices.get(first), quantity, when, values.get(first)[next[first]++], when);
      }
      return total;
    }
  }
}
