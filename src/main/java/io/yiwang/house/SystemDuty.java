package io.yiwang.house;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The duty of the platform itself: what runs in here reaches the database as {@code yiwang_system}
 * and sees every row. It is taken up explicitly, by start-up, pumps, timers and by services that
 * have decided for themselves what a person may have; nothing ever falls back to it. Whoever holds
 * no such duty is shown what {@link RowSights} says.
 *
 * <p>Held by a thread, not inherited by others.
 */
public final class SystemDuty {
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private SystemDuty() {}

  public static boolean held() {
    return DEPTH.get() > 0;
  }

  public static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * @throws IllegalStateException inside a person's transaction, whose connection is the person's
   */
  public static <T> T call(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      end();
    }
  }

  /** The same work for another thread. */
  public static Runnable of(Runnable work) {
    return () -> run(work);
  }

  /** Takes the duty up until {@link #end}; for those who cannot wrap their work. */
  public static void begin() {
    if (!held() && TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "The platform's own work needs a transaction of its own. Maybe take up SystemDuty before"
              + " the transaction begins.");
    }
    DEPTH.set(DEPTH.get() + 1);
  }

  public static void end() {
    int depth = DEPTH.get() - 1;
    if (depth > 0) {
      DEPTH.set(depth);
    } else {
      DEPTH.remove();
    }
  }
}
