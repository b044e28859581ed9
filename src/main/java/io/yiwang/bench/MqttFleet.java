package io.yiwang.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Many devices speaking MQTT 3.1.1 from one thread, so that the benchmark's own side costs little.
 * Each publishes at QoS 1 and notes when it was acknowledged.
 */
final class MqttFleet implements AutoCloseable {
  /** Linux has some 28,000 ports for each address of ours. */
  private static final int PER_ADDRESS = 25_000;

  private static final int AT_ONCE = 200;
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  private final Selector selector = Selector.open();
  private final InetSocketAddress broker;
  private final List<MqttLine> lines = new ArrayList<>();
  private double[] millis = new double[1 << 16];
  private int acknowledged;
  private long begin;

  MqttFleet(int port) throws IOException {
    broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A device and what it signs in with. */
  record Credential(String code, String secret) {}

  /** Connects them, at most {@link #AT_ONCE} at a time; returns how long it took in seconds. */
  double connect(List<Credential> devices) throws IOException {
    long begin = System.nanoTime();
    int first = lines.size();
    int next = 0;
    while (standing(first) < devices.size()) {
      while (next < devices.size() && next - standing(first) < AT_ONCE) {
        InetAddress from =
            InetAddress.getByAddress(
                new byte[] {127, 0, 0, (byte) (2 + (first + next) / PER_ADDRESS)});
        lines.add(new MqttLine(selector, from, broker, devices.get(next++)));
      }
      turn(100);
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IOException(standing(first) + " of " + devices.size() + " devices were let in.");
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private int standing;
  private int counted;

  /** How many of those from a number on are let in; they are let in about in order. */
  private int standing(int first) {
    if (counted < first) {
      counted = first;
      standing = 0;
    }
    while (counted < lines.size() && lines.get(counted).isStanding()) {
      counted++;
      standing++;
    }
    return standing;
  }

  int count() {
    return lines.size();
  }

  /** How many are still connected. */
  long alive() {
    return lines.stream().filter(MqttLine::isStanding).count();
  }

  /**
   * Each device sends as soon as it was answered, two messages on their way. The number of a
   * message divided by the number of devices is how many its device sent before, what is left is
   * the number of its device.
   *
   * @return messages acknowledged
   */
  long flatOut(double seconds, LongFunction<byte[]> payload) throws IOException {
    int before = acknowledged;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      fill(payload);
      turn(1);
    }
    int done = acknowledged - before;
    settle();
    return done;
  }

  /**
   * The same until the broker is gone.
   *
   * @param enough after so many acknowledgements
   * @param then this is done, in the middle of it all
   */
  long flatOutUntilItBreaks(int enough, Breaking then, LongFunction<byte[]> payload)
      throws InterruptedException {
    int before = acknowledged;
    boolean told = false;
    try {
      while (true) {
        fill(payload);
        turn(1);
        if (!told && acknowledged - before >= enough) {
          told = true;
          then.now();
        }
      }
    } catch (IOException gone) {
      return acknowledged - before;
    }
  }

  /** Something that ends the broker. */
  interface Breaking {
    void now() throws InterruptedException;
  }

  /** From which message on each device speaks. */
  void beginAt(long sequence) {
    begin = sequence;
  }

  /** Up to which message the device that said most has come. */
  long sequence() {
    return begin + lines.stream().mapToLong(MqttLine::sent).max().orElse(0);
  }

  private void fill(LongFunction<byte[]> payload) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      MqttLine line = lines.get(i);
      while (line.waiting() < 2) {
        line.publish(payload.apply(number(i)), System.nanoTime());
      }
    }
  }

  /** Of the next message of a device. */
  private long number(int device) {
    return device + (begin + lines.get(device).sent()) * lines.size();
  }

  /** How many messages a device has sent. */
  long sent(int device) {
    return lines.get(device).sent();
  }

  /**
   * So many messages a second whatever is answered; returns milliseconds from due to answered, the
   * least first.
   */
  double[] paced(double perSecond, double seconds, LongFunction<byte[]> payload)
      throws IOException {
    settle();
    int before = acknowledged;
    long begin = System.nanoTime();
    long sent = 0;
    long all = Math.round(perSecond * seconds);
    while (sent < all) {
      long due = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
      while (sent < Math.min(all, due)) {
        long at = begin + (long) (sent / perSecond * 1e9);
        int device = (int) (sent % lines.size());
        lines.get(device).publish(payload.apply(number(device)), at);
        sent++;
      }
      turn(1);
    }
    settle();
    double[] sorted = Arrays.copyOfRange(millis, before, acknowledged);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Waits until everything was answered. */
  void settle() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS / 10;
    while (lines.stream().anyMatch(line -> line.waiting() > 0) && System.nanoTime() < end) {
      turn(10);
    }
  }

  private void turn(int patienceMillis) throws IOException {
    selector.select(patienceMillis);
    for (SelectionKey key : selector.selectedKeys()) {
      ((MqttLine) key.attachment()).ready(this::answered);
    }
    selector.selectedKeys().clear();
  }

  private void answered(long sinceNanos) {
    if (acknowledged == millis.length) {
      millis = Arrays.copyOf(millis, millis.length * 2);
    }
    millis[acknowledged++] = (System.nanoTime() - sinceNanos) / 1e6;
  }

  @Override
  public void close() throws IOException {
    for (MqttLine line : lines) {
      line.close();
    }
    selector.close();
  }

  /** A field of the protocol: two bytes of length, then text. */
  static void text(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }
}
