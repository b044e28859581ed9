package io.yiwang.vision.tracks;

import io.yiwang.vision.Box;
import io.yiwang.vision.tracks.Kept.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proven tracks in their table, as the platform: written before anybody hears of them. */
@Component
public class TrackBook {
  private final JdbcClient jdbc;

  TrackBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void keep(Kept kept) {
    jdbc.sql(
            """
            insert into vision.track (id, camera_id, region_path, ability, version, label, class_code, confidence,
              x, y, width, height, begun_at, proven_at, seen_at, standing, photo, sketch)
            select :id, c.id, c.region_path, :ability, :version, :label, :class, :confidence, :x, :y, :width, :height,
              :begun, :proven, :seen, :standing, :photo, :sketch
            from vision.camera c where c.id = :camera
            on conflict (id) do nothing
            """)
        .param("id", kept.id())
        .param("camera", kept.camera())
        .param("ability", kept.ability())
        .param("version", kept.version())
        .param("label", kept.label())
        .param("class", kept.classCode())
        .param("confidence", kept.confidence())
        .param("x", kept.part().x())
        .param("y", kept.part().y())
        .param("width", kept.part().width())
        .param("height", kept.part().height())
        .param("begun", Timestamp.from(kept.begunAt()))
        .param("proven", Timestamp.from(kept.provenAt()))
        .param("seen", Timestamp.from(kept.seenAt()))
        .param("standing", kept.standing().name())
        .param("photo", kept.photo())
        .param("sketch", kept.sketch())
        .update();
  }

  /** The tracks of a camera that have not ended. */
  public List<Kept> open(long camera) {
    return jdbc.sql("select * from vision.track where camera_id = ? and ended_at is null")
        .param(camera)
        .query(TrackBook::read)
        .list();
  }

  public Optional<Kept> find(String id) {
    return jdbc.sql("select * from vision.track where id = ?")
        .param(id)
        .query(TrackBook::read)
        .optional();
  }

  /** Says how far a track has come; a person's confirmation of a candidate makes it REPORTED. */
  public void stand(String id, Standing standing) {
    jdbc.sql("update vision.track set standing = ? where id = ?")
        .params(standing.name(), id)
        .update();
  }

  /**
   * Ends a track once.
   *
   * @param how CLEARED, LOST from sight, or REJECTED by a person
   */
  public void end(String id, String how, Instant at) {
    jdbc.sql("update vision.track set ended = ?, ended_at = ? where id = ? and ended_at is null")
        .params(how, Timestamp.from(at), id)
        .update();
  }

  private static Kept read(ResultSet rs, int row) throws SQLException {
    return new Kept(
        rs.getString("id"),
        rs.getLong("camera_id"),
        rs.getString("ability"),
        rs.getString("version"),
        rs.getString("label"),
        rs.getString("class_code"),
        rs.getDouble("confidence"),
        new Box(
            rs.getDouble("x"), rs.getDouble("y"), rs.getDouble("width"), rs.getDouble("height")),
        rs.getTimestamp("begun_at").toInstant(),
        rs.getTimestamp("proven_at").toInstant(),
        rs.getTimestamp("seen_at").toInstant(),
        Standing.valueOf(rs.getString("standing")),
        rs.getString("photo"),
        rs.getBytes("sketch"));
  }
}
