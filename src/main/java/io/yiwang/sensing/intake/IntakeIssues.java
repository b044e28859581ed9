package io.yiwang.sensing.intake;

import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.IntakeResult.Row;
import io.yiwang.sensing.RefusedRows;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Bad rows as counted issue records: they stop no feed, and nobody has to search a log file for
 * them.
 */
@Component
final class IntakeIssues implements BadRows, RefusedRows {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeIssues.class);
  private static final int RAW_CHARS = 1_000;
  private static final int TRIM_EVERY = 100_000;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final Clock clock;
  private final long most;
  private final AtomicLong sinceTrim = new AtomicLong();

  @Autowired
  IntakeIssues(
      JdbcTemplate jdbc,
      JdbcClient client,
      Clock clock,
      @Value("${yiwang.intake.issues-kept:1000000}") long most) {
    this.jdbc = jdbc;
    this.client = client;
    this.clock = clock;
    this.most = most;
  }

  /** One issue as it is answered. */
  record Issue(
      long id,
      Instant at,
      String source,
      String reason,
      String detail,
      @Nullable String field,
      @Nullable String value,
      String advice,
      @Nullable String key,
      int row,
      String raw) {}

  /** Issues of one page, newest first. */
  record Page(List<Issue> items, long total, int page, int size) {}

  /** How often a source was wrong in one way. */
  record Count(
      String source,
      String reason,
      @Nullable String field,
      long count,
      Instant first,
      Instant last) {}

  /** Which issues are meant; null means all. */
  record Filter(
      @Nullable String source,
      @Nullable String reason,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** A database that is away is told to the log file, not to the source. */
  @Override
  public void record(
      Source source,
      Instant at,
      List<ParsedRow> rows,
      List<Row> results,
      Function<ParsedRow, String> raw) {
    var bad = new ArrayList<Found>();
    for (Row result : results) {
      RowProblem problem = result.problem();
      if (problem != null) {
        ParsedRow row = rows.get(result.row());
        bad.add(new Found(named(source, row), result.row(), result.key(), problem, raw.apply(row)));
      }
    }
    store(source.name(), at, bad);
  }

  @Override
  public void keep(Instant at, List<Refused> rows) {
    if (!rows.isEmpty()) {
      store(
          rows.getFirst().source(),
          at,
          rows.stream()
              .map(row -> new Found(row.source(), row.row(), row.key(), row.problem(), row.raw()))
              .toList());
    }
  }

  @Override
  public List<Tally> tallies(String source) {
    return SystemDuty.call(() -> summary(new Filter(source, null, null, null))).stream()
        .map(c -> new Tally(c.reason(), c.field(), c.count(), c.first(), c.last()))
        .toList();
  }

  /** A request whose body as a whole could not be read. */
  void record(Source source, Instant at, RowProblem problem, String raw) {
    store(source.name(), at, List.of(new Found(source.name(), 0, null, problem, raw)));
  }

  /** A row that names a part of the source is counted there. */
  private static String named(Source source, ParsedRow row) {
    String name = row.source();
    return name != null && name.startsWith(source.name() + "/") ? name : source.name();
  }

  private record Found(
      String source, int row, @Nullable String key, RowProblem problem, String raw) {}

  private void store(String source, Instant at, List<Found> bad) {
    try {
      SystemDuty.run(() -> store(at, bad));
    } catch (RuntimeException e) {
      LOG.warn("{} issues of {} could not be stored: {}", bad.size(), source, e.toString());
    }
  }

  private void store(Instant at, List<Found> bad) {
    jdbc.execute((ConnectionCallback<Integer>) connection -> insert(connection, at, bad));
    if (sinceTrim.addAndGet(bad.size()) >= TRIM_EVERY) {
      sinceTrim.set(0);
      trim();
    }
  }

  private static int insert(Connection connection, Instant at, List<Found> bad)
      throws SQLException {
    String sql =
        """
        insert into sensing.intake_issue (at, source, reason, detail, field, value, advice, key, row_number, raw)
        select ?, * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setTimestamp(1, Timestamp.from(at));
      insert.setArray(2, texts(connection, bad, f -> f.source));
      insert.setArray(3, texts(connection, bad, f -> f.problem.type()));
      insert.setArray(4, texts(connection, bad, f -> f.problem.detail()));
      insert.setArray(5, texts(connection, bad, f -> f.problem.field()));
      insert.setArray(6, texts(connection, bad, f -> f.problem.value()));
      insert.setArray(7, texts(connection, bad, f -> f.problem.advice()));
      insert.setArray(8, texts(connection, bad, f -> f.key));
      Object[] rows = bad.stream().map(Found::row).toArray();
      insert.setArray(9, connection.createArrayOf("int", rows));
      insert.setArray(10, texts(connection, bad, f -> RowProblems.bounded(f.raw, RAW_CHARS)));
      return insert.executeUpdate();
    }
  }

  private static Array texts(
      Connection connection, List<Found> bad, Function<Found, @Nullable String> part)
      throws SQLException {
    Object[] values =
        bad.stream()
            .map(part)
            .map(
                text ->
                    text == null ? null : RowProblems.bounded(text, RAW_CHARS).replace('\0', ' '))
            .toArray();
    return connection.createArrayOf("text", values);
  }

  /** Keeps the newest issues only, so that a source gone mad cannot fill the disk. */
  private void trim() {
    client
        .sql(
            """
            delete from sensing.intake_issue
            where id <= (select max(id) from sensing.intake_issue) - :most
               or at < :old
            """)
        .param("most", most)
        .param("old", Timestamp.from(clock.instant().minus(Duration.ofDays(90))))
        .update();
  }

  Page page(Filter filter, int page, int size) {
    List<Issue> items =
        filtered(
                """
                select id, at, source, reason, detail, field, value, advice, key, row_number, raw
                from sensing.intake_issue
                %s
                order by id desc
                limit :size offset :skip
                """,
                filter)
            .param("size", size)
            .param("skip", (long) page * size)
            .query(IntakeIssues::issue)
            .list();
    long total =
        filtered("select count(*) from sensing.intake_issue %s", filter).query(Long.class).single();
    return new Page(items, total, page, size);
  }

  List<Count> summary(Filter filter) {
    return filtered(
            """
            select source, reason, field, count(*) as count, min(at) as first, max(at) as last
            from sensing.intake_issue
            %s
            group by source, reason, field
            order by count desc, source, reason
            """,
            filter)
        .query(IntakeIssues::count)
        .list();
  }

  private static Issue issue(ResultSet rs, int row) throws SQLException {
    return new Issue(
        rs.getLong("id"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("source"),
        rs.getString("reason"),
        rs.getString("detail"),
        rs.getString("field"),
        rs.getString("value"),
        rs.getString("advice"),
        rs.getString("key"),
        rs.getInt("row_number"),
        rs.getString("raw"));
  }

  private static Count count(ResultSet rs, int row) throws SQLException {
    return new Count(
        rs.getString("source"),
        rs.getString("reason"),
        rs.getString("field"),
        rs.getLong("count"),
        rs.getTimestamp("first").toInstant(),
        rs.getTimestamp("last").toInstant());
  }

  private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
    String where =
        """
        where (cast(:source as text) is null or source = :source)
          and (cast(:reason as text) is null or reason = :reason)
          and (cast(:from as timestamptz) is null or at >= :from)
          and (cast(:to as timestamptz) is null or at < :to)
        """;
    return client
        .sql(sql.formatted(where))
        .param("source", filter.source())
        .param("reason", filter.reason())
        .param("from", filter.from() == null ? null : Timestamp.from(filter.from()))
        .param("to", filter.to() == null ? null : Timestamp.from(filter.to()));
  }
}
