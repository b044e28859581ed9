package io.yiwang.access.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes accounts for people who come by themselves; without a duty they may do nothing yet. */
@Component
public class Newcomers {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
  private static final int NAME_LENGTH = 100;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Passwords passwords;

  Newcomers(JdbcClient jdbc, Clock clock, Passwords passwords) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.passwords = passwords;
  }

  /** Whether an account may be called so. */
  public static boolean isLogin(String login) {
    return LOGIN.matcher(login).matches();
  }

  /** An account with a password that nobody knows; empty when the login is taken or none. */
  public Optional<Long> create(String login, String name) {
    if (!isLogin(login)) {
      return Optional.empty();
    }
    String shown = name.strip().substring(0, Math.min(name.strip().length(), NAME_LENGTH));
    Optional<Long> id =
        jdbc.sql(
                """
                insert into access.person (login, name, name_en, password_hash, created_at)
                values (?, ?, ?, '{argon2id}', ?) on conflict (login) do nothing returning id
                """)
            .params(login, shown, shown, Timestamp.from(clock.instant()))
            .query(Long.class)
            .optional();
    id.ifPresent(passwords::reset);
    return id;
  }
}
