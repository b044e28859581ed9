package io.yiwang.dispatch;

import io.yiwang.citymap.City;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the responsibility matrix, and the matrix of today from memory. */
@Component
public class Responsibilities {
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final City city;
  private final Clock clock;
  private volatile @Nullable Cached cached;

  private record Cached(ResponsibilityMatrix matrix, LocalDate day, Instant readAt) {}

  Responsibilities(JdbcClient jdbc, JdbcTemplate template, City city, Clock clock) {
    this.jdbc = jdbc;
    this.template = template;
    this.city = city;
    this.clock = clock;
  }

  public List<Responsibility> list() {
    return jdbc.sql(
            """
            select * from dispatch.responsibility where valid_to is null or valid_to > valid_from
            order by class_pattern, region_code, id
            """)
        .query(Responsibilities::row)
        .list();
  }

  /**
   * Adds rows; one of the same class, region, owner and first day replaces what is there. Ids are
   * ours to give.
   */
  public void putAll(Collection<Responsibility> rows) {
    template.batchUpdate(
        """
        insert into dispatch.responsibility
          (class_pattern, region_code, owner, unit_code, valid_from, valid_to)
        values (?, ?, ?, ?, ?, ?)
        on conflict (class_pattern, region_code, owner, valid_from)
        do update set unit_code = excluded.unit_code, valid_to = excluded.valid_to
        """,
        rows,
        500,
        (ps, r) -> {
          ps.setString(1, r.classPattern());
          ps.setString(2, r.regionCode());
          ps.setString(3, r.owner());
          ps.setString(4, r.unitCode());
          ps.setDate(5, Date.valueOf(r.validFrom()));
          LocalDate end = r.validTo();
          ps.setDate(6, end == null ? null : Date.valueOf(end));
        });
    cached = null;
  }

  void forget() {
    cached = null;
  }

  /** The matrix as it holds today in the city; rows changed elsewhere show within ten seconds. */
  ResponsibilityMatrix matrix() {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, city.zone());
    Cached known = cached;
    if (known == null || !known.day().equals(day) || now.isAfter(known.readAt().plus(BELIEVED))) {
      known = new Cached(ResponsibilityMatrix.of(list(), day), day, now);
      cached = known;
    }
    return known.matrix();
  }

  private static Responsibility row(ResultSet rs, int i) throws SQLException {
    Date end = rs.getDate("valid_to");
    return new Responsibility(
        rs.getLong("id"),
        rs.getString("class_pattern"),
        rs.getString("region_code"),
        rs.getString("owner"),
        rs.getString("unit_code"),
        rs.getDate("valid_from").toLocalDate(),
        end == null ? null : end.toLocalDate());
  }
}
