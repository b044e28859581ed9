package io.yiwang.cases.desk;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Person;
import io.yiwang.access.Treatment;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.cases.book.CaseStore;
import io.yiwang.cases.book.Clerk;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.CaseClock;
import io.yiwang.cases.lifecycle.ClockKind;
import io.yiwang.cases.lifecycle.Condition;
import io.yiwang.cases.lifecycle.Moves;
import io.yiwang.cases.lifecycle.Standing;
import io.yiwang.citymap.Catalogue;
import io.yiwang.house.Problem;
import io.yiwang.kernel.WorkingCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts the page of a case together. */
@Component
class CasePages {
  private final CaseStore store;
  private final Clerk clerk;
  private final SeenObservations observations;
  private final Catalogue catalogue;
  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final CaseSight sight;
  private final Decisions decisions;
  private final AboutComponents about;
  private final SeenLooks looks;

  CasePages(
      CaseStore store,
      Clerk clerk,
      SeenObservations observations,
      Catalogue catalogue,
      JdbcTemplate jdbc,
      JsonMapper json,
      CaseSight sight,
      Decisions decisions,
      AboutComponents about,
      SeenLooks looks) {
    this.store = store;
    this.clerk = clerk;
    this.observations = observations;
    this.catalogue = catalogue;
    this.jdbc = jdbc;
    this.json = json;
    this.sight = sight;
    this.decisions = decisions;
    this.about = about;
    this.looks = looks;
  }

  CasePage page(long id, Person reader) {
    Case c = store.get(id).subject();
    CaseSummary summary = store.summary(c);
    Decision decision = sight.reading(sight.subject(), summary);
    if (!decision.allowed()) {
      throw Problem.notFound("case", id);
    }
    boolean seesPeople = decision.field("worker").plain();
    Standing s = c.standing();
    Standing.Ask ask = s.ask();
    List<CasePage.Seen> seen = seen(id, summary);
    return new CasePage(
        summary.shown(decision),
        filed(s.condition()),
        clocks(c),
        seen,
        decision.field("photo").plain() ? photos(c, seen) : List.of(),
        history(id, summary),
        seesPeople ? explanation(id) : null,
        links(id),
        ask == null ? null : new CasePage.Ask(ask.kind().name(), ask.until()),
        s.wakeAt(),
        clerk.allowed(c, reader).stream().map(CasePages::allowed).toList(),
        catalogue.conditions(c.matter().classCode()).stream()
            .map(
                f ->
                    new CasePage.Filed(
                        f.id(), f.nameZh(), f.nameEn(), f.limit().amount(), f.limit().unit()))
            .toList(),
        filedUnder(id),
        about.of(c.matter().component()),
        looks.list(id, decision.field("photo").plain()));
  }

  private CasePage.@Nullable FiledUnder filedUnder(long id) {
    return jdbc
        .query(
            """
            select f.filed_path, r.name_zh, r.name_en, f.filed_unit, u.name_zh, u.name_en
            from cases.case_file f
            left join access.unit u on u.code = f.filed_unit
            left join lateral (select name_zh, name_en from citymap.region
              where code = substring(f.filed_path from '[^.]+$') and valid_from <= f.opened_at
              order by valid_from desc limit 1) r on f.filed_path <> f.region_path
            where f.id = ? and (f.filed_path <> f.region_path or f.filed_unit <> f.unit_code)
            """,
            (rs, row) ->
                new CasePage.FiledUnder(
                    rs.getString(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getString(5),
                    rs.getString(6)),
            id)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private @Nullable JsonNode explanation(long id) {
    return jdbc
        .query(
            "select body from cases.explanation where case_id = ?",
            (rs, row) -> json.readTree(rs.getString(1)),
            id)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** What was seen, by the policy of observations. */
  private List<CasePage.Seen> seen(long id, CaseSummary c) {
    Item item = new Item("observation", c.regionPath(), c.unitCode(), c.workerId());
    Decision decision = decisions.decide(sight.subject(), null, Action.READ, item);
    return decision.allowed()
        ? observations.list(id).stream().map(seen -> seen.shown(decision)).toList()
        : List.of();
  }

  private static CasePage.@Nullable Filed filed(@Nullable Condition c) {
    return c == null
        ? null
        : new CasePage.Filed(c.id(), c.nameZh(), c.nameEn(), c.limit().amount(), c.limit().unit());
  }

  private List<CasePage.ClockLine> clocks(Case c) {
    WorkingCalendar calendar = catalogue.calendar();
    Instant now = store.now();
    List<CasePage.ClockLine> lines = new ArrayList<>();
    new TreeMap<ClockKind, CaseClock>(c.clocks())
        .forEach(
            (kind, clock) -> {
              boolean over = clock.consumedAt(now, calendar).compareTo(clock.budget()) >= 0;
              lines.add(
                  new CasePage.ClockLine(
                      kind,
                      clock.unit(),
                      clock.budget().toSeconds(),
                      clock.consumedAt(now, calendar).toSeconds(),
                      clock.runningSince(),
                      clock.dueAt(calendar),
                      over ? "OVERDUE" : clock.running() ? "RUNNING" : "PAUSED"));
            });
    return lines;
  }

  private List<CasePage.Evidence> photos(Case c, List<CasePage.Seen> seen) {
    List<CasePage.Evidence> photos = new ArrayList<>();
    for (CasePage.Seen one : seen) {
      for (String url : one.photos()) {
        Instant at = one.observedAt() == null ? c.matter().reportedAt() : one.observedAt();
        String by = one.source() == null ? "" : one.source();
        photos.add(
            new CasePage.Evidence(url.substring(url.lastIndexOf('/') + 1), url, "REPORT", at, by));
      }
    }
    photos.addAll(
        jdbc.query(
            "select photo, kind, at, by_name from cases.photo where case_id = ? order by id",
            (rs, row) ->
                new CasePage.Evidence(
                    rs.getString(1),
                    SeenObservations.url(rs.getString(1)),
                    rs.getString(2),
                    rs.getTimestamp(3).toInstant(),
                    rs.getString(4)),
            c.id()));
    return photos;
  }

  /** Names of those who acted are shown as the policy shows those who work on the case. */
  List<CasePage.HistoryLine> history(long id, CaseSummary c) {
    Treatment names = sight.reading(sight.subject(), c).field("worker");
    return jdbc
        .query("select * from cases.history where case_id = ? order by seq", this::historyLine, id)
        .stream()
        .map(line -> names.plain() ? line : line.withNames(names))
        .toList();
  }

  private CasePage.HistoryLine historyLine(ResultSet rs, int row) throws SQLException {
    String detail = rs.getString("detail");
    return new CasePage.HistoryLine(
        rs.getInt("seq"),
        rs.getTimestamp("at").toInstant(),
        rs.getLong("actor_id"),
        rs.getString("actor_name"),
        rs.getString("action"),
        CaseState.valueOf(rs.getString("from_state")),
        CaseState.valueOf(rs.getString("to_state")),
        rs.getString("reason"),
        detail == null ? null : json.readTree(detail));
  }

  private List<CasePage.Link> links(long id) {
    return jdbc.query(
        """
        select l.kind, f.id, f.number from cases.case_link l
          join cases.case_file f on f.id = l.other_id where l.case_id = ?
        union all
        select 'MERGED_INTO', f.id, f.number from cases.case_file c
          join cases.case_file f on f.id = c.merged_into where c.id = ?
        """,
        (rs, row) -> new CasePage.Link(rs.getString(1), rs.getLong(2), rs.getString(3)),
        id,
        id);
  }

  private static CasePage.Allowed allowed(CaseAction action) {
    return new CasePage.Allowed(action, action.nameZh(), action.nameEn(), needs(action));
  }

  private static List<String> needs(CaseAction action) {
    List<String> needs = new ArrayList<>();
    if (Moves.needsReason(action)) {
      needs.add("reason");
    }
    switch (action) {
      case FILE -> needs.add("condition");
      case CLOSE -> needs.add("condition?");
      case DISPATCH -> needs.addAll(List.of("unit", "worker?"));
      case ASSIGN -> needs.add("worker");
      case SUSPEND -> needs.add("until");
      case MERGE -> needs.add("into");
      case ARRIVE, FINISH, CHECK_PASS, CHECK_FAIL, CANNOT, FEEDBACK ->
          needs.addAll(List.of("photo?", "note?"));
      case COMMENT -> needs.addAll(List.of("note", "photo?"));
      default -> needs.add("note?");
    }
    return needs;
  }
}
