package io.yiwang.cases.reporters;

import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.Summaries;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.ServiceRequests;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases as Open311 service requests: the number of the case is the id of the request. */
@Component
class CaseRequests implements ServiceRequests {
  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final ObservedCases observed;

  CaseRequests(JdbcTemplate jdbc, Summaries summaries, ObservedCases observed) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.observed = observed;
  }

  @Override
  public Optional<ServiceRequest> find(String serviceRequestId) {
    return SystemDuty.call(() -> request(serviceRequestId));
  }

  private Optional<ServiceRequest> request(String serviceRequestId) {
    return jdbc
        .query("select * from cases.case_file where number = ?", summaries::read, serviceRequestId)
        .stream()
        .findFirst()
        .map(c -> request(c, notes(c), observed.photos(c)));
  }

  @Override
  public Optional<String> findNumber(ObservationId token) {
    return SystemDuty.call(() -> observed.find(token)).map(CaseSummary::number);
  }

  @Override
  public List<ServiceRequest> list(Query query) {
    return SystemDuty.call(() -> requests(query));
  }

  private List<ServiceRequest> requests(Query query) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (!query.serviceCodes().isEmpty()) {
      conditions.add("class_code = any(?)");
      values.add(query.serviceCodes().toArray(String[]::new));
    }
    bound(conditions, values, "reported_at >= ?", query.from());
    bound(conditions, values, "reported_at <= ?", query.to());
    bound(conditions, values, "updated_at >= ?", query.updatedAfter());
    bound(conditions, values, "updated_at <= ?", query.updatedBefore());
    if (!query.statuses().contains(Status.OPEN)) {
      conditions.add("stage = 5");
    } else if (!query.statuses().contains(Status.CLOSED)) {
      conditions.add("stage < 5");
    }
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    values.add(query.pageSize());
    values.add((long) query.page() * query.pageSize());
    return jdbc.query(
        "select * from cases.case_file"
            + where
            + " order by reported_at desc, id desc limit ? offset ?",
        (rs, row) -> {
          CaseSummary c = summaries.read(rs, row);
          return request(c, List.of(), c.photo() == null ? List.of() : List.of(c.photo()));
        },
        values.toArray());
  }

  private static void bound(
      List<String> conditions, List<Object> values, String condition, @Nullable Instant at) {
    if (at != null) {
      conditions.add(condition);
      values.add(Timestamp.from(at));
    }
  }

  private static ServiceRequest request(CaseSummary c, List<Note> notes, List<String> photos) {
    boolean closed = c.state().terminal();
    Instant closedAt = c.closedAt();
    return new ServiceRequest(
        c.number(),
        closed ? Status.CLOSED : Status.OPEN,
        c.state().nameZh() + " " + c.state().nameEn(),
        c.classCode(),
        c.description(),
        c.unitZh(),
        null,
        c.reportedAt(),
        closed && closedAt != null ? closedAt : c.updatedAt(),
        c.dueAt(),
        c.address(),
        null,
        null,
        new GeoPoint(c.lat(), c.lng()),
        photos.isEmpty() ? null : photos.getFirst(),
        c.channel(),
        photos,
        notes,
        Map.of());
  }

  private List<Note> notes(CaseSummary c) {
    return jdbc.query(
        """
        select at, action, to_state from cases.history
        where case_id = ? and (from_state <> to_state or seq = 1) order by seq
        """,
        (rs, row) -> {
          CaseState state = CaseState.valueOf(rs.getString(3));
          return new Note(
              rs.getTimestamp(1).toInstant(),
              state.nameZh() + " " + state.nameEn(),
              rs.getString(2));
        },
        c.id());
  }
}
