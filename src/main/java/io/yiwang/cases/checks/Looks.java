package io.yiwang.cases.checks;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookVerdict;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of {@code cases.second_look}. */
@Component
public class Looks {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(20);
  private static final int BATCH = 200;

  private final JdbcTemplate jdbc;

  Looks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** All that were ever asked about a case, the latest round first. */
  public List<Look> list(long caseId) {
    return jdbc.query(
        "select * from cases.second_look where case_id = ? order by round desc, source",
        Looks::read,
        caseId);
  }

  /** When a round of a case looks, and when it is given up. */
  record Times(Instant mendedAt, Instant lookAt, Instant giveUpAt) {}

  /**
   * Adds a request unless this round has asked the source already; says whether it was added. Its
   * id follows from round and source.
   */
  boolean add(long caseId, long round, Eye eye, String classCode, Times times) {
    UUID id = UUID.nameUUIDFromBytes((round + "/" + eye.source()).getBytes(StandardCharsets.UTF_8));
    Look look =
        new Look(
            id,
            caseId,
            round,
            new Look.Target(eye.source(), classCode, eye.point(), eye.componentId(), eye.trackId()),
            eye.before(),
            times.mendedAt(),
            times.lookAt(),
            times.giveUpAt(),
            Look.State.WAITING,
            null,
            null);
    return insert(look) > 0;
  }

  private int insert(Look look) {
    Look.Target target = look.target();
    return jdbc.update(
        """
        insert into cases.second_look (id, case_id, round, source, class_code, lat, lng,
          component_id, track_id, before, mended_at, look_at, give_up_at, next_ask_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        look.id(),
        look.caseId(),
        look.round(),
        target.source(),
        target.classCode(),
        target.point().lat(),
        target.point().lng(),
        target.componentId(),
        target.trackId(),
        look.before().toArray(String[]::new),
        Timestamp.from(look.mendedAt()),
        Timestamp.from(look.lookAt()),
        Timestamp.from(look.giveUpAt()),
        Timestamp.from(look.mendedAt()));
  }

  Optional<Look> find(UUID id) {
    return jdbc.query("select * from cases.second_look where id = ?", Looks::read, id).stream()
        .findFirst();
  }

  List<Look> round(long caseId, long round) {
    return jdbc.query(
        "select * from cases.second_look where case_id = ? and round = ? order by source",
        Looks::read,
        caseId,
        round);
  }

  /** Takes what is to be asked now; the next time is when it looks, then every 20 seconds. */
  List<Look> takeDue(Instant now) {
    return jdbc.query(
        """
        update cases.second_look set asked = asked + 1, next_ask_at = greatest(look_at, ?)
        where id in (select id from cases.second_look
          where outcome is null and state = 'WAITING' and next_ask_at <= ?
          order by next_ask_at limit ? for update skip locked)
        returning *
        """,
        Looks::read,
        Timestamp.from(now.plus(ASK_AGAIN)),
        Timestamp.from(now),
        BATCH);
  }

  /** After a start: whoever was asked before may not know it any more. */
  void askAllAgain(Instant now) {
    jdbc.update(
        "update cases.second_look set next_ask_at = ? where outcome is null and state = 'WAITING'",
        Timestamp.from(now));
  }

  /** Keeps an answer; says whether one was still waited for. */
  boolean answered(UUID id, LookAnswer answer) {
    return jdbc.update(
            """
            update cases.second_look set state = 'ANSWERED', verdict = ?, looked_at = ?, photos = ?,
              model = ?, version = ?, confidence = ?, reason = ?
            where id = ? and state = 'WAITING'
            """,
            answer.verdict().name(),
            Timestamp.from(answer.at()),
            answer.photos().toArray(String[]::new),
            answer.model(),
            answer.version(),
            answer.confidence(),
            answer.reason(),
            id)
        > 0;
  }

  /** The rounds in which somebody has not answered in time. */
  List<Round> late(Instant now) {
    return jdbc.query(
        """
        select distinct case_id, round from cases.second_look
        where outcome is null and state = 'WAITING' and give_up_at <= ? order by case_id limit ?
        """,
        (rs, row) -> new Round(rs.getLong(1), rs.getLong(2)),
        Timestamp.from(now),
        BATCH);
  }

  /** All that were asked at once. */
  record Round(long caseId, long round) {}

  void silence(Round late, Instant now) {
    jdbc.update(
        """
        update cases.second_look set state = 'SILENT'
        where case_id = ? and round = ? and state = 'WAITING' and give_up_at <= ?
        """,
        late.caseId(),
        late.round(),
        Timestamp.from(now));
  }

  void decide(Round round, Look.Outcome outcome, Instant now) {
    jdbc.update(
        """
        update cases.second_look set outcome = ?, decided_at = ?,
          state = case when state = 'WAITING' then 'CANCELLED' else state end
        where case_id = ? and round = ? and outcome is null
        """,
        outcome.name(),
        Timestamp.from(now),
        round.caseId(),
        round.round());
  }

  /** Ends the rounds of cases that nobody waits for any more: somebody was quicker. */
  void endOvertaken(Instant now) {
    jdbc.update(
        """
        update cases.second_look l set outcome = 'OVERTAKEN', decided_at = ?,
          state = case when l.state = 'WAITING' then 'CANCELLED' else l.state end
        from cases.case_file f where f.id = l.case_id and l.outcome is null and f.look_at is null
        """,
        Timestamp.from(now));
  }

  private static Look read(ResultSet rs, int row) throws SQLException {
    String outcome = rs.getString("outcome");
    return new Look(
        Objects.requireNonNull(rs.getObject("id", UUID.class)),
        rs.getLong("case_id"),
        rs.getLong("round"),
        new Look.Target(
            rs.getString("source"),
            rs.getString("class_code"),
            new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
            rs.getString("component_id"),
            rs.getString("track_id")),
        texts(rs, "before"),
        rs.getTimestamp("mended_at").toInstant(),
        rs.getTimestamp("look_at").toInstant(),
        rs.getTimestamp("give_up_at").toInstant(),
        Look.State.valueOf(rs.getString("state")),
        answer(rs),
        outcome == null ? null : Look.Outcome.valueOf(outcome));
  }

  private static Look.@Nullable Answer answer(ResultSet rs) throws SQLException {
    String verdict = rs.getString("verdict");
    return verdict == null
        ? null
        : new Look.Answer(
            LookVerdict.valueOf(verdict),
            rs.getTimestamp("looked_at").toInstant(),
            texts(rs, "photos"),
            rs.getString("model"),
            rs.getString("version"),
            rs.getDouble("confidence"),
            rs.getString("reason"));
  }

  private static List<String> texts(ResultSet rs, String column) throws SQLException {
    return List.of((String[]) rs.getArray(column).getArray());
  }
}
