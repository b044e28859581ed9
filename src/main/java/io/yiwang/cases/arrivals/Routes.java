package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseState;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Which incident belongs to which case. */
@Component
class Routes {
  private final JdbcTemplate jdbc;

  Routes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The routes of the incidents that have one; a merged case leads to the one it was merged into.
   */
  Map<UUID, Route> load(Collection<UUID> incidents) {
    Map<UUID, Route> routes = new HashMap<>();
    jdbc.query(
        """
        with recursive way as (
          select i.incident_id, i.case_id as own, f.reports as own_reports,
                 f.id, f.state, f.merged_into, f.reports, f.cleared_at
          from cases.incident_case i join cases.case_file f on f.id = i.case_id
          where i.incident_id = any(?)
          union all
          select w.incident_id, w.own, w.own_reports,
                 f.id, f.state, f.merged_into, f.reports, f.cleared_at
          from way w join cases.case_file f on f.id = w.merged_into)
        select * from way where merged_into is null
        """,
        (RowCallbackHandler)
            rs -> {
              Timestamp cleared = rs.getTimestamp("cleared_at");
              routes.put(
                  rs.getObject("incident_id", UUID.class),
                  new Route(
                      rs.getLong("own"),
                      rs.getLong("id"),
                      CaseState.valueOf(rs.getString("state")),
                      rs.getInt("reports"),
                      rs.getInt("own_reports"),
                      cleared == null ? null : cleared.toInstant()));
            },
        (Object) incidents.toArray(UUID[]::new));
    return routes;
  }

  /** Gives incidents their cases, or other ones than before. */
  void put(Map<UUID, Long> caseOf) {
    if (caseOf.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        insert into cases.incident_case (incident_id, case_id) values (?, ?)
        on conflict (incident_id) do update set case_id = excluded.case_id
        where incident_case.case_id <> excluded.case_id
        """,
        caseOf.entrySet().stream().map(e -> new Object[] {e.getKey(), e.getValue()}).toList());
  }

  /** Gives new incidents their new cases; a second case for one incident fails here. */
  void open(Map<UUID, Long> caseOf) {
    if (!caseOf.isEmpty()) {
      jdbc.batchUpdate(
          "insert into cases.incident_case (incident_id, case_id) values (?, ?)",
          caseOf.entrySet().stream().map(e -> new Object[] {e.getKey(), e.getValue()}).toList());
    }
  }

  List<Long> nextIds(int count) {
    return jdbc.query(
        "select nextval('cases.case_id') from generate_series(1, ?)",
        (rs, row) -> rs.getLong(1),
        count);
  }
}
