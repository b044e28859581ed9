package io.yiwang.vision.heat;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Sighting;
import io.yiwang.vision.cameras.Camera;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A cell that is crowded for several minutes becomes a matter, and is cleared when it has been well
 * below for as many: at once and by 30 % less, so that a count at the edge does not flicker.
 */
@Component
class CrowdMatters {
  private static final Logger log = LoggerFactory.getLogger(CrowdMatters.class);
  private static final double CALM = 0.7;
  private static final double WEIGHT = 1;

  private final JdbcClient jdbc;
  private final Intake intake;
  private final double crowded;
  private final int minutes;
  private final String matterClass;

  /** For how many minutes a cell of a camera has been above, or below when it is a matter. */
  private final Map<String, Integer> counted = new HashMap<>();

  CrowdMatters(
      JdbcClient jdbc,
      Intake intake,
      @Value("${yiwang.vision.heat.crowded:60}") double crowded,
      @Value("${yiwang.vision.heat.minutes:3}") int minutes,
      @Value("${yiwang.vision.heat.matter-class:10991}") String matterClass) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.crowded = crowded;
    this.minutes = minutes;
    this.matterClass = matterClass;
  }

  private record Crowd(String id, long cell) {}

  synchronized void minute(Camera camera, Instant minute, Map<Long, Double> people) {
    Map<Long, Crowd> open = open(camera);
    people.forEach(
        (cell, count) -> {
          if (!open.containsKey(cell) && count >= crowded) {
            if (counts(camera, cell) >= minutes) {
              begin(camera, cell, minute, count);
            }
          } else if (!open.containsKey(cell)) {
            counted.remove(key(camera, cell));
          }
        });
    open.values()
        .forEach(
            crowd -> {
              if (people.getOrDefault(crowd.cell, 0.0) >= crowded * CALM) {
                counted.remove(key(camera, crowd.cell));
              } else if (counts(camera, crowd.cell) >= minutes) {
                end(camera, crowd, minute);
              }
            });
    counted.keySet().removeIf(key -> gone(key, camera, people, open));
  }

  private static boolean gone(
      String key, Camera camera, Map<Long, Double> people, Map<Long, Crowd> open) {
    String prefix = camera.id() + "/";
    if (!key.startsWith(prefix)) {
      return false;
    }
    long cell = Long.parseLong(key.substring(prefix.length()));
    return !people.containsKey(cell) && !open.containsKey(cell);
  }

  private int counts(Camera camera, long cell) {
    return counted.merge(key(camera, cell), 1, Integer::sum);
  }

  private static String key(Camera camera, long cell) {
    return camera.id() + "/" + cell;
  }

  private Map<Long, Crowd> open(Camera camera) {
    Map<Long, Crowd> open = new HashMap<>();
    jdbc.sql("select id, cell from vision.crowd where camera_id = ? and ended_at is null")
        .param(camera.id())
        .query((rs, i) -> new Crowd(rs.getString("id"), rs.getLong("cell")))
        .list()
        .forEach(crowd -> open.put(crowd.cell, crowd));
    return open;
  }

  /** Told first: the key says the same when it is told again after a kill. */
  private void begin(Camera camera, long cell, Instant minute, double count) {
    String id = "crowd-" + Long.toHexString(cell) + "-" + minute.getEpochSecond();
    ObservationDraft draft =
        draft(id, id, Sighting.OBSERVED, cell, minute)
            .withText("人群聚集，约 %d 人".formatted(Math.round(count)), null)
            .withEvidence(
                List.of(),
                Map.of(
                    "camera", camera.code(),
                    "rule", "≥%s/%dmin".formatted(number(crowded), minutes),
                    "people", number(count)));
    if (told(camera, draft)) {
      jdbc.sql(
              """
              insert into vision.crowd (id, cell, camera_id, region_path, begun_at, most)
              select ?, ?, c.id, c.region_path, ?, ? from vision.camera c where c.id = ? on conflict do nothing
              """)
          .params(id, cell, Timestamp.from(minute), (float) count, camera.id())
          .update();
      counted.remove(key(camera, cell));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private void end(Camera camera, Crowd crowd, Instant minute) {
    String key = crowd.id + "/cleared";
    if (told(camera, draft(key, crowd.id, Sighting.CLEARED, crowd.cell, minute))) {
      jdbc.sql("update vision.crowd set ended_at = ? where id = ?")
          .params(Timestamp.from(minute), crowd.id)
          .update();
      counted.remove(key(camera, crowd.cell));
    }
  }

  private boolean told(Camera camera, ObservationDraft draft) {
    try {
      Optional.of(intake.accept(camera.source(), List.of(draft)))
          .filter(result -> result.rejected() > 0)
          .ifPresent(
              result -> log.warn("The crowd of {} is refused: {}", camera.code(), result.rows()));
      return true;
    } catch (RuntimeException e) {
      log.warn("The crowd of camera {} cannot be told; it is told again", camera.code(), e);
      return false;
    }
  }

  private ObservationDraft draft(
      String key, String track, Sighting sighting, long cell, Instant at) {
    S2LatLng middle = new S2CellId(cell).toLatLng();
    GeoPoint point = new GeoPoint(middle.latDegrees(), middle.lngDegrees());
    return new ObservationDraft(
        key,
        Channel.CAMERA,
        sighting,
        matterClass,
        point.lat(),
        point.lng(),
        Datum.WGS84,
        at,
        null,
        null,
        null,
        track,
        null,
        WEIGHT,
        List.of(),
        Map.of());
  }
}
