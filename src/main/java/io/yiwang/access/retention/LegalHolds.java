package io.yiwang.access.retention;

import io.yiwang.access.AuditEntry;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What must not be erased because somebody may have to prove something by it. */
@Component
class LegalHolds {
  private static final long LOCK = 0x59_49_48_4F_4C_44L;

  private final JdbcClient jdbc;
  private final Clock clock;

  LegalHolds(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One hold. */
  record LegalHold(
      long id,
      String object,
      String reason,
      Instant placedAt,
      String placedBy,
      @Nullable Instant liftedAt,
      @Nullable String liftedBy) {}

  List<LegalHold> list(boolean liftedToo) {
    return jdbc.sql(
            """
            select id, object, reason, placed_at, placed_by, lifted_at, lifted_by
            from access.legal_hold where lifted_at is null or ? order by id desc limit 500
            """)
        .param(liftedToo)
        .query(
            (rs, i) ->
                new LegalHold(
                    rs.getLong(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getTimestamp(4).toInstant(),
                    rs.getString(5),
                    rs.getTimestamp(6) == null ? null : rs.getTimestamp(6).toInstant(),
                    rs.getString(7)))
        .list();
  }

  /** Waits for a retention step that is under way; from its commit on the next one sees it. */
  void place(String object, String reason, String by) {
    if (!AuditEntry.mayName(object.replace(":*", ":all"))) {
      throw Problem.badField(
          "object",
          object,
          "must be kind:id, or kind:* for all of a kind.",
          "Maybe the kind is missing, or the id is a citizen or phone number.");
    }
    if (reason.isBlank()) {
      throw Problem.badField("reason", reason, "must say why.", null);
    }
    lock("pg_advisory_xact_lock");
    try {
      jdbc.sql(
              "insert into access.legal_hold (object, reason, placed_at, placed_by) values (?, ?,"
                  + " ?, ?)")
          .params(object, reason, Timestamp.from(clock.instant()), by)
          .update();
    } catch (DuplicateKeyException e) {
      throw Problem.conflict(
          "already-held", object + " is held already.", "Maybe look at the list of holds.");
    }
  }

  /** Returns what was held. */
  String lift(long id, String by) {
    return jdbc.sql(
            """
            update access.legal_hold set lifted_at = ?, lifted_by = ?
            where id = ? and lifted_at is null returning object
            """)
        .params(Timestamp.from(clock.instant()), by, id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("standing hold", id));
  }

  /** Those of the objects that a hold names; no hold can be placed until the transaction ends. */
  Set<String> heldOf(List<String> objects) {
    lock("pg_advisory_xact_lock_shared");
    return new HashSet<>(
        jdbc.sql(
                """
                select o from unnest(?) as o where exists (
                  select from access.legal_hold h where h.lifted_at is null
                    and h.object in (o, split_part(o, ':', 1) || ':*'))
                """)
            .param(objects.toArray(new String[0]))
            .query(String.class)
            .list());
  }

  private void lock(String function) {
    jdbc.sql("select " + function + "(?)").param(LOCK).query((rs, i) -> i).list();
  }
}
