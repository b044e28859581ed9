package io.yiwang.citymap.explore;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How much each layer holds. Millions are not counted for every look: a count serves until the map
 * has changed and the count is a minute old.
 */
@RestController
@Tag(name = "Map")
class LayerCounts {
  private static final Duration SERVES = Duration.ofMinutes(1);

  private final Layers layers;
  private final ComponentNews news;
  private final JdbcTemplate jdbc;
  private final Clock clock;
  private @Nullable Counted last;

  LayerCounts(Layers layers, ComponentNews news, JdbcTemplate jdbc, Clock clock) {
    this.layers = layers;
    this.news = news;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Counted(ComponentNews.Version version, Instant at, Map<String, Long> byLayer) {}

  @Operation(
      summary = "How many things each open layer holds",
      description = "By layer; what is guarded is not counted for anybody.")
  @GetMapping("/api/v1/map/counts")
  synchronized Map<String, Long> counts() {
    Counted before = last;
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.at.plus(SERVES))) {
      return before.byLayer;
    }
    ComponentNews.Version version = news.version();
    Map<String, Long> byLayer =
        before != null && before.version.equals(version) ? before.byLayer : count();
    last = new Counted(version, now, byLayer);
    return byLayer;
  }

  private Map<String, Long> count() {
    Map<String, Long> byLayer = new LinkedHashMap<>();
    layers.list().stream().filter(l -> !l.guarded()).forEach(l -> byLayer.put(l.id(), 0L));
    SystemDuty.run(
        () ->
            jdbc.query(
                """
                select class_no, count(*) from citymap.component where state <> 4 group by class_no
                """,
                rs -> {
                  Layer layer = layers.ofClass(rs.getInt(1));
                  if (layer != null && !layer.guarded()) {
                    byLayer.merge(layer.id(), rs.getLong(2), Long::sum);
                  }
                }));
    return Map.copyOf(byLayer);
  }
}
