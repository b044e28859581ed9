package io.yiwang.cases.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseStage;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.DueState;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.cases.book.Summaries;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.sensing.Channel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is the matter with a component of the map, as far as the asker may see its cases. */
@RestController
@Tag(name = "Map")
class ComponentMatters {
  private static final int MOST = 50;
  private static final String LOOKED = "'CHECK_PASS', 'CHECK_FAIL', 'FINISH', 'CANNOT', 'ARRIVE'";

  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final CaseSight sight;
  private final Decisions decisions;

  ComponentMatters(JdbcTemplate jdbc, Summaries summaries, CaseSight sight, Decisions decisions) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.sight = sight;
    this.decisions = decisions;
  }

  /**
   * The matters of one component.
   *
   * @param open the latest first, at most 50
   * @param closed how many there have been
   * @param lastInspection when somebody last stood before it
   * @param sensors that have reported on it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ComponentMatters")
  record Matters(
      List<Open> open, long closed, @Nullable Inspection lastInspection, List<Sensor> sensors) {}

  /** A case that is open. */
  @Schema(name = "OpenMatter")
  record Open(
      long caseId,
      String number,
      String classZh,
      String classEn,
      CaseState state,
      CaseStage stage,
      DueState dueState,
      @Nullable Instant dueAt,
      Instant reportedAt,
      @Nullable String unitCode,
      @Nullable String unitZh,
      @Nullable String unitEn) {

    static Open of(CaseSummary c) {
      return new Open(
          c.id(),
          c.number(),
          c.classZh(),
          c.classEn(),
          c.state(),
          c.stage(),
          c.dueState(),
          c.dueAt(),
          c.reportedAt(),
          c.unitCode(),
          c.unitZh(),
          c.unitEn());
    }
  }

  /** Somebody stood before it in the course of a case. */
  @Schema(name = "LastInspection")
  record Inspection(Instant at, CaseAction result, long caseId, String number) {}

  /** A sensor that has reported on it. */
  @Schema(name = "ReportingSensor")
  record Sensor(String source, Instant lastSeen, int reports) {
    Sensor and(Sensor other) {
      Instant last = lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen;
      return new Sensor(source, last, reports + other.reports);
    }
  }

  @GetMapping("/api/v1/map/components/{id:\\d+}/matters")
  @Operation(summary = "Open matters, last inspection and sensors of a component")
  Matters matters(@PathVariable String id) {
    long component =
        ComponentId.find(id)
            .orElseThrow(() -> Problem.badField("id", id, "must have 17 digits.", null))
            .number();
    Subject asker = sight.subject();
    return new Matters(
        open(component, asker),
        closed(component),
        inspection(component),
        sensors(component, asker));
  }

  private List<Open> open(long component, Subject asker) {
    return jdbc
        .query(
            """
            select * from cases.case_file where component_id = ? and stage < 5
            order by reported_at desc, id desc limit ?
            """,
            summaries::read,
            component,
            MOST)
        .stream()
        .map(c -> sight.shown(asker, c))
        .flatMap(Optional::stream)
        .map(Open::of)
        .toList();
  }

  private long closed(long component) {
    Long closed =
        jdbc.queryForObject(
            "select count(*) from cases.case_file where component_id = ? and stage = 5",
            Long.class,
            component);
    return closed == null ? 0 : closed;
  }

  private @Nullable Inspection inspection(long component) {
    return jdbc
        .query(
            """
            select h.at, h.action, f.id, f.number from cases.case_file f
            join cases.history h on h.case_id = f.id
            where f.component_id = ? and h.action in (%s)
            order by h.at desc limit 1
            """
                .formatted(LOOKED),
            (rs, i) ->
                new Inspection(
                    rs.getTimestamp(1).toInstant(),
                    CaseAction.valueOf(rs.getString(2)),
                    rs.getLong(3),
                    rs.getString(4)),
            component)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Of the reports kept with the cases; by the policy of observations. */
  private List<Sensor> sensors(long component, Subject asker) {
    return jdbc
        .query(
            """
            select f.region_path, f.unit_code, f.worker_id, s.source, max(s.at), count(*)
            from cases.case_file f
            join cases.member m on m.case_id = f.id
            cross join lateral (select m.body::jsonb ->> 'source' as source,
              m.body::jsonb ->> 'channel' as channel,
              (m.body::jsonb ->> 'observedAt')::timestamptz as at) s
            where f.component_id = ? and m.body is not null and s.channel = ?
            group by 1, 2, 3, 4 order by 5 desc limit ?
            """,
            (rs, i) -> {
              Item item =
                  new Item(
                      "observation", rs.getString(1), rs.getString(2), rs.getObject(3, Long.class));
              return decisions.decide(asker, null, Action.READ, item).allowed()
                  ? Optional.of(
                      new Sensor(rs.getString(4), rs.getTimestamp(5).toInstant(), rs.getInt(6)))
                  : Optional.<Sensor>empty();
            },
            component,
            Channel.SENSOR.name(),
            MOST)
        .stream()
        .flatMap(Optional::stream)
        .collect(
            Collectors.toMap(
                Sensor::source, s -> s, Sensor::and, LinkedHashMap<String, Sensor>::new))
        .values()
        .stream()
        .toList();
  }
}
