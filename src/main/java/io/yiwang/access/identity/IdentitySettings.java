package io.yiwang.access.identity;

import io.yiwang.access.Duty;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Rules of signing in: {@code yiwang.access.*}. */
@ConfigurationProperties("yiwang.access")
public record IdentitySettings(
    @DefaultValue Password password,
    @DefaultValue Session session,
    @DefaultValue Attempts attempts,
    @DefaultValue Factor factor) {

  /**
   * @param minScore how hard a password must be to guess, 0 to 4 (zxcvbn)
   * @param deniedWords words that make a password easy to guess here, such as the city's name
   * @param maxAge after which a password must be changed; none unless a rule demands it
   * @param temporary how long a password given by an administrator lets its person in
   * @param memoryKib of one Argon2id computation
   */
  public record Password(
      @DefaultValue("12") int minLength,
      @DefaultValue("3") int minScore,
      @DefaultValue({"yiwang", "一网"}) List<String> deniedWords,
      @Nullable Duration maxAge,
      @DefaultValue("7d") Duration temporary,
      @DefaultValue("19456") int memoryKib,
      @DefaultValue("2") int iterations) {
    public Password {
      deniedWords = List.copyOf(deniedWords);
      require(minLength >= 8, "password.min-length", minLength, "must be at least 8");
      require(minScore >= 0 && minScore <= 4, "password.min-score", minScore, "must be 0 to 4");
      require(memoryKib >= 7168, "password.memory-kib", memoryKib, "must be at least 7168");
      require(iterations >= 1, "password.iterations", iterations, "must be at least 1");
    }
  }

  /**
   * @param idle a session that nobody used for so long is over
   * @param absolute a session is over after so long whatever happens
   */
  public record Session(@DefaultValue("4h") Duration idle, @DefaultValue("24h") Duration absolute) {
    public Session {
      require(idle.isPositive(), "session.idle", idle, "must be positive");
      require(absolute.compareTo(idle) >= 0, "session.absolute", absolute, "must be at least idle");
    }
  }

  /**
   * @param perLogin attempts at one name before it is locked
   * @param perAddress failed attempts from one address before it is locked
   * @param window in which attempts are counted together
   * @param lock the first lock; each further failure doubles it
   */
  public record Attempts(
      @DefaultValue("5") int perLogin,
      @DefaultValue("100") int perAddress,
      @DefaultValue("15m") Duration window,
      @DefaultValue("1m") Duration lock,
      @DefaultValue("15m") Duration longestLock) {
    public Attempts {
      require(perLogin >= 1, "attempts.per-login", perLogin, "must be at least 1");
      require(
          perAddress >= perLogin, "attempts.per-address", perAddress, "must be at least per-login");
    }
  }

  /**
   * @param requiredFor duties that nobody exercises without a second factor
   * @param issuer the name an authenticator shows
   */
  public record Factor(
      @DefaultValue("ADMIN") Set<Duty> requiredFor, @DefaultValue("Yiwang") String issuer) {
    public Factor {
      requiredFor = Set.copyOf(requiredFor);
    }
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yiwang.access." + name + " (" + value + ") " + rule + ".");
    }
  }
}
