package io.yiwang.sensing.rules.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of one device: readings that wait for those that may still come before them, and
 * where each rule stands.
 *
 * <p>The device's time runs on from its newest reading as fast as the clock here, however wrong the
 * device's own clock is, and however fast old readings are played again: {@code newest + (now -
 * arrived) - delay}. What is at or before that moment is settled; a reading that comes later than
 * the one after it was settled is too late for the rules.
 */
final class Series {
  private static final byte FORMAT = 1;

  final long device;
  final String quantity;
  final RuleState[] rules;
  private final Engine engine;
  private long[] waitingAt = new long[4];
  private double[] waiting = new double[4];
  private int count;
  private long settled = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;
  private long arrived;

  /** The earliest moment, by the clock here, for which the engine has it in its queue. */
  long queued = Long.MAX_VALUE;

  boolean dirty;

  /** Whether it is kept somewhere, and the newest reading that was kept. */
  boolean kept;

  private long keptNewest = Long.MIN_VALUE;

  Series(Engine engine, long device, String quantity, List<Watch> watches) {
    this.engine = engine;
    this.device = device;
    this.quantity = quantity;
    this.rules = new RuleState[watches.size()];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = new RuleState(watches.get(i), this);
    }
  }

  Engine engine() {
    return engine;
  }

  /** False when it came twice or too late. */
  boolean accept(long at, double value, long now) {
    if (at <= settled || !insert(at, value)) {
      return false;
    }
    if (at > newest) {
      newest = at;
      arrived = now;
    }
    settle(now);
    return true;
  }

  private boolean insert(long at, double value) {
    int i = count;
    while (i > 0 && waitingAt[i - 1] >= at) {
      i--;
    }
    if (i < count && waitingAt[i] == at) {
      return false;
    }
    if (count == waitingAt.length) {
      waitingAt = Arrays.copyOf(waitingAt, count * 2);
      waiting = Arrays.copyOf(waiting, count * 2);
    }
    System.arraycopy(waitingAt, i, waitingAt, i + 1, count - i);
    System.arraycopy(waiting, i, waiting, i + 1, count - i);
    waitingAt[i] = at;
    waiting[i] = value;
    count++;
    return true;
  }

  /** Does what is due by the clock here. */
  void settle(long now) {
    if (newest == Long.MIN_VALUE) {
      return;
    }
    long until = newest + Math.max(0, now - arrived) - engine.delay();
    int done = 0;
    while (true) {
      long due = dueByTime();
      if (done < count && waitingAt[done] <= until && waitingAt[done] <= due) {
        read(waitingAt[done], waiting[done]);
        done++;
      } else if (due <= until) {
        pass(due);
      } else {
        break;
      }
    }
    drop(done);
  }

  private void drop(int done) {
    if (done > 0) {
      count -= done;
      System.arraycopy(waitingAt, done, waitingAt, 0, count);
      System.arraycopy(waiting, done, waiting, 0, count);
    }
  }

  private void read(long at, double value) {
    settled = at;
    for (RuleState rule : rules) {
      rule.read(at, value);
    }
  }

  private long dueByTime() {
    long due = Long.MAX_VALUE;
    for (RuleState rule : rules) {
      due = Math.min(due, rule.due());
    }
    return due;
  }

  private void pass(long at) {
    for (RuleState rule : rules) {
      if (rule.due() <= at) {
        rule.pass(at);
      }
    }
  }

  /** When the engine must come back, by the clock here. */
  long dueByClock() {
    long due = dueByTime();
    if (count > 0) {
      due = Math.min(due, waitingAt[0]);
    }
    return due == Long.MAX_VALUE ? due : arrived + (due - newest) + engine.delay();
  }

  /** Whether a restart would lose something if it were not kept now. */
  boolean worthKeeping() {
    for (RuleState rule : rules) {
      if (!rule.quiet()) {
        return true;
      }
      if (rule.watch.gauge() instanceof Gauge.Absence a
          && (keptNewest == Long.MIN_VALUE || newest - keptNewest > a.silence() / 8)) {
        return true;
      }
      for (int i = 0; i < count; i++) {
        if (rule.moves(waiting[i])) {
          return true;
        }
      }
    }
    return false;
  }

  boolean mustStay() {
    for (RuleState rule : rules) {
      if (rule.watch.gauge() instanceof Gauge.Absence) {
        return true;
      }
    }
    return false;
  }

  void kept(boolean there) {
    kept = there;
    dirty = false;
    keptNewest = there ? newest : Long.MIN_VALUE;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(settled);
    out.writeLong(newest);
    out.writeLong(arrived);
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(waitingAt[i]);
      out.writeDouble(waiting[i]);
    }
    out.writeByte(rules.length);
    for (RuleState rule : rules) {
      rule.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("Format " + format + " of a rule's state is not known here.");
    }
    settled = in.readLong();
    newest = in.readLong();
    arrived = in.readLong();
    count = in.readInt();
    waitingAt = new long[Math.max(4, count)];
    waiting = new double[Math.max(4, count)];
    for (int i = 0; i < count; i++) {
      waitingAt[i] = in.readLong();
      waiting[i] = in.readDouble();
    }
    int states = in.readByte();
    for (int i = 0; i < states; i++) {
      String rule = in.readUTF();
      RuleState.read(in, find(rule), in.readInt());
    }
    kept = true;
    keptNewest = newest;
  }

  @Nullable RuleState find(String rule) {
    for (RuleState state : rules) {
      if (state.watch.rule().equals(rule)) {
        return state;
      }
    }
    return null;
  }
}
