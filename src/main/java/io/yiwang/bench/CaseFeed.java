package io.yiwang.bench;

import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens as an open screen does and keeps how far each case that a camera saw has come. */
final class CaseFeed implements AutoCloseable {
  /** Litter, which is what the bench shows. */
  private static final String CLASS = "06010";

  /** A case so near is about what the camera saw, metres. */
  private static final double NEAR = 60;

  private static final Set<String> MENDED =
      Set.of("HANDLE_FINISH", "PENDING_CHECK", "CHECKING", "PENDING_CLOSE", "CLOSED");

  private final Wire wire;
  private final JsonMapper json = new JsonMapper();
  private final Map<Long, Matter> matters = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);

  /**
   * A case.
   *
   * @param reportedAt when the picture was taken that made the camera report it
   * @param dispatchedAt {@link System#nanoTime} when its dispatch was heard of, 0 before
   * @param lookAt when the camera may look again
   */
  record Matter(
      GeoPoint place,
      Instant reportedAt,
      long dispatchedAt,
      boolean mended,
      @Nullable Instant lookAt,
      @Nullable Instant closedAt) {}

  CaseFeed(URI city, Map<String, String> session) throws IOException {
    wire = new Wire(city, session);
    wire.hear(this::hear);
  }

  private void hear(String line) {
    if (line.contains("\"case\"")) {
      JsonNode said = json.readTree(line);
      JsonNode c = said.path("case");
      if (c.path("channel").asString().equals("CAMERA")
          && c.path("classCode").asString().equals(CLASS)) {
        note(c, said.path("type").asString().equals("CaseDispatched"));
      }
    }
  }

  private void note(JsonNode c, boolean dispatched) {
    long now = System.nanoTime();
    matters.merge(
        c.path("id").asLong(),
        new Matter(
            new GeoPoint(c.path("lat").asDouble(), c.path("lng").asDouble()),
            Instant.parse(c.path("reportedAt").asString()),
            dispatched ? now : 0,
            MENDED.contains(c.path("state").asString()),
            instant(c, "lookAt"),
            instant(c, "closedAt")),
        (old, fresh) ->
            new Matter(
                fresh.place(),
                old.reportedAt(),
                old.dispatchedAt() != 0 ? old.dispatchedAt() : fresh.dispatchedAt(),
                fresh.mended(),
                fresh.lookAt() == null ? old.lookAt() : fresh.lookAt(),
                fresh.closedAt()));
    news.release();
  }

  private static @Nullable Instant instant(JsonNode c, String field) {
    return c.path(field).isString() ? Instant.parse(c.path(field).asString()) : null;
  }

  /** The case about this place; null when there is none yet. */
  @Nullable Matter near(GeoPoint place) {
    return matters.values().stream()
        .filter(m -> m.place().distanceMetres(place) < NEAR)
        .findFirst()
        .orElse(null);
  }

  /** Waits until something happens, or for so long. */
  void awaitNews(Duration most) throws InterruptedException {
    if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
