package io.yiwang.demo.gauges;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong in the simulated city where a sensor measures it, one thing after another; it is
 * well again when a worker who was sent there says it is mended. Safe for several threads.
 */
final class GaugeFaults {
  /** A case so near is about it, metres. */
  private static final double NEAR = 25;

  /** Whatever it was has gone by itself, seconds. */
  private static final double FORGOTTEN = 3600;

  private static final Set<String> MENDED =
      Set.of("HANDLE_FINISH", "PENDING_CHECK", "CHECKING", "PENDING_CLOSE", "CLOSED");

  private final List<Gauge> gauges;
  private final SplittableRandom random;
  private final double pause;
  private final Map<String, Double> since = new HashMap<>();
  private double next;
  private boolean begun;

  /**
   * @param gauges the first that can is the first at which something goes wrong
   * @param first seconds (of the epoch) at which the first thing goes wrong
   * @param pause seconds between two
   */
  GaugeFaults(List<Gauge> gauges, double first, double pause, SplittableRandom random) {
    this.gauges = gauges.stream().filter(Gauge::canFail).toList();
    this.next = first;
    this.pause = pause;
    this.random = random;
  }

  /** Seconds since something went wrong at this sensor, negative when all is well. */
  synchronized double wrongFor(String code, double now) {
    if (now >= next && !gauges.isEmpty()) {
      next = now + pause * (0.7 + 0.6 * random.nextDouble());
      int which = begun ? random.nextInt(gauges.size()) : 0;
      begun = true;
      since.putIfAbsent(gauges.get(which).code(), now);
    }
    Double began = since.get(code);
    if (began != null && now > began + FORGOTTEN) {
      since.remove(code);
      return -1;
    }
    return began == null ? -1 : now - began;
  }

  /** Hears of a case as it moves. */
  synchronized void hear(JsonNode c) {
    if (since.isEmpty() || !MENDED.contains(c.path("state").asString())) {
      return;
    }
    var at = new GeoPoint(c.path("lat").asDouble(), c.path("lng").asDouble());
    double reported = Instant.parse(c.path("reportedAt").asString()).toEpochMilli() / 1e3;
    for (Gauge gauge : gauges) {
      Double began = since.get(gauge.code());
      if (began != null && reported >= began && gauge.point().distanceMetres(at) <= NEAR) {
        since.remove(gauge.code());
      }
    }
  }
}
