package io.yiwang.registry.mine;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.house.Problem;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.registry.Writes;
import io.yiwang.registry.people.Identifiers;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts that say to belong to a person. Knowing somebody's number, name and phone opens nothing:
 * the claim waits, with a code that only the claimant is shown, until the person has come to their
 * committee with both. Whether there is such a person is told to nobody, not by the answer and not
 * by what is written.
 */
@Component
public class Claims {
  static final Duration WAITS = Duration.ofDays(30);
  private static final int MOST_A_DAY = 3;
  private static final String CODE = "registry.claim.code";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Vault vault;
  private final Identifiers identifiers;
  private final Writes writes;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  Claims(
      JdbcClient jdbc,
      Clock clock,
      Vault vault,
      Identifiers identifiers,
      Writes writes,
      AuditTrail audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.vault = vault;
    this.identifiers = identifiers;
    this.writes = writes;
    this.audit = audit;
  }

  @Configuration(proxyBeanMethods = false)
  static class Columns {
    @Bean
    SealedColumn sealedClaimCodes() {
      return new SealedColumn(CODE, "registry.claim", "id", "code_sealed");
    }
  }

  /**
   * A claim as its claimant sees it.
   *
   * @param code what to tell the committee; null once it is decided
   * @param lapsesAt until when to come; null once it is decided
   */
  record OwnClaim(
      long id,
      ClaimState state,
      @Nullable String code,
      Instant askedAt,
      @Nullable Instant lapsesAt,
      @Nullable Instant decidedAt,
      @Nullable String reason) {}

  private record Match(long id, @Nullable Long phoneIndex, String name, String regionPath) {}

  /** Files a claim; 409 when one waits or holds already, 429 after too many. */
  OwnClaim file(long account, CitizenNumber number, MobileNumber phone, String name) {
    Long numberIndex = identifiers.index(number);
    Long phoneIndex = identifiers.index(phone);
    return writes.call(
        () -> {
          lapse();
          refuseAnother(account);
          Optional<Match> match =
              match(numberIndex)
                  .filter(m -> m.name.equals(name))
                  .filter(m -> m.phoneIndex == null || m.phoneIndex.equals(phoneIndex))
                  .filter(m -> !isClaimed(m.id));
          long id = insert(account, ClaimState.PENDING, match.orElse(null));
          List<String> about = new ArrayList<>(List.of("claim:" + id));
          match.ifPresent(m -> about.add("person:" + m.id));
          audit.append(audit.entry(AuditAction.CREATE, "person.claim").about(about));
          return latest(account).orElseThrow();
        });
  }

  private void refuseAnother(long account) {
    latest(account)
        .filter(c -> c.state == ClaimState.PENDING || c.state == ClaimState.CONFIRMED)
        .ifPresent(
            c -> {
              throw Problem.conflict(
                  "claim-open",
                  "There is a claim of yours already; it is " + c.state + ".",
                  "Maybe withdraw it first.");
            });
    long today =
        jdbc.sql("select count(*) from registry.claim where account_id = ? and asked_at > ?")
            .params(account, Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
            .query(Long.class)
            .single();
    if (today >= MOST_A_DAY) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-claims",
          "There were " + today + " claims of this account within a day.",
          null,
          null,
          "Maybe ask your committee, and try again tomorrow.");
    }
  }

  private Optional<Match> match(@Nullable Long numberIndex) {
    return jdbc.sql(
            """
            select id, phone_index, name, region_path from registry.person
            where number_index = ? and merged_into is null order by id limit 1
            """)
        .param(numberIndex)
        .query(Claims::match)
        .optional();
  }

  private static Match match(ResultSet rs, int row) throws SQLException {
    return new Match(rs.getLong(1), rs.getObject(2, Long.class), rs.getString(3), rs.getString(4));
  }

  private boolean isClaimed(long person) {
    return jdbc.sql(
            "select exists (select from registry.claim where state = 'CONFIRMED' and"
                + " ? in (person_id, present_person))")
        .param(person)
        .query(Boolean.class)
        .single();
  }

  private long insert(long account, ClaimState state, @Nullable Match match) {
    return jdbc.sql(
            """
            insert into registry.claim (account_id, person_id, present_person, state, code_sealed, asked_at, region_path)
            values (:account, :person, :person, :state, :code, :now, :path) returning id
            """)
        .param("account", account)
        .param("person", match == null ? null : match.id)
        .param("state", state.name())
        .param("code", vault.seal(CODE, "%08d".formatted(random.nextInt(100_000_000))))
        .param("now", now())
        .param("path", match == null ? null : match.regionPath)
        .query(Long.class)
        .single();
  }

  /** Ends what nobody came for. */
  private void lapse() {
    jdbc.sql("update registry.claim set state = 'LAPSED' where state = 'PENDING' and asked_at < ?")
        .param(Timestamp.from(clock.instant().minus(WAITS)))
        .update();
  }

  /** The last claim of an account. */
  Optional<OwnClaim> latest(long account) {
    return jdbc.sql("select * from registry.claim where account_id = ? order by id desc limit 1")
        .param(account)
        .query(this::own)
        .optional();
  }

  /** A refusal without the claimant there would tell that the person exists: it looks pending. */
  private OwnClaim own(ResultSet rs, int row) throws SQLException {
    ClaimState state = ClaimState.valueOf(rs.getString("state"));
    Instant asked = rs.getTimestamp("asked_at").toInstant();
    if (state == ClaimState.PENDING && lapsed(asked)) {
      state = ClaimState.LAPSED;
    }
    if (state == ClaimState.REFUSED && rs.getString("reason") == null) {
      state = lapsed(asked) ? ClaimState.LAPSED : ClaimState.PENDING;
    }
    boolean waits = state == ClaimState.PENDING;
    Timestamp decided = rs.getTimestamp("decided_at");
    return new OwnClaim(
        rs.getLong("id"),
        state,
        waits ? vault.open(CODE, rs.getBytes("code_sealed")) : null,
        asked,
        waits ? asked.plus(WAITS) : null,
        waits || decided == null ? null : decided.toInstant(),
        rs.getString("reason"));
  }

  private boolean lapsed(Instant asked) {
    return asked.plus(WAITS).isBefore(clock.instant());
  }

  /** Withdraws the claim that waits, or ends the one that holds; nothing when there is none. */
  void giveUp(long account) {
    writes.run(
        () -> {
          List<Long> ids =
              jdbc.sql(
                      """
                      update registry.claim set decided_at = ?,
                        state = case state when 'CONFIRMED' then 'ENDED' else 'WITHDRAWN' end
                      where account_id = ? and (state in ('PENDING', 'CONFIRMED')
                        or state = 'REFUSED' and reason is null) returning id
                      """)
                  .params(now(), account)
                  .query((rs, i) -> rs.getLong(1))
                  .list();
          ids.forEach(id -> prove(id, account));
        });
  }

  private void prove(long id, long account) {
    audit.append(
        audit
            .entry(AuditAction.PERMISSION, "person.claim")
            .about(List.of("claim:" + id, "account:" + account)));
  }

  /** The person whose account it is now; asked as the platform. */
  Optional<Long> personOf(long account) {
    return jdbc.sql(
            "select present_person from registry.claim where account_id = ? and state ="
                + " 'CONFIRMED'")
        .param(account)
        .query(Long.class)
        .optional();
  }

  /**
   * Confirms without asking anybody, for a city that is made up; nothing when nobody has the id.
   */
  public void confirmed(long account, long person) {
    if (personOf(account).isEmpty() && !isClaimed(person)) {
      jdbc.sql("select id, phone_index, name, region_path from registry.person where id = ?")
          .param(person)
          .query(Claims::match)
          .optional()
          .ifPresent(match -> insert(account, ClaimState.CONFIRMED, match));
    }
  }

  /** Whether it is the code of the claim; the row is locked. */
  boolean isCode(long id, String code) {
    byte[] sealed =
        jdbc.sql("select code_sealed from registry.claim where id = ? for update")
            .param(id)
            .query(byte[].class)
            .single();
    return Objects.equals(vault.open(CODE, sealed), code);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
