package io.yiwang.registry.mine;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditOutcome;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Claims as those decide who have the claimant before them. */
@Component
class ClaimDesk {
  /** After so many wrong codes somebody is guessing. */
  private static final int MOST_TRIES = 5;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Claims claims;
  private final Writes writes;
  private final AuditTrail audit;

  ClaimDesk(JdbcClient jdbc, Clock clock, Claims claims, Writes writes, AuditTrail audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.claims = claims;
    this.writes = writes;
    this.audit = audit;
  }

  /**
   * A claim about somebody of the region.
   *
   * @param accountName as the claimant's account is called
   */
  record ClaimRow(
      long id,
      ClaimState state,
      long account,
      String accountName,
      long person,
      Instant askedAt,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy,
      String regionPath) {}

  private static final String SELECT =
      """
      select c.id, c.state, c.account_id, a.name, c.present_person, c.asked_at, c.decided_at, c.decided_by, c.region_path
      from registry.claim c join access.person a on a.id = c.account_id where c.present_person is not null and\
      """;

  /** A page of those that wait, the oldest first, or that hold, the newest first. */
  List<ClaimRow> list(Scope scope, ClaimState state, long offset, int limit) {
    return jdbc.sql(
            SELECT
                + Scope.sql("c.region_path")
                + """
                and c.state = :state and (c.state <> 'PENDING' or c.asked_at > :since)
                order by case when c.state = 'PENDING' then c.id end, c.id desc limit :limit offset :offset
                """)
        .param("state", state.name())
        .param("since", Timestamp.from(clock.instant().minus(Claims.WAITS)))
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(ClaimDesk::row)
        .list();
  }

  ClaimRow get(Scope scope, long id) {
    return jdbc.sql(SELECT + Scope.sql("c.region_path") + "and c.id = :id")
        .param("id", id)
        .params(scope.params())
        .query(ClaimDesk::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("claim", id));
  }

  private static ClaimRow row(ResultSet rs, int row) throws SQLException {
    Timestamp decided = rs.getTimestamp(7);
    return new ClaimRow(
        rs.getLong(1),
        ClaimState.valueOf(rs.getString(2)),
        rs.getLong(3),
        rs.getString(4),
        rs.getLong(5),
        rs.getTimestamp(6).toInstant(),
        decided == null ? null : decided.toInstant(),
        rs.getString(8),
        rs.getString(9));
  }

  /** Confirms with the code the claimant shows; wrong ones are counted and end the claim. */
  ClaimRow confirm(Scope scope, long id, String code, String by) {
    boolean right =
        writes.call(
            () -> {
              ClaimRow claim = get(scope, id);
              boolean is = claims.isCode(id, code);
              requireState(claim, ClaimState.PENDING);
              if (is) {
                decide(claim, ClaimState.CONFIRMED, null, by);
              } else {
                missed(claim);
              }
              return is;
            });
    if (!right) {
      throw Problem.badField(
          "code", null, "is not the code of this claim.", "Maybe it belongs to another claim.");
    }
    return writes.call(() -> get(scope, id));
  }

  /**
   * Refuses one that waits, or ends one that holds.
   *
   * @param code of the claimant, when they are there; without it they are not told
   */
  ClaimRow refuse(Scope scope, long id, String code, String reason, String by) {
    return writes.call(
        () -> {
          ClaimRow claim = get(scope, id);
          boolean holds = claim.state == ClaimState.CONFIRMED;
          requireState(claim, holds ? ClaimState.CONFIRMED : ClaimState.PENDING);
          String told = holds || claims.isCode(id, code) ? reason : null;
          decide(claim, holds ? ClaimState.ENDED : ClaimState.REFUSED, told, by);
          return get(scope, id);
        });
  }

  private void missed(ClaimRow claim) {
    jdbc.sql(
            """
            update registry.claim set tries = tries + 1,
              state = case when tries + 1 >= :most then 'REFUSED' else state end,
              decided_at = case when tries + 1 >= :most then cast(:now as timestamptz) end
            where id = :id
            """)
        .param("most", MOST_TRIES)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", claim.id)
        .update();
    audit.append(
        audit
            .entry(AuditAction.PERMISSION, "person.claim")
            .about("claim:" + claim.id)
            .in(claim.regionPath)
            .ending(AuditOutcome.DENIED));
  }

  private static void requireState(ClaimRow claim, ClaimState state) {
    if (claim.state != state) {
      throw Problem.conflict(
          "claim-decided",
          "Claim " + claim.id + " is " + claim.state + " already.",
          "Maybe somebody else has decided it.");
    }
  }

  private void decide(ClaimRow claim, ClaimState state, @Nullable String reason, String by) {
    if (state == ClaimState.CONFIRMED && isTaken(claim.person)) {
      throw Problem.conflict(
          "claim-decided",
          "Another account has been confirmed as this person's.",
          "Maybe end that one first.");
    }
    jdbc.sql(
            """
            update registry.claim set state = :state, reason = :reason, decided_by = :by, decided_at = :now
            where id = :id
            """)
        .param("state", state.name())
        .param("reason", reason)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", claim.id)
        .update();
    List<String> about = new ArrayList<>();
    about.add("claim:" + claim.id);
    about.add("account:" + claim.account);
    about.add("person:" + claim.person);
    audit.append(
        audit.entry(AuditAction.PERMISSION, "person.claim").about(about).in(claim.regionPath));
  }

  private boolean isTaken(long person) {
    return jdbc.sql(
            "select exists (select from registry.claim where state = 'CONFIRMED' and"
                + " ? in (person_id, present_person))")
        .param(person)
        .query(Boolean.class)
        .single();
  }
}
