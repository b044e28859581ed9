package io.yiwang.sensing.intake;

import io.yiwang.kernel.ObservationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The ids the log took lately, so that most repeats are told at the door. It may forget: the
 * authoritative check is made by whoever reads the log. An id is remembered only after the log has
 * it; until then it is claimed by one request, and another request with the same id waits for the
 * first one's outcome. Of what was said under an id it keeps sixteen bits, enough to tell a repeat
 * from another row that was given the same key.
 *
 * <p>128-bit ids stand in open-addressing tables of primitive longs, divided into stripes with a
 * lock each. A stripe has a young and an old table; when the young one is full it becomes the old
 * one and the old one is forgotten.
 */
final class RecentKeys {
  private static final int STRIPES = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /** Remembers at least half of {@code capacity} and at most {@code capacity} ids. */
  RecentKeys(int capacity) {
    int perTable = Math.max(16, capacity / STRIPES / 2);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(perTable);
    }
  }

  /** The hold of one request on the ids it is bringing to the log. */
  static final class Claim {
    private final CountDownLatch settled = new CountDownLatch(1);

    void await() throws InterruptedException {
      settled.await();
    }
  }

  /** Stands for "it came before, in this request or an earlier one". */
  static final Claim KNOWN = new Claim();

  /** Stands for "it came before, and said something else". */
  static final Claim CHANGED = new Claim();

  /**
   * Null when {@code mine} now holds the id; {@link #KNOWN} or {@link #CHANGED}; or the claim of
   * another request that holds it.
   *
   * @param content a hash of what the row says
   */
  @Nullable Claim claim(ObservationId id, int content, Claim mine) {
    Stripe stripe = stripe(id);
    synchronized (stripe) {
      return stripe.claim(id.value(), (content ^ content >>> 16) & PairSet.CONTENT, mine);
    }
  }

  /** The log has these ids. */
  void remember(List<ObservationId> ids, Claim mine) {
    for (ObservationId id : ids) {
      Stripe stripe = stripe(id);
      synchronized (stripe) {
        Held held = stripe.pending.remove(id.value());
        stripe.remember(id.value(), held == null ? 0 : held.content);
      }
    }
    mine.settled.countDown();
  }

  /** The log does not have these ids, as far as we know: the next one may try. */
  void release(List<ObservationId> ids, Claim mine) {
    for (ObservationId id : ids) {
      Stripe stripe = stripe(id);
      synchronized (stripe) {
        stripe.pending.remove(id.value());
      }
    }
    mine.settled.countDown();
  }

  private Stripe stripe(ObservationId id) {
    return stripes[(int) (id.value().getLeastSignificantBits() & (STRIPES - 1))];
  }

  private record Held(Claim by, int content) {}

  private static final class Stripe {
    private final int perTable;
    private final Map<UUID, Held> pending = new HashMap<>();
    private PairSet young = new PairSet();
    private PairSet old = new PairSet();

    Stripe(int perTable) {
      this.perTable = perTable;
    }

    @Nullable Claim claim(UUID id, int content, Claim mine) {
      long high = id.getMostSignificantBits();
      long low = id.getLeastSignificantBits();
      int before = young.content(high, low);
      before = before == PairSet.ABSENT ? old.content(high, low) : before;
      if (before == PairSet.ABSENT) {
        Held held = pending.putIfAbsent(id, new Held(mine, content));
        if (held == null || held.by != mine) {
          return held == null ? null : held.by;
        }
        before = held.content;
      }
      return before == content ? KNOWN : CHANGED;
    }

    void remember(UUID id, int content) {
      if (young.size() >= perTable) {
        old = young;
        young = new PairSet();
      }
      young.add(id.getMostSignificantBits(), id.getLeastSignificantBits(), content);
    }
  }

  /**
   * Ids and sixteen bits for each, which stand in place of the id's bits 64 to 79; the other 112
   * tell ids apart. The low half of an id is never zero (a UUID has a variant). Linear probing, at
   * most half full.
   */
  private static final class PairSet {
    static final int CONTENT = 0xFFFF;
    static final int ABSENT = -1;

    private long[] table = new long[64];
    private int size;

    int size() {
      return size;
    }

    int content(long high, long low) {
      int at = find(table, high, low);
      return table[at + 1] == 0 ? ABSENT : (int) table[at] & CONTENT;
    }

    void add(long high, long low, int content) {
      int at = find(table, high, low);
      if (table[at + 1] != 0) {
        return;
      }
      table[at] = high & ~(long) CONTENT | content;
      table[at + 1] = low;
      if (++size * 4 > table.length) {
        grow();
      }
    }

    private void grow() {
      long[] bigger = new long[table.length * 2];
      for (int i = 0; i < table.length; i += 2) {
        if (table[i + 1] != 0) {
          int at = find(bigger, table[i], table[i + 1]);
          bigger[at] = table[i];
          bigger[at + 1] = table[i + 1];
        }
      }
      table = bigger;
    }

    private static int find(long[] table, long high, long low) {
      int mask = table.length - 2;
      int at = (int) (low >>> 8) & mask;
      while (table[at + 1] != 0
          && (table[at + 1] != low || ((table[at] ^ high) & ~(long) CONTENT) != 0)) {
        at = (at + 2) & mask;
      }
      return at;
    }
  }
}
