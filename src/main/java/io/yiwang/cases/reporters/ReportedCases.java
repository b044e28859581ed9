package io.yiwang.cases.reporters;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.Clerk;
import io.yiwang.cases.lifecycle.Moves;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.TrackedMatters;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a reporter sees of the matter and may answer. Names of people who worked on it stay inside.
 */
@Component
class ReportedCases implements TrackedMatters {
  private final ObservedCases observed;
  private final Clerk clerk;
  private final JdbcTemplate jdbc;

  ReportedCases(ObservedCases observed, Clerk clerk, JdbcTemplate jdbc) {
    this.observed = observed;
    this.clerk = clerk;
    this.jdbc = jdbc;
  }

  @Override
  public Optional<TrackedMatter> find(ObservationId observation) {
    return SystemDuty.call(() -> observed.find(observation).map(this::matter));
  }

  @Override
  public TrackedMatter confirm(ObservationId observation, Answer answer) {
    return answer(observation, CaseAction.CONFIRM, answer);
  }

  @Override
  public TrackedMatter reject(ObservationId observation, Answer answer) {
    return answer(observation, CaseAction.REJECT, answer);
  }

  private TrackedMatter answer(ObservationId observation, CaseAction action, Answer answer) {
    return SystemDuty.call(
        () -> {
          CaseSummary c =
              observed.find(observation).orElseThrow(() -> Problem.notFound("report", observation));
          return matter(clerk.answer(c.id(), action, answer.note(), answer.photos(), answer.key()));
        });
  }

  private TrackedMatter matter(CaseSummary c) {
    return new TrackedMatter(
        c.id(),
        c.number(),
        c.state().name(),
        c.stage().name(),
        c.classCode(),
        c.classZh(),
        c.classEn(),
        c.address(),
        new GeoPoint(c.lat(), c.lng()),
        c.unitZh(),
        c.unitEn(),
        c.reportedAt(),
        c.dueAt(),
        c.closedAt(),
        c.updatedAt(),
        c.reports(),
        observed.photos(c),
        Moves.sources(CaseAction.CONFIRM).contains(c.state()),
        steps(c.id()));
  }

  private List<Step> steps(long id) {
    return jdbc.query(
        """
        select to_state, at from cases.history
        where case_id = ? and (from_state <> to_state or seq = 1) order by seq
        """,
        (rs, row) -> {
          CaseState state = CaseState.valueOf(rs.getString(1));
          return new Step(state.stage().name(), state.name(), rs.getTimestamp(2).toInstant());
        },
        id);
  }
}
