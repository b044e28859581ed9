package io.yiwang.sensing.intake;

import io.yiwang.sensing.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The rows that wait for one partition of the log. While a packet is on its way the rows that
 * arrive gather, and the next packet takes them all: the slower the disk, the larger the packets
 * (group commit). A second packet goes along only when it is full: packets are what costs.
 */
final class LogLane {
  private static final int PACKET_BYTES = 512 << 10;
  private static final int PACKET_ROWS = 4_096;
  private static final int ON_THE_WAY = 2;

  private final int partition;
  private final ArrayDeque<Slice> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private int waitingBytes;
  private int onTheWay;

  LogLane(int partition) {
    this.partition = partition;
  }

  /** Some rows of one append that go to one partition. */
  record Slice(List<Observation> rows, int bytes, Ticket ticket) {}

  /** One append; done when all its slices are. */
  static final class Ticket {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger left;

    Ticket(int slices) {
      left = new AtomicInteger(slices);
    }

    void sliceDone(@Nullable Throwable failure) {
      if (failure != null) {
        done.completeExceptionally(failure);
      } else if (left.decrementAndGet() == 0) {
        done.complete(null);
      }
    }
  }

  int partition() {
    return partition;
  }

  /** True when the lane must be put in the queue of the committing thread. */
  synchronized boolean add(Slice slice) {
    waiting.add(slice);
    waitingBytes += slice.bytes;
    return schedule();
  }

  /** The slices of the next packet; empties the lane up to the size of a packet. */
  synchronized List<Slice> take() {
    scheduled = false;
    var taken = new ArrayList<Slice>();
    int bytes = 0;
    int rows = 0;
    Slice next;
    while ((next = waiting.peek()) != null
        && (taken.isEmpty()
            || (bytes + next.bytes <= PACKET_BYTES && rows + next.rows.size() <= PACKET_ROWS))) {
      waiting.remove();
      taken.add(next);
      bytes += next.bytes;
      rows += next.rows.size();
    }
    waitingBytes -= bytes;
    if (!taken.isEmpty()) {
      onTheWay++;
    }
    return taken;
  }

  /** A packet arrived or failed; true when the lane must be queued again. */
  synchronized boolean arrived() {
    onTheWay--;
    return schedule();
  }

  /** True when there is more to send at once. */
  synchronized boolean more() {
    return schedule();
  }

  private boolean schedule() {
    boolean due = onTheWay == 0 ? !waiting.isEmpty() : waitingBytes >= PACKET_BYTES;
    if (scheduled || !due || onTheWay >= ON_THE_WAY) {
      return false;
    }
    scheduled = true;
    return true;
  }
}
