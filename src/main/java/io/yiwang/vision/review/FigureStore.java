package io.yiwang.vision.review;

import io.yiwang.vision.review.Figures.Said;
import io.yiwang.vision.review.Figures.SeenThings;
import io.yiwang.vision.review.Figures.Stratum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the figures are made of, of the region of whoever asks. */
@Component
class FigureStore {
  private final JdbcClient jdbc;

  FigureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<SeenThings> seen(String ability, Instant since) {
    return jdbc.sql(
            """
            select version, camera, class_code, band, sum(things) from vision.seen
            where ability = ? and day >= ? group by version, camera, class_code, band
            """)
        .params(ability, since.atZone(ZoneOffset.UTC).toLocalDate())
        .query((rs, i) -> new SeenThings(stratum(rs), rs.getLong(5)))
        .list();
  }

  List<Said> said(String ability, Instant since) {
    return jdbc.sql(
            """
            select version, camera, class_code, band, said_class, count(*) from vision.candidate
            where ability = ? and offered_at >= ? and status in ('CONFIRMED', 'CORRECTED', 'REJECTED')
            group by version, camera, class_code, band, said_class
            """)
        .params(
            ability,
            Timestamp.from(
                since
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()))
        .query((rs, i) -> new Said(stratum(rs), rs.getString(5), rs.getLong(6)))
        .list();
  }

  private static Stratum stratum(ResultSet rs) throws SQLException {
    return new Stratum(
        rs.getString(1), rs.getString(2), rs.getString(3), Band.valueOf(rs.getString(4)));
  }

  /**
   * What two versions saw in the same pictures, and what people said of it.
   *
   * @param frames pictures both looked at
   * @param kept confirmed things that the shadow saw too, {@code missed} those it did not
   * @param repeated rejected things that the shadow saw too, {@code spared} those it did not
   * @param ownRight things only the shadow saw that people confirmed, of {@code ownLooked}
   */
  record Beside(
      long frames,
      long bothSaw,
      long onlyActive,
      long onlyShadow,
      long kept,
      long missed,
      long repeated,
      long spared,
      long ownRight,
      long ownLooked) {}

  Beside beside(String ability, String active, String shadow) {
    return jdbc.sql(
            """
            with d as (
              select coalesce(sum(frames), 0) as frames, coalesce(sum(both_saw), 0) as both_saw,
                coalesce(sum(only_active), 0) as only_active, coalesce(sum(only_shadow), 0) as only_shadow
              from vision.shadow_day where ability = :ability and active = :active and shadow = :shadow),
            v as (
              select count(*) filter (where right_one and seen) as kept,
                count(*) filter (where right_one and not seen) as missed,
                count(*) filter (where not right_one and seen) as repeated,
                count(*) filter (where not right_one and not seen) as spared
              from (select status = 'CONFIRMED' as right_one, shadow_confidence > 0 as seen
                from vision.candidate
                where ability = :ability and version = :active and shadow_version = :shadow
                  and status in ('CONFIRMED', 'CORRECTED', 'REJECTED')) judged),
            o as (
              select count(*) filter (where status = 'CONFIRMED') as own_right, count(*) as own_looked
              from vision.candidate
              where ability = :ability and version = :shadow and band = 'SHADOW'
                and status in ('CONFIRMED', 'CORRECTED', 'REJECTED'))
            select * from d, v, o
            """)
        .param("ability", ability)
        .param("active", active)
        .param("shadow", shadow)
        .query(
            (rs, i) ->
                new Beside(
                    rs.getLong("frames"),
                    rs.getLong("both_saw"),
                    rs.getLong("only_active"),
                    rs.getLong("only_shadow"),
                    rs.getLong("kept"),
                    rs.getLong("missed"),
                    rs.getLong("repeated"),
                    rs.getLong("spared"),
                    rs.getLong("own_right"),
                    rs.getLong("own_looked")))
        .single();
  }
}
