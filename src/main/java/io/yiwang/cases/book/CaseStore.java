package io.yiwang.cases.book;

import static io.yiwang.cases.book.CaseRow.time;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.CaseClock;
import io.yiwang.cases.lifecycle.ClockKind;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.citymap.Catalogue;
import io.yiwang.house.Outbox;
import io.yiwang.house.Problem;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.WorkingCalendar;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes whole cases. Reading locks the rows in the order of their ids until the
 * transaction ends, so that writers of one case come one after another and two writers of several
 * never wait for each other in a circle.
 */
@Component
public class CaseStore {
  private final JdbcTemplate jdbc;
  private final Outbox outbox;
  private final Summaries summaries;
  private final Catalogue catalogue;
  private final JsonMapper json;
  private final Clock clock;

  CaseStore(
      JdbcTemplate jdbc,
      Outbox outbox,
      Summaries summaries,
      Catalogue catalogue,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.summaries = summaries;
    this.catalogue = catalogue;
    this.json = json;
    this.clock = clock;
  }

  /** The rules under the present calendar. */
  public Lifecycle lifecycle() {
    return new Lifecycle(catalogue.calendar());
  }

  /** Now, as fine as a timestamp of the database. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public CaseSummary summary(Case subject) {
    return summaries.of(subject, catalogue.calendar());
  }

  public Entry lock(long id) {
    Entry entry = lockAll(List.of(id)).get(id);
    if (entry == null) {
      throw Problem.notFound("case", id);
    }
    return entry;
  }

  /** The cases among these ids that exist, locked. */
  public Map<Long, Entry> lockAll(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : read(ids, " order by id for update");
  }

  /** A case as it stands, without a lock: for looking only. */
  public Entry get(long id) {
    Entry entry = read(List.of(id), "").get(id);
    if (entry == null) {
      throw Problem.notFound("case", id);
    }
    return entry;
  }

  private Map<Long, Entry> read(Collection<Long> ids, String how) {
    Long[] wanted = new TreeSet<>(ids).toArray(Long[]::new);
    Map<Long, Map<ClockKind, CaseClock>> clocks = new HashMap<>();
    Map<Long, Entry> entries = new LinkedHashMap<>();
    jdbc.query(
        "select * from cases.case_file where id = any(?)" + how,
        (RowCallbackHandler)
            rs -> {
              Map<ClockKind, CaseClock> none = Map.of();
              Case subject = CaseRow.read(rs, none);
              entries.put(subject.id(), new Entry(subject, rs.getInt("history_count")));
            },
        (Object) wanted);
    jdbc.query(
        "select * from cases.case_clock where case_id = any(?)",
        (RowCallbackHandler)
            rs ->
                clocks
                    .computeIfAbsent(rs.getLong("case_id"), _ -> new EnumMap<>(ClockKind.class))
                    .put(
                        ClockKind.valueOf(rs.getString("kind")),
                        new CaseClock(
                            LimitUnit.valueOf(rs.getString("unit")),
                            Duration.ofMillis(rs.getLong("budget_ms")),
                            Duration.ofMillis(rs.getLong("consumed_ms")),
                            CaseRow.instant(rs, "running_since"),
                            rs.getInt("alarms"),
                            CaseRow.instant(rs, "overdue_at"))),
        (Object) wanted);
    entries.replaceAll((id, e) -> withClocks(e, clocks.getOrDefault(id, Map.of())));
    return entries;
  }

  private static Entry withClocks(Entry e, Map<ClockKind, CaseClock> clocks) {
    Case c = e.subject();
    return new Entry(
        new Case(c.id(), c.number(), c.version(), c.matter(), c.standing(), clocks), e.lines());
  }

  /** Writes the moves, their history and their events, in the caller's transaction. */
  public void write(List<Change> changes) {
    WorkingCalendar calendar = catalogue.calendar();
    Instant now = now();
    List<Object[]> inserts = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    List<Object[]> clocks = new ArrayList<>();
    List<Object[]> lines = new ArrayList<>();
    List<Object[]> explanations = new ArrayList<>();
    for (Change change : changes) {
      Case after = change.move().after();
      if (change.before() == null) {
        inserts.add(CaseRow.forInsert(after, change.lines(), now, calendar));
      } else {
        updates.add(CaseRow.forUpdate(after, change.lines(), calendar));
      }
      addClocks(clocks, change);
      addLines(lines, change);
      if (change.explanation() != null) {
        explanations.add(new Object[] {after.id(), change.explanation(), Timestamp.from(now)});
      }
    }
    batch(CaseRow.INSERT, inserts);
    batch(CaseRow.UPDATE, updates);
    writeClocks(clocks);
    batch(
        "insert into cases.history (case_id, seq, at, actor_id, actor_name, action, from_state,"
            + " to_state, reason, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        lines);
    batch(
        """
        insert into cases.explanation (case_id, body, at) values (?, ?, ?)
        on conflict (case_id) do update set body = excluded.body, at = excluded.at
        """,
        explanations);
    changes.forEach(change -> announce(change, calendar));
  }

  /** A clock that stops is written before the one that starts: only one may run at any time. */
  private void writeClocks(List<Object[]> clocks) {
    String upsert =
        """
        insert into cases.case_clock
          (case_id, kind, unit, budget_ms, consumed_ms, running_since, alarms, overdue_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (case_id, kind) do update set unit = excluded.unit,
          budget_ms = excluded.budget_ms, consumed_ms = excluded.consumed_ms,
          running_since = excluded.running_since, alarms = excluded.alarms,
          overdue_at = excluded.overdue_at
        """;
    List<Object[]> sorted = new ArrayList<>(clocks);
    sorted.sort((a, b) -> Boolean.compare(runs(a), runs(b)));
    batch(upsert, sorted);
  }

  @SuppressWarnings("NullAway") // a column value may be null
  private static boolean runs(Object[] clockRow) {
    return clockRow[5] != null;
  }

  private void batch(String sql, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  private static void addClocks(List<Object[]> rows, Change change) {
    Map<ClockKind, CaseClock> before =
        change.before() == null ? Map.of() : change.before().subject().clocks();
    Case after = change.move().after();
    after
        .clocks()
        .forEach(
            (kind, clock) -> {
              if (!clock.equals(before.get(kind))) {
                rows.add(
                    row(
                        after.id(),
                        kind.name(),
                        clock.unit().name(),
                        clock.budget().toMillis(),
                        clock.consumed().toMillis(),
                        time(clock.runningSince()),
                        clock.alarms(),
                        time(clock.overdueAt())));
              }
            });
  }

  private void addLines(List<Object[]> rows, Change change) {
    int seq = change.firstSeq();
    for (Move.Line line : change.move().history()) {
      CaseActor by = line.by();
      rows.add(
          row(
              change.move().after().id(),
              seq++,
              time(line.at()),
              by.id(),
              by.name(),
              line.action(),
              line.from().name(),
              line.to().name(),
              line.reason(),
              line.detail().isEmpty() ? null : json.writeValueAsString(line.detail())));
    }
  }

  private static Object[] row(@Nullable Object... values) {
    return Objects.requireNonNull((Object[]) values);
  }

  private void announce(Change change, WorkingCalendar calendar) {
    if (change.move().events().isEmpty()) {
      return;
    }
    CaseSummary summary = summaries.of(change.move().after(), calendar);
    CaseActor by = change.by().equals(CaseActor.SYSTEM) ? null : change.by();
    String key = Long.toString(summary.id());
    for (String event : change.move().events()) {
      outbox.append(CaseEvent.TOPIC, key, event, new CaseEvent(event, now(), by, summary));
    }
  }
}
