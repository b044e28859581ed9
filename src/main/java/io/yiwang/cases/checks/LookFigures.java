package io.yiwang.cases.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came of looking again, class by class, of the cases the reader sees. */
@RestController
@Tag(name = "Cases")
class LookFigures {
  private static final int MOST_DAYS = 366;

  private final JdbcTemplate jdbc;
  private final CaseSight sight;
  private final Clock clock;

  LookFigures(JdbcTemplate jdbc, CaseSight sight, Clock clock) {
    this.jdbc = jdbc;
    this.sight = sight;
    this.clock = clock;
  }

  /**
   * The checks of one class that sources were asked for.
   *
   * @param closed by what was seen; {@code undone} of them a person undid
   * @param person a person had to look
   * @param overtaken a person was quicker
   * @param medianSeconds from mended to closed
   * @param p99Seconds the same, 99 of 100
   * @param p99LateSeconds of that, what came after the quiet interval
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "LookFigure")
  record Figure(
      String classCode,
      int closed,
      int undone,
      int rework,
      int person,
      int overtaken,
      @Nullable Double medianSeconds,
      @Nullable Double p99Seconds,
      @Nullable Double p99LateSeconds) {}

  @GetMapping("/api/v1/looks/figures")
  @Operation(summary = "What came of looking again, by class, over the last days")
  List<Figure> figures(@RequestParam(defaultValue = "30") int days) {
    sight.requireReader();
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.badField("days", days, "must be 1 to " + MOST_DAYS + ".", null);
    }
    return jdbc.query(
        """
        with round as (
          select distinct on (l.case_id, l.round) l.case_id, l.class_code, l.outcome,
            extract(epoch from l.decided_at - l.mended_at)::double precision as took,
            extract(epoch from l.decided_at - l.look_at)::double precision as late,
            l.outcome = 'CLOSED' and exists (select from cases.history h where h.case_id = l.case_id
              and h.action = 'UNDO_CLOSE' and h.at >= l.decided_at) as undone
          from cases.second_look l where l.decided_at >= ?
          order by l.case_id, l.round)
        select class_code, count(*) filter (where outcome = 'CLOSED'),
          count(*) filter (where undone), count(*) filter (where outcome = 'REWORK'),
          count(*) filter (where outcome = 'PERSON'), count(*) filter (where outcome = 'OVERTAKEN'),
          percentile_cont(0.5) within group (order by took) filter (where outcome = 'CLOSED'),
          percentile_cont(0.99) within group (order by took) filter (where outcome = 'CLOSED'),
          percentile_cont(0.99) within group (order by late) filter (where outcome = 'CLOSED')
        from round group by class_code order by count(*) desc, class_code
        """,
        (rs, row) ->
            new Figure(
                rs.getString(1),
                rs.getInt(2),
                rs.getInt(3),
                rs.getInt(4),
                rs.getInt(5),
                rs.getInt(6),
                rs.getObject(7, Double.class),
                rs.getObject(8, Double.class),
                rs.getObject(9, Double.class)),
        Timestamp.from(clock.instant().minus(Duration.ofDays(days))));
  }
}
