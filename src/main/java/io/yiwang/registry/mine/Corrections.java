package io.yiwang.registry.mine;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import io.yiwang.registry.fusion.Settler;
import io.yiwang.registry.people.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people say is wrong in their record. Nothing changes until their committee has looked; then
 * it is a statement of the person's own and one of the committee's, and fusion does the rest.
 */
@Component
class Corrections {
  private static final String VALUE = "registry.correction.value";
  private static final int MOST_WAITING = 10;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Vault vault;
  private final Claims claims;
  private final RightValues values;
  private final Settler settler;
  private final Writes writes;
  private final AuditTrail audit;

  Corrections(
      JdbcClient jdbc,
      Clock clock,
      Vault vault,
      Claims claims,
      RightValues values,
      Settler settler,
      Writes writes,
      AuditTrail audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.vault = vault;
    this.claims = claims;
    this.values = values;
    this.settler = settler;
    this.writes = writes;
    this.audit = audit;
  }

  @Configuration(proxyBeanMethods = false)
  static class Columns {
    @Bean
    SealedColumn sealedCorrections() {
      return new SealedColumn(VALUE, "registry.correction", "id", "value_sealed");
    }
  }

  /** How a correction stands. */
  enum CorrectionState {
    PENDING,
    CONFIRMED,
    REFUSED,
    WITHDRAWN
  }

  /**
   * A correction somebody asked for.
   *
   * @param answer of the committee
   */
  record Correction(
      long id,
      long person,
      RightValues.CorrectedField field,
      String value,
      String reason,
      CorrectionState state,
      Instant askedAt,
      @Nullable Instant decidedAt,
      @Nullable String answer,
      String regionPath) {}

  /** Asks for one; 409 when it would be one too many. */
  void ask(long account, RightValues.CorrectedField field, String value, String reason) {
    String read = values.read(field, value);
    writes.run(
        () -> {
          long person =
              claims
                  .personOf(account)
                  .orElseThrow(() -> Problem.notFound("record of account", account));
          if (waiting(account) >= MOST_WAITING) {
            throw Problem.conflict(
                "too-many-corrections",
                MOST_WAITING + " corrections wait already.",
                "Maybe your committee can look at those first.");
          }
          jdbc.sql(
                  """
                  insert into registry.correction (account_id, person_id, field, value_sealed, reason, state, asked_at, region_path)
                  select :account, id, :field, :value, :reason, 'PENDING', :now, region_path
                  from registry.person where id = :person
                  """)
              .param("account", account)
              .param("person", person)
              .param("field", field.name())
              .param("value", vault.seal(VALUE, read))
              .param("reason", reason)
              .param("now", Timestamp.from(clock.instant()))
              .update();
          prove(AuditAction.CREATE, person, "");
        });
  }

  private long waiting(long account) {
    return jdbc.sql(
            "select count(*) from registry.correction where account_id = ? and state = 'PENDING'")
        .param(account)
        .query(Long.class)
        .single();
  }

  void withdraw(long account, long id) {
    int withdrawn =
        writes.call(
            () ->
                jdbc.sql(
                        """
                        update registry.correction set state = 'WITHDRAWN', decided_at = ?
                        where id = ? and account_id = ? and state = 'PENDING'
                        """)
                    .params(Timestamp.from(clock.instant()), id, account)
                    .update());
    if (withdrawn == 0) {
      throw Problem.notFound("waiting correction", id);
    }
  }

  /** One's own, the newest first, as row security shows them. */
  List<Correction> of(long account) {
    return jdbc.sql(
            "select * from registry.correction where account_id = ? order by id desc limit 100")
        .param(account)
        .query(this::correction)
        .list();
  }

  /** Those that wait in a region, the oldest first. */
  List<Correction> waiting(Scope scope, long offset, int limit) {
    return jdbc.sql(
            "select * from registry.correction where state = 'PENDING' and"
                + Scope.sql("region_path")
                + "order by id limit :limit offset :offset")
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(this::correction)
        .list();
  }

  /** It is so: the person's statement and the committee's. */
  void confirm(Scope scope, long id, String by) {
    writes.run(
        () -> {
          Correction c = decided(scope, id, CorrectionState.CONFIRMED, null, by);
          Instant now = clock.instant();
          if (c.field != RightValues.CorrectedField.OTHER) {
            settler.add(
                c.person,
                List.of(
                    values.statement(c, SourceKind.SELF_REPORT, c.askedAt),
                    values.statement(c, SourceKind.COMMUNITY_CHECK, now)),
                "correction " + id,
                by);
          }
          prove(AuditAction.CHANGE, c.person, c.regionPath);
        });
  }

  /** It is not so, or cannot be settled here. */
  void refuse(Scope scope, long id, String answer, String by) {
    writes.run(
        () -> {
          Correction c = decided(scope, id, CorrectionState.REFUSED, answer, by);
          prove(AuditAction.CHANGE, c.person, c.regionPath);
        });
  }

  private Correction decided(
      Scope scope, long id, CorrectionState state, @Nullable String answer, String by) {
    Correction found =
        jdbc.sql(
                "select * from registry.correction where id = :id and"
                    + Scope.sql("region_path")
                    + "for update")
            .param("id", id)
            .params(scope.params())
            .query(this::correction)
            .optional()
            .orElseThrow(() -> Problem.notFound("correction", id));
    if (found.state != CorrectionState.PENDING) {
      throw Problem.conflict(
          "correction-decided",
          "Correction " + id + " is " + found.state + " already.",
          "Maybe somebody else has decided it.");
    }
    jdbc.sql(
            """
            update registry.correction set state = :state, answer = :answer, decided_by = :by, decided_at = :now
            where id = :id
            """)
        .param("state", state.name())
        .param("answer", answer)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
    return found;
  }

  private void prove(AuditAction action, long person, String regionPath) {
    audit.append(audit.entry(action, "person.correction").about("person:" + person).in(regionPath));
  }

  private Correction correction(ResultSet rs, int row) throws SQLException {
    Timestamp decided = rs.getTimestamp("decided_at");
    return new Correction(
        rs.getLong("id"),
        rs.getLong("person_id"),
        RightValues.CorrectedField.valueOf(rs.getString("field")),
        vault.open(VALUE, rs.getBytes("value_sealed")),
        rs.getString("reason"),
        CorrectionState.valueOf(rs.getString("state")),
        rs.getTimestamp("asked_at").toInstant(),
        decided == null ? null : decided.toInstant(),
        rs.getString("answer"),
        rs.getString("region_path"));
  }
}
