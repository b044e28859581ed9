package io.yiwang.access;

import io.yiwang.house.SystemDuty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Keys of programs, kept as SHA-256 only; a key itself is 256 random bits, so no slow hash is
 * needed.
 */
@Component
public class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int REMEMBERED_KEYS = 10_000;
  private static final int KEY_BYTES = 32;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Found> remembered = new ConcurrentHashMap<>();

  ApiKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Found(@Nullable ApiClient client, Instant until) {}

  /** The client of a key; what is found (or not) is believed for five seconds. */
  public Optional<ApiClient> find(String key) {
    Instant now = clock.instant();
    Found found = remembered.get(key);
    if (found == null || found.until().isBefore(now)) {
      if (remembered.size() > REMEMBERED_KEYS) {
        remembered.clear();
      }
      found = new Found(SystemDuty.call(() -> read(key, now)), now.plus(REMEMBERED));
      remembered.put(key, found);
    }
    return Optional.ofNullable(found.client());
  }

  /** The client of the present request, when it came with a key. */
  public Optional<ApiClient> findCurrent() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof ApiClient client
        ? Optional.of(client)
        : Optional.empty();
  }

  /** Makes a new key and returns it; only its hash is kept. */
  public String issue(String source, String channel, Set<String> scopes) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    String key = "yw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    keep(key, source, channel, scopes);
    return key;
  }

  /** Lets a key in that was made elsewhere. */
  void keep(String key, String source, String channel, Set<String> scopes) {
    jdbc.sql("insert into access.api_key values (?, ?, ?, ?, ?, null) on conflict do nothing")
        .params(
            hash(key),
            source,
            channel,
            scopes.toArray(new String[0]),
            Timestamp.from(clock.instant()))
        .update();
    remembered.remove(key);
  }

  private @Nullable ApiClient read(String key, Instant now) {
    return jdbc.sql(
            """
            select source, channel, scopes from access.api_key
            where key_hash = ? and (expires_at is null or expires_at > ?)
            """)
        .params(hash(key), Timestamp.from(now))
        .query(
            (rs, i) ->
                new ApiClient(
                    rs.getString(1), rs.getString(2), Set.of((String[]) rs.getArray(3).getArray())))
        .optional()
        .orElse(null);
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
