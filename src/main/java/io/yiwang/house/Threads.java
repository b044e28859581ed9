package io.yiwang.house;

import java.util.List;

/** Waiting for threads of ours to end. */
final class Threads {
  private static final int JOIN_MILLIS = 10_000;

  private Threads() {}

  static void joinAll(List<Thread> threads) {
    for (Thread thread : threads) {
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
