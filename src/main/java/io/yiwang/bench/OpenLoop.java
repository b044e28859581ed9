package io.yiwang.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate, whether or not earlier questions were answered late; a question's time runs
 * from when it was due (no coordinated omission).
 */
final class OpenLoop {
  private static final int CONNECTIONS = 8;

  private OpenLoop() {}

  /** One connection that asks. */
  interface Asker extends AutoCloseable {
    void ask() throws Exception;

    @Override
    void close() throws Exception;
  }

  /** Opens a connection. */
  interface Opening {
    Asker open(int number) throws Exception;
  }

  /** Milliseconds of all answers, sorted. */
  static double[] run(int perSecond, int seconds, Opening opening) throws Exception {
    long step = 1_000_000_000L * CONNECTIONS / perSecond;
    int each = perSecond * seconds / CONNECTIONS;
    List<Future<double[]>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      long begin = System.nanoTime() + 100_000_000L;
      for (int i = 0; i < CONNECTIONS; i++) {
        int number = i;
        long first = begin + step * i / CONNECTIONS;
        parts.add(threads.submit(() -> one(opening, number, first, step, each)));
      }
      List<double[]> all = new ArrayList<>();
      for (Future<double[]> part : parts) {
        all.add(part.get());
      }
      return all.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }
  }

  private static double[] one(Opening opening, int number, long first, long step, int times)
      throws Exception {
    double[] millis = new double[times];
    try (Asker asker = opening.open(number)) {
      for (int i = 0; i < times; i++) {
        long due = first + i * step;
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        asker.ask();
        millis[i] = (System.nanoTime() - due) / 1e6;
      }
    }
    return millis;
  }

  /** NaN of nothing. */
  static double percentile(double[] sorted, double p) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) Math.ceil(p * sorted.length) - 1)];
  }
}
