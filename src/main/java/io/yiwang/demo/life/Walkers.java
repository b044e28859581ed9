package io.yiwang.demo.life;

import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Workers on their feet and on e-bikes: on their way to a task, or about on their beat. */
final class Walkers {
  private static final double METRES_PER_DEGREE = 111_195;
  private static final double PATROL_M_PER_S = 1.4;
  private static final double PATROL_SHARE = 0.12;
  private static final int MOST_MOVING = 200;

  private final Map<Long, Walker> walkers = new LinkedHashMap<>();
  private final SplittableRandom random;

  Walkers(SplittableRandom random) {
    this.random = random;
  }

  private static final class Walker {
    final GeoPoint home;
    final boolean patrols;
    GeoPoint at;
    @Nullable GeoPoint target;
    double speed = PATROL_M_PER_S;

    Walker(GeoPoint home, boolean patrols) {
      this.home = home;
      this.at = home;
      this.patrols = patrols;
    }
  }

  /** Takes over rows of {@code GET /api/v1/workers}. */
  synchronized void learn(JsonNode workers) {
    for (JsonNode row : workers) {
      if (row.path("lat").isNumber()) {
        var at = new GeoPoint(row.get("lat").asDouble(), row.get("lng").asDouble());
        walkers.putIfAbsent(
            row.get("id").asLong(), new Walker(at, random.nextDouble() < PATROL_SHARE));
      }
    }
  }

  /** Sends a worker to a place. Returns the seconds it takes. */
  synchronized double send(long worker, GeoPoint target) {
    Walker walker = walkers.get(worker);
    if (walker == null) {
      return 5;
    }
    double way = walker.at.distanceMetres(target);
    double seconds = Math.clamp(way / 6, 8, 75);
    walker.target = target;
    walker.speed = Math.max(PATROL_M_PER_S, way / seconds);
    return seconds;
  }

  /** Moves everybody on, and returns who moved, as the positions API wants it. */
  synchronized List<Map<String, Object>> step(double seconds) {
    List<Map<String, Object>> moved = new ArrayList<>();
    for (var entry : walkers.entrySet()) {
      Walker walker = entry.getValue();
      if (walker.target == null && walker.patrols) {
        walker.target = about(walker.home);
        walker.speed = PATROL_M_PER_S;
      }
      if (walker.target != null && moved.size() < MOST_MOVING) {
        advance(walker, walker.target, seconds);
        moved.add(Map.of("id", entry.getKey(), "lat", walker.at.lat(), "lng", walker.at.lng()));
      }
    }
    return moved;
  }

  private static void advance(Walker walker, GeoPoint target, double seconds) {
    double way = walker.at.distanceMetres(target);
    double step = walker.speed * seconds;
    if (way <= step) {
      walker.at = target;
      walker.target = null;
    } else {
      double share = step / way;
      walker.at =
          new GeoPoint(
              walker.at.lat() + share * (target.lat() - walker.at.lat()),
              walker.at.lng() + share * (target.lng() - walker.at.lng()));
    }
  }

  private GeoPoint about(GeoPoint home) {
    double reach = 350 / METRES_PER_DEGREE;
    return new GeoPoint(
        home.lat() + (random.nextDouble() * 2 - 1) * reach,
        home.lng() + (random.nextDouble() * 2 - 1) * reach);
  }

  /** Tells the platform where everybody is. */
  void tell(Web.Caller gateway, double seconds) throws IOException, InterruptedException {
    List<Map<String, Object>> moved = step(seconds);
    if (!moved.isEmpty()) {
      gateway.post("/api/v1/workers/positions", moved);
    }
  }
}
