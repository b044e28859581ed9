package io.yiwang.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens as an open screen does and notes when each case is dispatched. */
final class LiveFeed implements AutoCloseable {
  private static final String DISPATCHED = "\"type\":\"CaseDispatched\"";
  private static final String INCIDENT = "\"incidentId\":\"";
  private static final int UUID_LENGTH = 36;

  private final Wire wire;
  private final Map<String, Long> dispatchedAt = new ConcurrentHashMap<>();
  private final AtomicInteger again = new AtomicInteger();

  LiveFeed(Wire wire) {
    this.wire = wire;
    wire.hear(
        line -> {
          if (line.contains(DISPATCHED)) {
            note(line);
          }
        });
  }

  private void note(String line) {
    int at = line.indexOf(INCIDENT) + INCIDENT.length();
    String incident = line.substring(at, at + UUID_LENGTH);
    if (dispatchedAt.putIfAbsent(incident, System.nanoTime()) != null) {
      again.incrementAndGet();
    }
  }

  int dispatched() {
    return dispatchedAt.size();
  }

  /** Dispatches beyond the first of a case. */
  int again() {
    return again.get();
  }

  /** {@link System#nanoTime} of the dispatch by incident id. */
  Map<String, Long> times() {
    return Map.copyOf(dispatchedAt);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
