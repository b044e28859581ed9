package io.yiwang.cases.book;

import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.Condition;
import io.yiwang.cases.lifecycle.Matter;
import io.yiwang.cases.lifecycle.Standing;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.WorkingCalendar;
import io.yiwang.sensing.Photos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How a case looks in lists, on the map and in events, made from the case itself or from its row.
 */
@Component
public class Summaries {
  private final Units units;
  private final Clock clock;

  Summaries(Units units, Clock clock) {
    this.units = units;
    this.clock = clock;
  }

  public CaseSummary of(Case c, WorkingCalendar calendar) {
    Matter m = c.matter();
    Matter.Place place = m.place();
    Standing s = c.standing();
    Unit unit = unit(s.unitCode());
    return new CaseSummary(
        c.id(),
        c.number(),
        c.version(),
        c.state(),
        c.state().stage(),
        m.classCode(),
        m.classZh(),
        m.classEn(),
        m.description(),
        m.address(),
        m.point().lat(),
        m.point().lng(),
        m.locationCode(),
        place.regionCode(),
        place.regionPath(),
        place.districtCode(),
        place.districtZh(),
        place.districtEn(),
        place.streetZh(),
        place.streetEn(),
        m.channel(),
        m.growth().reports(),
        m.growth().evidence(),
        urgent(s.condition()),
        s.unitCode(),
        unit == null ? null : unit.nameZh(),
        unit == null ? null : unit.nameEn(),
        s.workerId(),
        s.workerName(),
        m.reportedAt(),
        s.filedAt(),
        s.dispatchedAt(),
        c.dueAt(calendar),
        c.dueState(clock.instant(), calendar),
        s.closedAt(),
        s.updatedAt(),
        m.incident(),
        photo(m.photo()),
        s.rework(),
        s.extensions(),
        s.escalated(),
        component(m.component()),
        s.lookAt(),
        s.undoUntil());
  }

  /** From a row of {@code cases.case_file}; a Spring row mapper. */
  public CaseSummary read(ResultSet rs, int row) throws SQLException {
    CaseState state = CaseState.valueOf(rs.getString("state"));
    Instant dueAt = CaseRow.instant(rs, "due_at");
    Unit unit = unit(rs.getString("unit_code"));
    return new CaseSummary(
        rs.getLong("id"),
        rs.getString("number"),
        rs.getInt("version"),
        state,
        state.stage(),
        rs.getString("class_code"),
        rs.getString("class_zh"),
        rs.getString("class_en"),
        rs.getString("description"),
        rs.getString("address"),
        rs.getDouble("lat"),
        rs.getDouble("lng"),
        rs.getString("location_code"),
        rs.getString("region_code"),
        rs.getString("region_path"),
        rs.getString("district_code"),
        rs.getString("district_zh"),
        rs.getString("district_en"),
        rs.getString("street_zh"),
        rs.getString("street_en"),
        rs.getString("channel"),
        rs.getInt("reports"),
        rs.getDouble("evidence"),
        LimitUnit.URGENT_HOUR.name().equals(rs.getString("limit_unit")),
        rs.getString("unit_code"),
        unit == null ? null : unit.nameZh(),
        unit == null ? null : unit.nameEn(),
        rs.getObject("worker_id", Long.class),
        rs.getString("worker_name"),
        CaseRow.getInstant(rs, "reported_at"),
        CaseRow.instant(rs, "filed_at"),
        CaseRow.instant(rs, "dispatched_at"),
        dueAt,
        Case.dueState(state, CaseRow.instant(rs, "warn_at"), dueAt, clock.instant()),
        CaseRow.instant(rs, "closed_at"),
        CaseRow.getInstant(rs, "updated_at"),
        rs.getObject("incident_id", UUID.class),
        photo(rs.getString("photo")),
        rs.getInt("rework"),
        rs.getInt("extensions"),
        rs.getInt("escalated"),
        component(rs.getObject("component_id", Long.class)),
        CaseRow.instant(rs, "look_at"),
        CaseRow.instant(rs, "undo_until"));
  }

  private static @Nullable String component(@Nullable Long id) {
    return id == null ? null : ComponentId.text(id);
  }

  private @Nullable Unit unit(@Nullable String code) {
    return code == null ? null : units.find(code).orElse(null);
  }

  private static boolean urgent(@Nullable Condition condition) {
    return condition != null && condition.limit().unit() == LimitUnit.URGENT_HOUR;
  }

  private static @Nullable String photo(@Nullable String id) {
    return id == null ? null : id.startsWith("http") || id.startsWith("/") ? id : Photos.url(id);
  }
}
