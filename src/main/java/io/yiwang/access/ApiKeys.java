package io.yiwang.access;

import io.yiwang.house.SystemDuty;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Keys of programs, kept as hashes only.
 *
 * <p>What was found for a key is believed for five seconds, but never past its expiry, and a
 * revocation forgets it at once; another process that shares the database hears of a revocation
 * after at most those five seconds.
 */
@Component
public class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration TOUCH = Duration.ofMinutes(1);
  private static final int REMEMBERED_KEYS = 10_000;
  private static final int HINT = 8;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<ByteBuffer, Found> remembered = new ConcurrentHashMap<>();

  /** Grows with every change, so that what was read before one is not remembered after it. */
  private final AtomicLong changes = new AtomicLong();

  ApiKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A client and the id of the key it came with. */
  record Known(long id, ApiClient client, @Nullable Instant expiresAt) {}

  private record Found(@Nullable Known known, Instant until) {
    Optional<Known> at(Instant now) {
      return known == null || (known.expiresAt != null && !known.expiresAt.isAfter(now))
          ? Optional.empty()
          : Optional.of(known);
    }
  }

  /**
   * A key to be made.
   *
   * @param source the name the observations of its program carry
   * @param channel the default channel of its observations
   * @param unitCode the unit that answers for the program
   */
  public record NewKey(
      String name,
      KeyKind kind,
      String source,
      String channel,
      Set<String> scopes,
      @Nullable String unitCode,
      @Nullable Instant expiresAt,
      @Nullable Long createdBy) {
    public NewKey {
      scopes = Set.copyOf(scopes);
    }
  }

  /** A new key; the key itself is shown this once. */
  public record Issued(long id, String key) {}

  /** The client of a key. */
  public Optional<ApiClient> find(String key) {
    return known(key).map(Known::client);
  }

  Optional<Known> known(String key) {
    Instant now = clock.instant();
    byte[] hash = Tokens.hash(key);
    Found found = remembered.get(ByteBuffer.wrap(hash));
    if (found == null || found.until().isBefore(now)) {
      long seen = changes.get();
      found = new Found(SystemDuty.call(() -> read(hash, now)), now.plus(REMEMBERED));
      if (remembered.size() > REMEMBERED_KEYS) {
        remembered.clear();
      }
      remembered.put(ByteBuffer.wrap(hash), found);
      if (changes.get() != seen) {
        remembered.remove(ByteBuffer.wrap(hash));
      }
    }
    return found.at(now);
  }

  /** The client of the present request, when it came with a key. */
  public Optional<ApiClient> findCurrent() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof ApiClient client
        ? Optional.of(client)
        : Optional.empty();
  }

  /** Makes a new key for a source, for good, and returns it. */
  public String issue(String source, String channel, Set<String> scopes) {
    return issue(new NewKey(source, KeyKind.SOURCE, source, channel, scopes, null, null, null))
        .key();
  }

  public Issued issue(NewKey key) {
    String secret = "yw_" + Tokens.random();
    return new Issued(keep(secret, key).orElseThrow(), secret);
  }

  /** Lets a key in that was made elsewhere; empty when it is known already. */
  Optional<Long> keep(String secret, NewKey key) {
    Optional<Long> id =
        jdbc.sql(
                """
                insert into access.api_key (key_hash, source, channel, scopes, created_at, expires_at,
                  name, hint, kind, unit_code, created_by)
                values (:hash, :source, :channel, :scopes, :now, :expires, :name, :hint, :kind, :unit,
                  :by)
                on conflict (key_hash) do nothing returning id
                """)
            .param("hash", Tokens.hash(secret))
            .param("source", key.source())
            .param("channel", key.channel())
            .param("scopes", key.scopes().toArray(new String[0]))
            .param("now", Timestamp.from(clock.instant()))
            .param("expires", key.expiresAt() == null ? null : Timestamp.from(key.expiresAt()))
            .param("name", key.name())
            .param("hint", secret.substring(0, HINT))
            .param("kind", key.kind().name())
            .param("unit", key.unitCode())
            .param("by", key.createdBy())
            .query(Long.class)
            .optional();
    forget();
    return id;
  }

  /** Ends a key at once; false when there is no such key or it was ended before. */
  public boolean revoke(long id) {
    return revoked("id = ?", id) > 0;
  }

  /** Ends all keys of a source. */
  public int revokeAll(String source) {
    return revoked("source = ?", source);
  }

  private int revoked(String which, Object value) {
    int rows =
        jdbc.sql("update access.api_key set revoked_at = ? where revoked_at is null and " + which)
            .params(Timestamp.from(clock.instant()), value)
            .update();
    forget();
    return rows;
  }

  /** Those of the keys that let somebody in now, by id. */
  public Set<Long> valid(Collection<Long> ids) {
    return jdbc.sql(
            """
            select id from access.api_key
            where id = any(?) and revoked_at is null and (expires_at is null or expires_at > ?)
            """)
        .params(ids.toArray(new Long[0]), Timestamp.from(clock.instant()))
        .query((rs, i) -> rs.getLong(1))
        .set();
  }

  private void forget() {
    changes.incrementAndGet();
    remembered.clear();
  }

  private @Nullable Known read(byte[] hash, Instant now) {
    Known known =
        jdbc.sql(
                """
                select id, source, channel, scopes, expires_at from access.api_key
                where key_hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)
                """)
            .params(hash, Timestamp.from(now))
            .query(
                (rs, i) -> {
                  Timestamp expires = rs.getTimestamp(5);
                  return new Known(
                      rs.getLong(1),
                      new ApiClient(
                          rs.getString(2),
                          rs.getString(3),
                          Set.of((String[]) rs.getArray(4).getArray())),
                      expires == null ? null : expires.toInstant());
                })
            .optional()
            .orElse(null);
    if (known != null) {
      jdbc.sql(
              """
              update access.api_key set last_used_at = ?
              where id = ? and (last_used_at is null or last_used_at < ?)
              """)
          .params(Timestamp.from(now), known.id(), Timestamp.from(now.minus(TOUCH)))
          .update();
    }
    return known;
  }
}
