package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Where and when there is something: the city's rectangle, and from the first time that any thing
 * is known to have stood until now. That time is looked for once a day; where finding it would take
 * long, nothing is said of time.
 */
@Component
class Extents {
  private static final Duration FRESH = Duration.ofDays(1);
  private static final int LONGEST_SECONDS = 2;
  private static final Logger log = LoggerFactory.getLogger(Extents.class);

  private final City city;
  private final Clock clock;
  private final JdbcTemplate jdbc;
  private @Nullable Instant first;
  private Instant lookedAt = Instant.EPOCH;

  Extents(City city, Clock clock, JdbcTemplate database) {
    this.city = city;
    this.clock = clock;
    this.jdbc = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
    this.jdbc.setQueryTimeout(LONGEST_SECONDS);
  }

  List<Double> bbox() {
    City.Extent e = city.extent();
    return List.of(e.minLng(), e.minLat(), e.maxLng(), e.maxLat());
  }

  Map<String, Object> extent() {
    Map<String, Object> extent =
        Answers.object("spatial", Answers.object("bbox", List.of(bbox()), "crs", Crs.CRS84.uri()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant from = first(now);
    if (from != null && from.isBefore(now)) {
      extent.put(
          "temporal",
          Answers.object(
              "interval",
              List.of(List.of(from.toString(), now.toString())),
              "trs",
              "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"));
    }
    return extent;
  }

  private synchronized @Nullable Instant first(Instant now) {
    if (Duration.between(lookedAt, now).compareTo(FRESH) > 0) {
      first = SystemDuty.call(this::look);
      if (first != null) {
        lookedAt = now;
      }
    }
    return first;
  }

  private @Nullable Instant look() {
    try {
      return jdbc.queryForObject(
          """
          select date_trunc('second', least((select min(valid_from) from citymap.component),
            (select min(valid_from) from citymap.component_past)))
          """,
          (rs, i) -> rs.getTimestamp(1) == null ? null : rs.getTimestamp(1).toInstant());
    } catch (DataAccessException e) {
      log.debug("Finding the first time took too long", e);
      lookedAt = clock.instant();
      return null;
    }
  }
}
