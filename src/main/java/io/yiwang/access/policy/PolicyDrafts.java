package io.yiwang.access.policy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts people are writing; each sees only their own. */
@Component
class PolicyDrafts {
  private final JdbcClient jdbc;
  private final Clock clock;

  PolicyDrafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A text that is not proposed yet.
   *
   * @param basedOn the version it began with
   */
  record Draft(String yaml, int basedOn, Instant savedAt) {}

  Optional<Draft> find(long person) {
    return jdbc.sql("select yaml, based_on, saved_at from access.policy_draft where person_id = ?")
        .param(person)
        .query((rs, i) -> new Draft(rs.getString(1), rs.getInt(2), rs.getTimestamp(3).toInstant()))
        .optional();
  }

  void save(long person, String yaml, int basedOn) {
    jdbc.sql(
            """
            insert into access.policy_draft (person_id, yaml, based_on, saved_at) values (?, ?, ?, ?)
            on conflict (person_id) do update
            set yaml = excluded.yaml, based_on = excluded.based_on, saved_at = excluded.saved_at
            """)
        .params(person, yaml, basedOn, Timestamp.from(clock.instant()))
        .update();
  }

  void discard(long person) {
    jdbc.sql("delete from access.policy_draft where person_id = ?").param(person).update();
  }
}
