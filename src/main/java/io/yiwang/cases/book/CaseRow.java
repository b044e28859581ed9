package io.yiwang.cases.book;

import io.yiwang.cases.CaseState;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.CaseClock;
import io.yiwang.cases.lifecycle.ClockKind;
import io.yiwang.cases.lifecycle.Condition;
import io.yiwang.cases.lifecycle.Matter;
import io.yiwang.cases.lifecycle.Standing;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.TimeBudget;
import io.yiwang.kernel.WorkingCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of {@code cases.case_file} and how a {@link Case} becomes a row and back. */
final class CaseRow {

  /** Columns that moves and growth change, in the order of {@link #changing}. */
  private static final List<String> CHANGING =
      List.of(
          "version",
          "state",
          "stage",
          "held_from",
          "wake_at",
          "condition_id",
          "condition_zh",
          "condition_en",
          "limit_amount",
          "limit_unit",
          "unit_code",
          "worker_id",
          "worker_name",
          "ask_kind",
          "ask_until",
          "returned",
          "rework",
          "extensions",
          "suspensions",
          "escalated",
          "on_time",
          "filed_at",
          "dispatched_at",
          "arrived_at",
          "finished_at",
          "closed_at",
          "merged_into",
          "look_at",
          "undo_until",
          "updated_at",
          "due_at",
          "warn_at",
          "next_alarm_at",
          "incident_id",
          "reports",
          "extra_reports",
          "evidence",
          "last_seen",
          "cleared_at",
          "prior_system",
          "promised_at",
          "history_count");

  /** Columns written once, in the order of {@link #fixed}. */
  private static final List<String> FIXED =
      List.of(
          "id",
          "number",
          "class_code",
          "class_zh",
          "class_en",
          "lat",
          "lng",
          "s2",
          "location_code",
          "region_code",
          "region_path",
          "district_code",
          "district_zh",
          "district_en",
          "street_zh",
          "street_en",
          "description",
          "address",
          "component_id",
          "channel",
          "reported_at",
          "photo",
          "opened_at");

  static final String INSERT =
      "insert into cases.case_file ("
          + String.join(", ", CHANGING)
          + ", "
          + String.join(", ", FIXED)
          + ") values ("
          + "?, ".repeat(CHANGING.size() + FIXED.size() - 1)
          + "?)";

  static final String UPDATE =
      CHANGING.stream()
          .map(column -> column + " = ?")
          .collect(Collectors.joining(", ", "update cases.case_file set ", " where id = ?"));

  private CaseRow() {}

  static Object[] forInsert(Case c, int lines, Instant now, WorkingCalendar calendar) {
    List<@Nullable Object> row = changing(c, lines, calendar);
    row.addAll(fixed(c, now));
    return row.toArray();
  }

  static Object[] forUpdate(Case c, int lines, WorkingCalendar calendar) {
    List<@Nullable Object> row = changing(c, lines, calendar);
    row.add(c.id());
    return row.toArray();
  }

  private static List<@Nullable Object> changing(Case c, int lines, WorkingCalendar calendar) {
    Standing s = c.standing();
    List<@Nullable Object> row = new ArrayList<>(CHANGING.size() + FIXED.size());
    row.add(c.version());
    row.add(s.state().name());
    row.add(s.state().stage().ordinal());
    row.add(s.heldFrom() == null ? null : s.heldFrom().name());
    row.add(time(s.wakeAt()));
    addCondition(row, s.condition());
    row.add(s.unitCode());
    row.add(s.workerId());
    row.add(s.workerName());
    Standing.Ask ask = s.ask();
    row.add(ask == null ? null : ask.kind().name());
    row.add(ask == null ? null : time(ask.until()));
    row.add(s.returned());
    row.add(s.rework());
    row.add(s.extensions());
    row.add(s.suspensions());
    row.add(s.escalated());
    row.add(s.onTime());
    row.add(time(s.filedAt()));
    row.add(time(s.dispatchedAt()));
    row.add(time(s.arrivedAt()));
    row.add(time(s.finishedAt()));
    row.add(time(s.closedAt()));
    row.add(s.mergedInto());
    row.add(time(s.lookAt()));
    row.add(time(s.undoUntil()));
    row.add(time(s.updatedAt()));
    row.add(time(c.dueAt(calendar)));
    row.add(time(c.warnAt(calendar)));
    row.add(time(c.nextAlarmAt(calendar)));
    row.add(c.matter().incident());
    Matter.Growth growth = c.matter().growth();
    row.add(growth.reports());
    row.add(growth.extraReports());
    row.add(growth.evidence());
    row.add(time(growth.lastSeen()));
    row.add(time(growth.clearedAt()));
    Matter.Prior prior = c.matter().prior();
    row.add(prior == null ? null : prior.system());
    row.add(prior == null ? null : time(prior.promisedAt()));
    row.add(lines);
    return row;
  }

  private static void addCondition(List<@Nullable Object> row, @Nullable Condition condition) {
    row.add(condition == null ? null : condition.id());
    row.add(condition == null ? null : condition.nameZh());
    row.add(condition == null ? null : condition.nameEn());
    row.add(condition == null ? null : condition.limit().amount());
    row.add(condition == null ? null : condition.limit().unit().name());
  }

  private static List<@Nullable Object> fixed(Case c, Instant now) {
    Matter m = c.matter();
    Matter.Place place = m.place();
    List<@Nullable Object> row = new ArrayList<>(FIXED.size());
    row.add(c.id());
    row.add(c.number());
    row.add(m.classCode());
    row.add(m.classZh());
    row.add(m.classEn());
    row.add(m.point().lat());
    row.add(m.point().lng());
    row.add(m.point().s2Leaf());
    row.add(m.locationCode());
    row.add(place.regionCode());
    row.add(place.regionPath());
    row.add(place.districtCode());
    row.add(place.districtZh());
    row.add(place.districtEn());
    row.add(place.streetZh());
    row.add(place.streetEn());
    row.add(m.description());
    row.add(m.address());
    row.add(m.component());
    row.add(m.channel());
    row.add(time(m.reportedAt()));
    row.add(m.photo());
    row.add(time(now));
    return row;
  }

  static Case read(ResultSet rs, Map<ClockKind, CaseClock> clocks) throws SQLException {
    return new Case(
        rs.getLong("id"),
        rs.getString("number"),
        rs.getInt("version"),
        matter(rs),
        standing(rs),
        clocks);
  }

  private static Matter matter(ResultSet rs) throws SQLException {
    return new Matter(
        rs.getObject("incident_id", UUID.class),
        rs.getString("class_code"),
        rs.getString("class_zh"),
        rs.getString("class_en"),
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
        rs.getString("location_code"),
        new Matter.Place(
            rs.getString("region_code"),
            rs.getString("region_path"),
            rs.getString("district_code"),
            rs.getString("district_zh"),
            rs.getString("district_en"),
            rs.getString("street_zh"),
            rs.getString("street_en")),
        rs.getString("description"),
        rs.getString("address"),
        rs.getObject("component_id", Long.class),
        rs.getString("channel"),
        getInstant(rs, "reported_at"),
        rs.getString("photo"),
        prior(rs),
        new Matter.Growth(
            rs.getInt("reports"),
            rs.getInt("extra_reports"),
            rs.getDouble("evidence"),
            getInstant(rs, "last_seen"),
            instant(rs, "cleared_at")));
  }

  private static Matter.@Nullable Prior prior(ResultSet rs) throws SQLException {
    String system = rs.getString("prior_system");
    return system == null ? null : new Matter.Prior(system, instant(rs, "promised_at"));
  }

  private static Standing standing(ResultSet rs) throws SQLException {
    String heldFrom = rs.getString("held_from");
    return new Standing(
        CaseState.valueOf(rs.getString("state")),
        heldFrom == null ? null : CaseState.valueOf(heldFrom),
        instant(rs, "wake_at"),
        condition(rs),
        rs.getString("unit_code"),
        rs.getObject("worker_id", Long.class),
        rs.getString("worker_name"),
        ask(rs),
        rs.getBoolean("returned"),
        rs.getInt("rework"),
        rs.getInt("extensions"),
        rs.getInt("suspensions"),
        rs.getInt("escalated"),
        rs.getObject("on_time", Boolean.class),
        instant(rs, "filed_at"),
        instant(rs, "dispatched_at"),
        instant(rs, "arrived_at"),
        instant(rs, "finished_at"),
        instant(rs, "closed_at"),
        rs.getObject("merged_into", Long.class),
        instant(rs, "look_at"),
        instant(rs, "undo_until"),
        getInstant(rs, "updated_at"));
  }

  private static @Nullable Condition condition(ResultSet rs) throws SQLException {
    Long id = rs.getObject("condition_id", Long.class);
    if (id == null) {
      return null;
    }
    TimeBudget limit =
        new TimeBudget(rs.getInt("limit_amount"), LimitUnit.valueOf(rs.getString("limit_unit")));
    return new Condition(id, rs.getString("condition_zh"), rs.getString("condition_en"), limit);
  }

  private static Standing.@Nullable Ask ask(ResultSet rs) throws SQLException {
    String kind = rs.getString("ask_kind");
    return kind == null
        ? null
        : new Standing.Ask(Standing.Ask.Kind.valueOf(kind), instant(rs, "ask_until"));
  }

  static @Nullable Timestamp time(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static Instant getInstant(ResultSet rs, String column) throws SQLException {
    return rs.getTimestamp(column).toInstant();
  }
}
