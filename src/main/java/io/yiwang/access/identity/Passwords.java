package io.yiwang.access.identity;

import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The passwords of people. Each comparison takes memory and time on purpose, so only as many run at
 * once as there are processors; the others wait their turn.
 */
@Component
public class Passwords {
  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final PasswordRules rules;
  private final IdentitySettings.Password settings;
  private final Clock clock;
  private final Semaphore turns =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
  private volatile @Nullable String nobodys;

  Passwords(
      JdbcClient jdbc,
      PasswordEncoder encoder,
      PasswordRules rules,
      IdentitySettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.rules = rules;
    this.settings = settings.password();
    this.clock = clock;
  }

  /** An account as far as signing in needs it. */
  record Account(
      long id,
      String login,
      String passwordHash,
      boolean enabled,
      boolean mustChangePassword,
      Instant passwordChangedAt) {}

  @Nullable Account find(String login) {
    return jdbc.sql(
            """
            select id, login, password_hash, enabled, must_change_password, password_changed_at
            from access.person where login = ?
            """)
        .param(login)
        .query(
            (rs, i) ->
                new Account(
                    rs.getLong(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getBoolean(4),
                    rs.getBoolean(5),
                    rs.getTimestamp(6).toInstant()))
        .optional()
        .orElse(null);
  }

  /** Whether it is the account's password; takes as long when there is no such account. */
  boolean matches(String password, @Nullable Account account) {
    String hash = nobodysHash();
    boolean right =
        inTurn(() -> encoder.matches(password, account == null ? hash : account.passwordHash()));
    return right && account != null && account.enabled();
  }

  /** Keeps an older hash by the present rules, now that the password is at hand. */
  void upgrade(Account account, String password) {
    if (encoder.upgradeEncoding(account.passwordHash())) {
      String hash = hash(password);
      jdbc.sql("update access.person set password_hash = ? where id = ? and password_hash = ?")
          .params(hash, account.id(), account.passwordHash())
          .update();
    }
  }

  /** Whether a password given by an administrator has waited too long for its person. */
  boolean lapsed(Account account) {
    return account.mustChangePassword()
        && account.passwordChangedAt().plus(settings.temporary()).isBefore(clock.instant());
  }

  /** Passwords older than this must be changed; the beginning of time when none grows too old. */
  Instant oldest() {
    Duration maxAge = settings.maxAge();
    return maxAge == null ? Instant.EPOCH : clock.instant().minus(maxAge);
  }

  /** Changes a person's own password. */
  void change(String login, @Nullable String present, @Nullable String next) {
    Account account = Objects.requireNonNull(find(login));
    if (present == null || !matches(present, account)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "wrong-password",
          "This is not the present password.",
          "present",
          null,
          "Maybe caps lock is on.");
    }
    if (next == null || next.equals(present)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "password-same",
          "The new password must be another than the present one.",
          "password",
          null,
          null);
    }
    rules.check(next, names(account.id()));
    keep(account.id(), next, false);
  }

  /** Gives a person a password that lets them in to choose one of their own. */
  public String reset(long person) {
    String password = Temporary.password();
    keep(person, password, true);
    return password;
  }

  String hash(String password) {
    return Objects.requireNonNull(inTurn(() -> encoder.encode(password)));
  }

  private void keep(long person, String password, boolean mustChange) {
    jdbc.sql(
            """
            update access.person
            set password_hash = ?, password_changed_at = ?, must_change_password = ? where id = ?
            """)
        .params(hash(password), Timestamp.from(clock.instant()), mustChange, person)
        .update();
  }

  private String[] names(long person) {
    return jdbc.sql("select login, name, name_en from access.person where id = ?")
        .param(person)
        .query((rs, i) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3)})
        .single();
  }

  /** Made at the first sign-in rather than at the start. */
  private String nobodysHash() {
    String hash = nobodys;
    if (hash == null) {
      hash = hash("nobody");
      nobodys = hash;
    }
    return hash;
  }

  private <T> T inTurn(java.util.function.Supplier<T> slow) {
    turns.acquireUninterruptibly();
    try {
      return slow.get();
    } finally {
      turns.release();
    }
  }
}
