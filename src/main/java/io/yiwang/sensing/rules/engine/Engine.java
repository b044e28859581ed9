package io.yiwang.sensing.rules.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules of all devices. What it finds is a function of the readings and their times, not
 * of the order of their arrival, as long as none comes more than {@code delay} after a later one of
 * its device. Rules of several devices count by the order of the log. For one thread at a time.
 */
public final class Engine {
  private static final int QUANTITIES = 1024;

  private final Plan plan;
  private final Around around;
  private final Firings firings;
  private final long delay;
  private final Map<Long, Series> all = new HashMap<>();
  private final Map<String, Integer> quantities = new HashMap<>();
  private final Map<String, Map<Long, RuleState>> met = new HashMap<>();
  private final Map<String, Map<Long, RuleState>> firing = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final List<Series> touched = new ArrayList<>();
  private long late;

  /** Port: which rules watch a quantity of a device. */
  public interface Plan {
    List<Watch> of(long device, String quantity);
  }

  /** What must be kept of a series; null when it need not be kept any longer. */
  public record Kept(long device, String quantity, byte @Nullable [] state) {}

  private record Timer(long at, Series series) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(at, other.at);
    }
  }

  public Engine(Plan plan, Around around, Firings firings, long delayMillis) {
    this.plan = plan;
    this.around = around;
    this.firings = firings;
    this.delay = delayMillis;
  }

  long delay() {
    return delay;
  }

  /** Readings that came too late or twice. */
  public long late() {
    return late;
  }

  /** Takes a reading in that arrives now. */
  public void read(long device, String quantity, long at, double value, long now) {
    Series series = series(device, quantity);
    if (series.rules.length == 0) {
      return;
    }
    if (!series.accept(at, value, now)) {
      late++;
    }
    touch(series);
  }

  private Series series(long device, String quantity) {
    Integer number = quantities.computeIfAbsent(quantity, q -> quantities.size());
    return all.computeIfAbsent(
        device * QUANTITIES + number,
        key -> new Series(this, device, quantity, plan.of(device, quantity)));
  }

  private void touch(Series series) {
    if (!series.dirty) {
      series.dirty = true;
      touched.add(series);
    }
    queue(series);
  }

  private void queue(Series series) {
    long due = series.dueByClock();
    if (due < series.queued) {
      series.queued = due;
      timers.add(new Timer(due, series));
    }
  }

  /** Does what time alone brings by now. */
  public void advance(long now) {
    Timer next;
    while ((next = timers.peek()) != null && next.at <= now) {
      timers.remove();
      Series series = next.series;
      if (series.queued == next.at) {
        series.queued = Long.MAX_VALUE;
        series.settle(now);
        touch(series);
      }
    }
  }

  /** A rule's condition has come to be met, or is no longer. */
  void met(RuleState state, long at) {
    Group group = state.watch.group();
    if (group == null) {
      if (state.met && !state.fires()) {
        begin(state, at, Set.of());
      } else if (!state.met && state.fires()) {
        end(state, at);
      }
      return;
    }
    Map<Long, RuleState> holders = holders(met, state);
    Set<Long> near = around.of(state.series.device, group);
    if (state.met) {
      holders.put(state.series.device, state);
      join(state, near, at);
    } else {
      holders.remove(state.series.device);
      leave(state, near, at);
    }
  }

  private static Map<Long, RuleState> holders(
      Map<String, Map<Long, RuleState>> of, RuleState state) {
    return of.computeIfAbsent(state.watch.rule(), r -> new HashMap<>());
  }

  /** Fires where the last one that was needed joins, unless one around fires already. */
  private void join(RuleState state, Set<Long> near, long at) {
    if (near.stream().anyMatch(holders(firing, state)::containsKey)) {
      return;
    }
    Set<Long> together = together(state, near);
    Group group = state.watch.group();
    if (group != null && together.size() >= group.atLeast()) {
      begin(state, at, together);
    }
  }

  /** Ends the firings around for which too few are left. */
  private void leave(RuleState state, Set<Long> near, long at) {
    for (RuleState one : List.copyOf(holders(firing, state).values())) {
      Group group = one.watch.group();
      if (group != null
          && (one == state || near.contains(one.series.device))
          && together(one, around.of(one.series.device, group)).size() < group.atLeast()) {
        end(one, at);
        touch(one.series);
      }
    }
  }

  private Set<Long> together(RuleState state, Set<Long> near) {
    Set<Long> together = new TreeSet<>(near);
    together.retainAll(holders(met, state).keySet());
    return together;
  }

  private void begin(RuleState state, long at, Set<Long> together) {
    state.firing = at;
    if (state.watch.group() != null) {
      holders(firing, state).put(state.series.device, state);
    }
    state.peak = state.watch.gauge() instanceof Gauge.Change ? state.change : state.value;
    firings.began(
        new Began(
            state.watch,
            state.series.device,
            at,
            state.began(),
            state.value,
            state.change,
            state.times(),
            together));
  }

  private void end(RuleState state, long at) {
    long began = state.firing;
    state.firing = RuleState.NEVER;
    holders(firing, state).remove(state.series.device);
    firings.ended(
        new Ended(
            state.watch.rule(),
            state.watch.version(),
            state.series.device,
            began,
            Math.max(at, began),
            state.value,
            state.peak));
  }

  /** What has changed since it was last asked and must outlive the process. */
  public List<Kept> changed() {
    List<Kept> changed = new ArrayList<>();
    for (Series series : touched) {
      boolean worth = series.worthKeeping();
      if (worth) {
        changed.add(new Kept(series.device, series.quantity, bytes(series)));
        series.kept(true);
      } else if (series.kept && !series.mustStay()) {
        changed.add(new Kept(series.device, series.quantity, null));
        series.kept(false);
      } else {
        series.dirty = false;
      }
    }
    touched.clear();
    return changed;
  }

  private static byte[] bytes(Series series) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try {
      series.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Goes on from what was kept. */
  public void restore(List<Kept> kept) {
    for (Kept one : kept) {
      Series series = series(one.device, one.quantity);
      if (one.state != null && series.rules.length > 0) {
        try {
          series.read(new DataInputStream(new ByteArrayInputStream(one.state)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        for (RuleState state : series.rules) {
          remember(state);
        }
        queue(series);
      }
    }
  }

  /** The device is another now, or gone: asks anew which rules watch it. What it said stands. */
  public void renew(long device) {
    for (var entry : Map.copyOf(quantities).entrySet()) {
      String quantity = entry.getKey();
      Series old = all.remove(device * QUANTITIES + entry.getValue());
      if (old != null && old.rules.length > 0) {
        for (RuleState state : old.rules) {
          holders(met, state).remove(device);
          holders(firing, state).remove(device);
        }
        old.queued = Long.MAX_VALUE;
        touched.remove(old);
        Kept kept = new Kept(device, quantity, bytes(old));
        restore(List.of(kept));
        touch(series(device, quantity));
      }
    }
  }

  private void remember(RuleState state) {
    if (state.watch.group() != null && state.met) {
      holders(met, state).put(state.series.device, state);
    }
    if (state.watch.group() != null && state.fires()) {
      holders(firing, state).put(state.series.device, state);
    }
  }

  /**
   * A firing that is open elsewhere goes on here: it ends with the first reading that does not bear
   * it out.
   */
  public boolean adopt(long device, String quantity, String rule, long began) {
    RuleState state = series(device, quantity).find(rule);
    if (state == null) {
      return false;
    }
    if (!state.fires()) {
      state.adopt(began);
      remember(state);
      touch(state.series);
    }
    return true;
  }

  /** All it knows, by which another engine can go on: with other rules, say. */
  public List<Kept> everything() {
    Map<Long, Kept> everything = new LinkedHashMap<>();
    all.forEach(
        (key, series) -> {
          if (series.rules.length > 0) {
            everything.put(key, new Kept(series.device, series.quantity, bytes(series)));
          }
        });
    return List.copyOf(everything.values());
  }
}
