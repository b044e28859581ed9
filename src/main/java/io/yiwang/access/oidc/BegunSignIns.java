package io.yiwang.access.oidc;

import io.yiwang.access.Tokens;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sign-ins that wait for their provider's answer. Each belongs to the browser that began it and is
 * taken once, so an answer that was seen before or by somebody else opens nothing.
 */
@Component
class BegunSignIns {
  static final Duration LIFE = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  BegunSignIns(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param nonce that the id token must repeat
   * @param verifier of PKCE
   * @param next page of ours to go on to
   */
  record Begun(String provider, String nonce, String verifier, String next) {}

  void keep(String state, String browser, Begun begun) {
    Instant now = clock.instant();
    jdbc.sql("delete from access.oidc_sign_in where expires_at < ?")
        .param(Timestamp.from(now))
        .update();
    jdbc.sql(
            """
            insert into access.oidc_sign_in
              (state_hash, browser_hash, provider, nonce, verifier, next, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Tokens.hash(state),
            Tokens.hash(browser),
            begun.provider,
            begun.nonce,
            begun.verifier,
            begun.next,
            Timestamp.from(now.plus(LIFE)))
        .update();
  }

  Optional<Begun> take(String provider, String state, String browser) {
    return jdbc.sql(
            """
            delete from access.oidc_sign_in
            where state_hash = ? and browser_hash = ? and provider = ? and expires_at > ?
            returning provider, nonce, verifier, next
            """)
        .params(Tokens.hash(state), Tokens.hash(browser), provider, Timestamp.from(clock.instant()))
        .query(Begun.class)
        .optional();
  }
}
