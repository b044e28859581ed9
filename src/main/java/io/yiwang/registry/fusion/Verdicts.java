package io.yiwang.registry.fusion;

import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.fusion.Fusion.Pair;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have decided about pairs of statements, in its table; nothing is ever deleted. */
@Component
class Verdicts {
  private final JdbcClient jdbc;
  private final Clock clock;

  Verdicts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A decision, as it is listed. */
  record Ruling(
      long id,
      long firstPerson,
      long secondPerson,
      long firstStatement,
      long secondStatement,
      boolean same,
      String reason,
      String decidedBy,
      Instant decidedAt,
      @Nullable String undoneBy,
      @Nullable Instant undoneAt) {}

  private record Decided(long first, long second, boolean same) {}

  /** Those in force among the statements, by the identity of the pair; a later one counts. */
  Map<String, Boolean> among(Collection<Statement> statements) {
    Map<Long, Statement> byId =
        statements.stream().collect(Collectors.toMap(Statement::id, s -> s));
    Map<String, Boolean> verdicts = new HashMap<>();
    for (Decided d : inForce(byId.keySet())) {
      if (byId.containsKey(d.first) && byId.containsKey(d.second)) {
        Statement first = Objects.requireNonNull(byId.get(d.first));
        Statement second = Objects.requireNonNull(byId.get(d.second));
        verdicts.put(Pair.of(first, second).identity(), d.same);
      }
    }
    return verdicts;
  }

  /** The statements that have been decided to be the same as one of these. */
  Set<Long> tiedTo(Collection<Long> statementIds) {
    Set<Long> tied = new HashSet<>();
    for (Decided d : inForce(statementIds)) {
      tied.add(d.first);
      tied.add(d.second);
    }
    return tied;
  }

  private List<Decided> inForce(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                select first_id, second_id, same from registry.verdict
                where (first_id in (:ids) or second_id in (:ids)) and undone_at is null order by id
                """)
            .param("ids", ids)
            .query((rs, i) -> new Decided(rs.getLong(1), rs.getLong(2), rs.getBoolean(3)))
            .list();
  }

  long add(Statement a, Statement b, boolean same, String reason, String by) {
    return jdbc.sql(
            """
            insert into registry.verdict (first_id, second_id, same, reason, decided_by, decided_at, region_path)
            values (?, ?, ?, ?, ?, ?, ?) returning id
            """)
        .params(
            Math.min(a.id(), b.id()),
            Math.max(a.id(), b.id()),
            same,
            reason,
            by,
            Timestamp.from(clock.instant()),
            a.regionPath())
        .query(Long.class)
        .single();
  }

  Ruling get(Scope scope, long id) {
    return list("v.id = :id and", scope, id, 1).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("decision", id));
  }

  List<Ruling> list(Scope scope, long before, int limit) {
    return list("v.id < :id and", scope, before, limit);
  }

  private List<Ruling> list(String which, Scope scope, long id, int limit) {
    return jdbc.sql(
            """
            select v.id, f.person_id, s.person_id, v.first_id, v.second_id, v.same, v.reason, v.decided_by, v.decided_at,
              v.undone_by, v.undone_at
            from registry.verdict v join registry.statement f on f.id = v.first_id
              join registry.statement s on s.id = v.second_id
            where\
            """
                + " "
                + which
                + Scope.sql("v.region_path")
                + "order by v.id desc limit :limit")
        .param("id", id)
        .param("limit", limit)
        .params(scope.params())
        .query(
            (rs, i) -> {
              Timestamp undone = rs.getTimestamp(11);
              return new Ruling(
                  rs.getLong(1),
                  rs.getLong(2),
                  rs.getLong(3),
                  rs.getLong(4),
                  rs.getLong(5),
                  rs.getBoolean(6),
                  rs.getString(7),
                  rs.getString(8),
                  rs.getTimestamp(9).toInstant(),
                  rs.getString(10),
                  undone == null ? null : undone.toInstant());
            })
        .list();
  }

  /** False when it was undone already. */
  boolean undo(long id, String by) {
    return jdbc.sql(
                "update registry.verdict set undone_by = ?, undone_at = ? where id = ? and"
                    + " undone_at is null")
            .params(by, Timestamp.from(clock.instant()), id)
            .update()
        > 0;
  }
}
