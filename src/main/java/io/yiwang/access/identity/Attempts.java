package io.yiwang.access.identity;

import io.yiwang.access.Tokens;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts attempts to sign in, by name and by address, and locks after too many.
 *
 * <p>A name that nobody has is counted and locked like any other, so that a lock reveals nothing.
 * An attempt is counted, and if it is the last one allowed the lock set, <em>before</em> its
 * password is looked at, and taken back when it was right: many attempts at the same moment are
 * therefore no more than the rule allows.
 */
@Component
public class Attempts {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final IdentitySettings.Attempts rules;

  Attempts(JdbcClient jdbc, Clock clock, IdentitySettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.rules = settings.attempts();
  }

  /** Counts an attempt; 429 when the name or the address is locked. */
  void begin(String login, String address) {
    Instant now = clock.instant();
    count(byAddress(address), rules.perAddress(), now);
    count(byLogin(login), rules.perLogin(), now);
  }

  /** Counts an attempt of which no name is known yet; 429 when the address is locked. */
  public void beginFrom(String address) {
    count(byAddress(address), rules.perAddress(), clock.instant());
  }

  /** Takes the attempt back, and with it what was counted against the name. */
  void succeeded(String login, String address) {
    forgive(login);
    succeededFrom(address);
  }

  /** Takes an attempt back of which no name was known. */
  public void succeededFrom(String address) {
    jdbc.sql(
            """
            update access.sign_in_attempt set attempts = attempts - 1,
              locked_until = case when attempts > :limit then locked_until end
            where subject = :subject and attempts > 0
            """)
        .param("limit", rules.perAddress())
        .param("subject", byAddress(address))
        .update();
  }

  /** Unlocks a name. */
  public void forgive(String login) {
    jdbc.sql("delete from access.sign_in_attempt where subject = ?").param(byLogin(login)).update();
  }

  /** When the name is free again, if it is locked. */
  public Optional<Instant> lockedUntil(String login) {
    return lockedUntil(byLogin(login));
  }

  /** Removes what no longer counts. */
  void sweep() {
    Instant old = clock.instant().minus(rules.window()).minus(rules.longestLock());
    jdbc.sql(
            "delete from access.sign_in_attempt where since < ? and coalesce(locked_until, since) <"
                + " ?")
        .params(Timestamp.from(old), Timestamp.from(clock.instant()))
        .update();
  }

  private void count(byte[] subject, int limit, Instant now) {
    int counted =
        jdbc.sql(
                """
                with n as (select cast(:now as timestamptz) as now)
                insert into access.sign_in_attempt as a (subject, attempts, since, locked_until)
                select :subject, 1, n.now, case when :limit <= 1 then n.now + make_interval(secs => :lock) end
                from n
                on conflict (subject) do update set
                  since = case when a.since < :window then excluded.since else a.since end,
                  attempts = case when a.since < :window then 1 else a.attempts + 1 end,
                  locked_until = case when a.since >= :window and a.attempts + 1 >= :limit
                    then excluded.since + make_interval(secs => least(:longest,
                      :lock * power(2, least(a.attempts + 1 - :limit, 20))))
                    end
                where a.locked_until is null or a.locked_until <= excluded.since
                """)
            .params(
                Map.of(
                    "subject",
                    subject,
                    "now",
                    Timestamp.from(now),
                    "window",
                    Timestamp.from(now.minus(rules.window())),
                    "limit",
                    limit,
                    "lock",
                    (double) rules.lock().toSeconds(),
                    "longest",
                    (double) rules.longestLock().toSeconds()))
            .update();
    if (counted == 0) {
      Instant until = lockedUntil(subject).orElse(now.plus(rules.lock()));
      throw locked(Duration.between(now, until));
    }
  }

  private Optional<Instant> lockedUntil(byte[] subject) {
    return jdbc.sql(
            "select locked_until from access.sign_in_attempt where subject = ? and locked_until >"
                + " ?")
        .params(subject, Timestamp.from(clock.instant()))
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  private static Problem locked(Duration left) {
    long seconds = Math.max(1, left.toSeconds() + 1);
    return new Problem(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-attempts",
            "There were too many attempts to sign in.",
            null,
            null,
            "Maybe wait " + seconds + " seconds and try again.")
        .with(Problem.RETRY_AFTER, seconds);
  }

  private static byte[] byLogin(String login) {
    return Tokens.hash("login " + login.strip().toLowerCase(Locale.ROOT));
  }

  private static byte[] byAddress(String address) {
    return Tokens.hash("address " + address);
  }
}
