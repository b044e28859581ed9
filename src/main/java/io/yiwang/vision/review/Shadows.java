package io.yiwang.vision.review;

import io.yiwang.house.SystemDuty;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes what the version in the shadow saw in the same picture as the one at work: how often they
 * agree, and what it thought of each thing that waits for a person, so that one verdict judges
 * both.
 */
@Component
public class Shadows {
  /** Boxes that overlap so much are of one thing. */
  private static final double SAME = 0.5;

  /** A candidate stands still that long. */
  private static final Duration NEAR = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Shadows(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** How two versions agree about one picture. */
  record Agreement(int both, int onlyActive, int onlyShadow) {
    /** One to one, of one class, the first that overlaps enough. */
    static Agreement of(List<Detection> active, List<Detection> shadow) {
      List<Detection> left = new ArrayList<>(matters(shadow));
      int both = 0;
      List<Detection> seen = matters(active);
      for (Detection one : seen) {
        Detection same = same(one.box(), Objects.requireNonNull(one.classCode()), left);
        if (same != null) {
          left.remove(same);
          both++;
        }
      }
      return new Agreement(both, seen.size() - both, left.size());
    }
  }

  private static List<Detection> matters(List<Detection> all) {
    return all.stream().filter(d -> d.classCode() != null).toList();
  }

  private static @Nullable Detection same(Box box, String classCode, List<Detection> among) {
    return among.stream()
        .filter(d -> classCode.equals(d.classCode()) && d.box().iou(box) >= SAME)
        .findFirst()
        .orElse(null);
  }

  public void note(
      String camera,
      String ability,
      String activeVersion,
      String shadowVersion,
      Instant at,
      List<Detection> active,
      List<Detection> shadow) {
    Agreement agreement = Agreement.of(active, shadow);
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  count(camera, ability, activeVersion, shadowVersion, at, agreement);
                  if (!matters(active).isEmpty()) {
                    mark(camera, ability, activeVersion, shadowVersion, at, active, shadow);
                  }
                }));
  }

  private void count(
      String camera,
      String ability,
      String activeVersion,
      String shadowVersion,
      Instant at,
      Agreement agreement) {
    jdbc.sql(
            """
            insert into vision.shadow_day as d (camera, ability, active, shadow, day, region_path, frames,
              both_saw, only_active, only_shadow)
            select ?, ?, ?, ?, ?, c.region_path, 1, ?, ?, ? from vision.camera c where c.code = ?
            on conflict (ability, active, shadow, camera, day) do update set frames = d.frames + 1,
              both_saw = d.both_saw + excluded.both_saw, only_active = d.only_active + excluded.only_active,
              only_shadow = d.only_shadow + excluded.only_shadow
            """)
        .params(
            camera,
            ability,
            activeVersion,
            shadowVersion,
            at.atZone(ZoneOffset.UTC).toLocalDate(),
            agreement.both(),
            agreement.onlyActive(),
            agreement.onlyShadow(),
            camera)
        .update();
  }

  private record Waiting(long id, String classCode, Box box) {}

  private void mark(
      String camera,
      String ability,
      String activeVersion,
      String shadowVersion,
      Instant at,
      List<Detection> active,
      List<Detection> shadow) {
    List<Waiting> waiting =
        jdbc.sql(
                """
                select id, class_code, box from vision.candidate
                where camera = ? and ability = ? and version = ? and status = 'OPEN'
                  and seen_at between ? and ?
                """)
            .params(
                camera,
                ability,
                activeVersion,
                Timestamp.from(at.minus(NEAR)),
                Timestamp.from(at.plus(NEAR)))
            .query(
                (rs, i) -> {
                  Double[] box = (Double[]) rs.getArray(3).getArray();
                  return new Waiting(
                      rs.getLong(1), rs.getString(2), new Box(box[0], box[1], box[2], box[3]));
                })
            .list();
    for (Waiting one : waiting) {
      if (same(one.box, one.classCode, active) != null) {
        Detection seen = same(one.box, one.classCode, shadow);
        jdbc.sql(
                """
                update vision.candidate set shadow_version = ?,
                  shadow_confidence = case when shadow_version = ?
                    then greatest(shadow_confidence, ?) else ? end
                where id = ?
                """)
            .params(
                shadowVersion,
                shadowVersion,
                seen == null ? 0 : seen.confidence(),
                seen == null ? 0 : seen.confidence(),
                one.id)
            .update();
      }
    }
  }
}
