package io.yiwang.sensing.rules.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where one rule stands with one device.
 *
 * <p>Four signals follow one another. The gauge is <em>on</em> or off after each reading. It is
 * <em>held</em> from the moment it has been on for {@code lasting} without a gap of more than
 * {@code goodFor} between readings, until it goes off; a gap afterwards changes nothing, for
 * nothing is known. The condition is <em>met</em> while it has come to be held {@code times} times
 * within {@code (t - within, t]}; of a rule without repetition, while it is held. A rule of several
 * devices fires when enough of them have it met, see {@link Engine}; any other fires when it is
 * met.
 */
final class RuleState {
  static final long NEVER = Long.MAX_VALUE;
  private static final int ON = 1;
  private static final int HELD = 2;
  private static final int MET = 4;
  private static final int ADOPTED = 8;

  final Watch watch;
  final Series series;
  boolean on;
  boolean held;
  boolean met;
  long since;
  long last = Long.MIN_VALUE;
  double value = Double.NaN;
  double change = Double.NaN;
  double peak = Double.NaN;

  /** When it began to fire; {@link #NEVER} while it does not. */
  long firing = NEVER;

  /**
   * It goes on firing for what an earlier version began, until its first reading says otherwise.
   */
  private boolean adopted;

  private final long[] rises;
  private int count;
  private final @Nullable Span span;

  RuleState(Watch watch, Series series) {
    this.watch = watch;
    this.series = series;
    this.rises = new long[watch.repeats() ? watch.times() : 0];
    this.span = watch.gauge() instanceof Gauge.Change c ? new Span(c.rise(), c.within()) : null;
  }

  boolean fires() {
    return firing != NEVER;
  }

  int times() {
    return watch.repeats() ? count : 1;
  }

  /** Nothing would be lost if this were forgotten but when the device was last heard. */
  boolean quiet() {
    return !on && !held && !met && count == 0 && !fires() && (span == null || span.isEmpty());
  }

  /** Whether a reading could set anything in motion. */
  boolean moves(double reading) {
    return switch (watch.gauge()) {
      case Gauge.Threshold t -> t.on(reading, false);
      case Gauge.Change c -> true;
      case Gauge.Absence a -> false;
    };
  }

  /** A reading; timers before it have run. */
  void read(long at, double reading) {
    boolean gap = last != Long.MIN_VALUE && at - last > watch.goodFor();
    if (gap && on && !held) {
      on = false;
    }
    if (gap && span != null) {
      span.clear();
    }
    last = at;
    value = reading;
    if (watch.gauge() instanceof Gauge.Absence) {
      hold(false, at);
    } else {
      turn(gauge(at, reading), at);
    }
    if (held || fires()) {
      peak = farther(watch.gauge() instanceof Gauge.Change ? change : reading);
    }
  }

  private boolean gauge(long at, double reading) {
    return switch (watch.gauge()) {
      case Gauge.Threshold t -> t.on(reading, on || adopted) && watch.hours().open(at);
      case Gauge.Change c -> changed(c, at, reading) && watch.hours().open(at);
      case Gauge.Absence a -> false;
    };
  }

  private boolean changed(Gauge.Change c, long at, double reading) {
    if (span == null) {
      return false;
    }
    span.add(at, reading);
    change = c.rise() ? reading - span.extreme() : span.extreme() - reading;
    return change >= c.by();
  }

  private double farther(double now) {
    boolean upward = !(watch.gauge() instanceof Gauge.Threshold t) || t.above();
    return Double.isNaN(peak) ? now : upward ? Math.max(peak, now) : Math.min(peak, now);
  }

  private void turn(boolean now, long at) {
    if (now && !on) {
      on = true;
      since = at;
    }
    if (!now) {
      on = false;
      hold(false, at);
    } else if (!held && (adopted || at - since >= watch.lasting())) {
      hold(true, at);
    }
  }

  private void hold(boolean now, long at) {
    if (now != held) {
      held = now;
      if (now && watch.repeats()) {
        note(at);
      }
    }
    expire(at);
    meet(watch.repeats() ? count >= watch.times() : held, at);
  }

  private void note(long at) {
    if (count == rises.length) {
      System.arraycopy(rises, 1, rises, 0, --count);
    }
    rises[count++] = at;
  }

  private void expire(long at) {
    int old = 0;
    while (old < count && at - rises[old] >= watch.within()) {
      old++;
    }
    if (old > 0) {
      System.arraycopy(rises, old, rises, 0, count - old);
      count -= old;
    }
  }

  private void meet(boolean now, long at) {
    if (now == met && !adopted) {
      return;
    }
    met = now;
    adopted = false;
    series.engine().met(this, at);
    if (!now && !fires()) {
      peak = Double.NaN;
    }
  }

  /** When what is seen began: the gauge came on, or the value was where it has moved from. */
  long began() {
    return span == null || span.isEmpty() ? since : span.extremeAt();
  }

  /** The next moment at which time alone changes something. */
  long due() {
    if (last == Long.MIN_VALUE) {
      return NEVER;
    }
    long due = NEVER;
    if (watch.gauge() instanceof Gauge.Absence a) {
      due = held ? NEVER : watch.hours().next(last + a.silence());
    } else if (on && !held && since + watch.lasting() - last <= watch.goodFor()) {
      due = since + watch.lasting();
    }
    return count > 0 ? Math.min(due, rises[0] + watch.within()) : due;
  }

  /** Time alone has come to this moment. */
  void pass(long at) {
    if (watch.gauge() instanceof Gauge.Absence a) {
      if (!held && at - last >= a.silence() && watch.hours().open(at)) {
        since = last;
        hold(true, at);
        return;
      }
    } else if (on && !held && at - since >= watch.lasting() && at - last <= watch.goodFor()) {
      hold(true, at);
      return;
    }
    hold(held, at);
  }

  void adopt(long began) {
    firing = began;
    adopted = true;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(watch.rule());
    out.writeInt(watch.version());
    out.writeLong(firing);
    out.writeDouble(peak);
    out.writeByte((on ? ON : 0) | (held ? HELD : 0) | (met ? MET : 0) | (adopted ? ADOPTED : 0));
    out.writeLong(since);
    out.writeLong(last);
    out.writeDouble(value);
    out.writeByte(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(rises[i]);
    }
    (span == null ? new Span(true, 0) : span).write(out);
  }

  /** Reads what was written for this rule; of another version only whether it fires is kept. */
  static void read(DataInput in, @Nullable RuleState into, int version) throws IOException {
    long firing = in.readLong();
    double peak = in.readDouble();
    int flags = in.readByte();
    long since = in.readLong();
    long last = in.readLong();
    double value = in.readDouble();
    int count = in.readByte();
    long[] rises = new long[count];
    for (int i = 0; i < count; i++) {
      rises[i] = in.readLong();
    }
    if (into == null) {
      new Span(true, 0).read(in);
      return;
    }
    boolean same = into.watch.version() == version;
    (same && into.span != null ? into.span : new Span(true, 0)).read(in);
    into.firing = firing;
    into.adopted = firing != NEVER && (!same || (flags & ADOPTED) != 0);
    into.peak = peak;
    into.last = last;
    into.value = value;
    if (same) {
      into.on = (flags & ON) != 0;
      into.held = (flags & HELD) != 0;
      into.met = (flags & MET) != 0;
      into.since = since;
      into.count = count;
      System.arraycopy(rises, 0, into.rises, 0, count);
    }
  }
}
