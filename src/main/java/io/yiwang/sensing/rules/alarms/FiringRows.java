package io.yiwang.sensing.rules.alarms;

import io.yiwang.access.Reach;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.rules.SensorRule.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The firings in their table, to be read. */
@Component
class FiringRows {
  private static final String SELECT = "select f.* from sensing.firing f where ";

  private final JdbcClient jdbc;

  FiringRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How a firing stands. */
  enum State {
    /** It lasts, and nobody has taken it on. */
    OPEN,
    /** It lasts, and somebody has. */
    ACKNOWLEDGED,
    /** It lasts where somebody works. */
    SUPPRESSED,
    ENDED
  }

  /** Which firings are asked for; null is all. */
  record Filter(
      @Nullable State state,
      @Nullable Severity severity,
      @Nullable String rule,
      @Nullable String device,
      @Nullable String region,
      @Nullable Boolean escalated,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String words) {}

  /** What was done about a firing. */
  record FiringAct(String act, Instant at, @Nullable String by, @Nullable String note) {}

  private record Condition(String sql, Map<String, Object> values) {}

  List<Firing> list(Reach reach, Filter filter, long offset, int size) {
    Condition condition = condition(reach, filter);
    return jdbc.sql(
            SELECT + condition.sql + " order by f.started_at desc, f.id limit :size offset :offset")
        .params(condition.values)
        .param("size", size)
        .param("offset", offset)
        .query(FiringRows::read)
        .list();
  }

  long count(Reach reach, Filter filter) {
    Condition condition = condition(reach, filter);
    return jdbc.sql("select count(*) from sensing.firing f where " + condition.sql)
        .params(condition.values)
        .query(Long.class)
        .single();
  }

  private static Condition condition(Reach reach, Filter filter) {
    List<String> all = new ArrayList<>(List.of("true"));
    Map<String, Object> values = new HashMap<>();
    if (!reach.everywhere() && !reach.regions().contains("")) {
      all.add("(f.region_path || '.') like any (:paths)");
      values.put("paths", reach.regions().stream().map(r -> r + ".%").toArray(String[]::new));
    }
    if (filter.state != null) {
      all.add(state(filter.state));
    }
    if (filter.severity != null) {
      all.add("f.severity = :severity");
      values.put("severity", filter.severity.ordinal());
    }
    equal(all, values, "f.rule", "rule", filter.rule);
    equal(all, values, "f.device_code", "device", filter.device);
    if (filter.region != null && !filter.region.isBlank()) {
      all.add("('.' || f.region_path || '.') like '%.' || :region || '.%'");
      values.put("region", filter.region.replaceAll("[%_\\\\]", ""));
    }
    if (filter.escalated != null) {
      all.add(filter.escalated ? "f.level > 0" : "f.level = 0");
    }
    if (filter.from != null) {
      all.add("coalesce(f.ended_at, 'infinity') >= :from");
      values.put("from", Timestamp.from(filter.from));
    }
    if (filter.to != null) {
      all.add("f.started_at < :to");
      values.put("to", Timestamp.from(filter.to));
    }
    if (filter.words != null && !filter.words.isBlank()) {
      all.add(
          "strpos(lower(concat_ws(' ', f.name_zh, f.name_en, f.device_code, f.device_name,"
              + " f.component)), lower(:words)) > 0");
      values.put("words", filter.words.strip());
    }
    return new Condition(String.join(" and ", all), values);
  }

  private static void equal(
      List<String> all,
      Map<String, Object> values,
      String column,
      String name,
      @Nullable String value) {
    if (value != null && !value.isBlank()) {
      all.add(column + " = :" + name);
      values.put(name, value.strip());
    }
  }

  private static String state(State state) {
    return switch (state) {
      case OPEN -> "f.ended_at is null and f.acknowledged_at is null and not f.suppressed";
      case ACKNOWLEDGED ->
          "f.ended_at is null and f.acknowledged_at is not null and not f.suppressed";
      case SUPPRESSED -> "f.ended_at is null and f.suppressed";
      case ENDED -> "f.ended_at is not null";
    };
  }

  static State stateOf(Firing f) {
    if (f.endedAt() != null) {
      return State.ENDED;
    }
    if (f.suppressed()) {
      return State.SUPPRESSED;
    }
    return f.acknowledgedAt() == null ? State.OPEN : State.ACKNOWLEDGED;
  }

  Optional<Firing> find(UUID id) {
    return jdbc.sql(SELECT + "f.id = ?").param(id).query(FiringRows::read).optional();
  }

  Firing get(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("alarm", id));
  }

  /** All that last. */
  List<Firing> lasting() {
    return jdbc.sql(SELECT + "f.ended_at is null").query(FiringRows::read).list();
  }

  /** Those of a device that lasted at some time from this moment on. */
  List<Firing> since(String deviceCode, Instant from) {
    return jdbc.sql(
            SELECT
                + "f.device_code = ? and coalesce(f.ended_at, 'infinity') > ? order by"
                + " f.started_at")
        .params(deviceCode, Timestamp.from(from))
        .query(FiringRows::read)
        .list();
  }

  List<Firing> suppressed(int limit) {
    return jdbc.sql(SELECT + "f.suppressed and f.ended_at is null order by f.id limit ?")
        .param(limit)
        .query(FiringRows::read)
        .list();
  }

  List<FiringAct> acts(UUID id) {
    return jdbc.sql(
            "select act, at, by_name, note from sensing.firing_act where firing = ? order by id")
        .param(id)
        .query(
            (rs, row) ->
                new FiringAct(
                    rs.getString(1),
                    rs.getTimestamp(2).toInstant(),
                    rs.getString(3),
                    rs.getString(4)))
        .list();
  }

  private static @Nullable Instant moment(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static Firing read(ResultSet rs, int row) throws SQLException {
    return new Firing(
        rs.getObject("id", UUID.class),
        rs.getString("rule"),
        rs.getInt("version"),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        Severity.values()[rs.getInt("severity")],
        rs.getString("class_code"),
        rs.getLong("device"),
        rs.getString("device_code"),
        rs.getString("device_name"),
        rs.getObject("component", Long.class),
        rs.getString("quantity"),
        rs.getString("region_path"),
        GeoPoint.ofE7(rs.getInt("lat_e7"), rs.getInt("lng_e7")),
        rs.getTimestamp("since").toInstant(),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("found_at").toInstant(),
        moment(rs, "ended_at"),
        rs.getDouble("value"),
        rs.getObject("peak", Double.class),
        rs.getString("why_zh"),
        rs.getString("why_en"),
        List.of((String[]) rs.getArray("together").getArray()),
        rs.getBoolean("suppressed"),
        moment(rs, "raised_at"),
        moment(rs, "acknowledged_at"),
        rs.getString("acknowledged_by"),
        rs.getString("acknowledge_note"),
        rs.getInt("level"),
        moment(rs, "escalate_at"));
  }
}
