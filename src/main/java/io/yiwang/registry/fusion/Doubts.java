package io.yiwang.registry.fusion;

import io.yiwang.registry.Scope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue of pairs that wait for somebody to look. */
@Component
class Doubts {
  private final JdbcClient jdbc;
  private final Clock clock;

  Doubts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A pair that may be one person.
   *
   * @param reasons what agrees (+) and differs (-), separated by blanks
   */
  record Waiting(
      long firstStatement,
      long secondStatement,
      long firstPerson,
      long secondPerson,
      double confidence,
      String reasons,
      Instant openedAt) {}

  /** The surest first. */
  List<Waiting> list(Scope scope, long offset, int limit) {
    return jdbc.sql(
            """
            select d.first_id, d.second_id, f.person_id, s.person_id, d.confidence, d.reasons, d.opened_at
            from registry.doubt d join registry.statement f on f.id = d.first_id
              join registry.statement s on s.id = d.second_id
            where\
            """
                + Scope.sql("d.region_path")
                + "order by d.confidence desc, d.first_id, d.second_id limit :limit offset :offset")
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(
            (rs, i) ->
                new Waiting(
                    rs.getLong(1),
                    rs.getLong(2),
                    rs.getLong(3),
                    rs.getLong(4),
                    rs.getDouble(5),
                    rs.getString(6),
                    rs.getTimestamp(7).toInstant()))
        .list();
  }

  /** Whether the pair is in the queue, with both records where whoever asks may look. */
  boolean waits(Scope scope, long first, long second) {
    return jdbc.sql(
            """
            select exists (select
            from registry.doubt d join registry.statement f on f.id = d.first_id
              join registry.statement s on s.id = d.second_id
            where d.first_id = :first and d.second_id = :second and\
            """
                + Scope.sql("d.region_path")
                + ")")
        .param("first", first)
        .param("second", second)
        .params(scope.params())
        .query(Boolean.class)
        .single();
  }

  long count(Scope scope) {
    return jdbc.sql(
            """
            select count(*)
            from registry.doubt d join registry.statement f on f.id = d.first_id
              join registry.statement s on s.id = d.second_id
            where\
            """
                + Scope.sql("d.region_path"))
        .params(scope.params())
        .query(Long.class)
        .single();
  }

  /** Replaces what is doubtful about the statements; a pair that stays keeps its date. */
  void replace(Collection<Statement> about, List<Fusion.Doubt> doubts) {
    List<Long> ids = about.stream().map(Statement::id).toList();
    List<String> kept = doubts.stream().map(d -> low(d) + "-" + high(d)).toList();
    jdbc.sql(
            """
            delete from registry.doubt where (first_id in (:ids) or second_id in (:ids))
              and first_id || '-' || second_id <> all (:kept)
            """)
        .param("ids", ids)
        .param("kept", kept.toArray(new String[0]))
        .update();
    for (Fusion.Doubt doubt : doubts) {
      jdbc.sql(
              """
              insert into registry.doubt (first_id, second_id, confidence, reasons, opened_at, region_path)
              values (?, ?, ?, ?, ?, ?) on conflict (first_id, second_id) do update
                set confidence = excluded.confidence, reasons = excluded.reasons
              """)
          .params(
              low(doubt),
              high(doubt),
              doubt.match().confidence(),
              String.join(" ", doubt.match().reasons()),
              Timestamp.from(clock.instant()),
              doubt.pair().first().regionPath())
          .update();
    }
  }

  private static long low(Fusion.Doubt d) {
    return Math.min(d.pair().first().id(), d.pair().second().id());
  }

  private static long high(Fusion.Doubt d) {
    return Math.max(d.pair().first().id(), d.pair().second().id());
  }
}
