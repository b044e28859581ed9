package io.yiwang.access.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.KeyKind;
import io.yiwang.access.People;
import io.yiwang.access.Units;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys of programs, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/api-keys")
class KeysController {
  private static final Set<String> SCOPES = Set.of("observe", "open311", "positions", "admin");
  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApiKeys keys;
  private final Units units;
  private final People people;
  private final AuditTrail audit;

  KeysController(
      JdbcClient jdbc, Clock clock, ApiKeys keys, Units units, People people, AuditTrail audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.keys = keys;
    this.units = units;
    this.people = people;
    this.audit = audit;
  }

  /**
   * A key without its secret.
   *
   * @param hint the first characters of the key, to know it again
   */
  record Key(
      long id,
      String name,
      String hint,
      KeyKind kind,
      String source,
      String channel,
      List<String> scopes,
      @Nullable String unitCode,
      @Nullable String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  record KeyPage(List<Key> items, long total) {}

  record WantedKey(
      @Nullable String name,
      @Nullable KeyKind kind,
      @Nullable String source,
      @Nullable String channel,
      @Nullable Set<String> scopes,
      @Nullable String unitCode,
      @Nullable Instant expiresAt) {}

  @Operation(summary = "Keys, newest first; those that ended only when asked for")
  @GetMapping
  KeyPage list(
      @RequestParam(defaultValue = "false") boolean ended,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return SystemDuty.call(() -> page(ended, Math.max(0, page), Math.clamp(size, 1, MOST)));
  }

  private KeyPage page(boolean ended, int page, int rows) {
    String which =
        """
        from access.api_key k left join access.person p on p.id = k.created_by
        where :ended or (k.revoked_at is null and (k.expires_at is null or k.expires_at > :now))
        """;
    List<Key> items =
        jdbc.sql(
                """
                select k.id, k.name, k.hint, k.kind, k.source, k.channel, k.scopes, k.unit_code, p.name,
                  k.created_at, k.expires_at, k.last_used_at, k.revoked_at
                """
                    + which
                    + "order by k.id desc limit :size offset :offset")
            .param("ended", ended)
            .param("now", Timestamp.from(clock.instant()))
            .param("size", rows)
            .param("offset", (long) page * rows)
            .query(KeysController::key)
            .list();
    long total =
        jdbc.sql("select count(*) " + which)
            .param("ended", ended)
            .param("now", Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    return new KeyPage(items, total);
  }

  @Operation(summary = "Issue a key; the answer shows it, this once")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ApiKeys.Issued issue(@RequestBody WantedKey wanted) {
    String source = matching("source", wanted.source, "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{1,63}");
    String channel = matching("channel", wanted.channel, "[A-Z][A-Z0-9]{1,19}");
    Set<String> scopes = Objects.requireNonNullElse(wanted.scopes, Set.of());
    Set<String> unknown = new TreeSet<>(scopes);
    unknown.removeAll(SCOPES);
    if (scopes.isEmpty() || !unknown.isEmpty()) {
      throw Problem.badField(
          "scopes", scopes, "must be some of " + new TreeSet<>(SCOPES) + ".", null);
    }
    Instant expires = wanted.expiresAt;
    if (expires == null || !expires.isAfter(clock.instant())) {
      throw Problem.badField(
          "expiresAt", expires, "must be given and lie ahead.", "Maybe a year from now.");
    }
    String unit = wanted.unitCode;
    if (unit != null && units.findPresent(unit).isEmpty()) {
      throw Problem.badField("unitCode", unit, "is no unit.", null);
    }
    long me = people.current().id();
    var key =
        new ApiKeys.NewKey(
            matching("name", wanted.name, ".{1,100}").strip(),
            Objects.requireNonNullElse(wanted.kind, KeyKind.SOURCE),
            source,
            channel,
            scopes,
            unit,
            expires,
            me == 0 ? null : me);
    ApiKeys.Issued issued = SystemDuty.call(() -> keys.issue(key));
    prove(issued.id());
    return issued;
  }

  @Operation(summary = "End a key at once")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable long id) {
    if (SystemDuty.call(() -> keys.valid(List.of(id))).isEmpty()) {
      throw Problem.notFound("valid key", id);
    }
    prove(id);
    SystemDuty.run(() -> keys.revoke(id));
  }

  /** Outside a transaction: a revocation counts the moment it is made. */
  private void prove(long key) {
    audit.append(audit.entry(AuditAction.PERMISSION, "api-key").about("api-key:" + key));
  }

  private static String matching(String field, @Nullable String value, String pattern) {
    if (value == null || !value.matches(pattern)) {
      throw Problem.badField(field, value, "must match " + pattern + ".", null);
    }
    return value;
  }

  private static Key key(ResultSet rs, int row) throws SQLException {
    Array scopes = rs.getArray(7);
    return new Key(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        KeyKind.valueOf(rs.getString(4)),
        rs.getString(5),
        rs.getString(6),
        List.of((String[]) scopes.getArray()),
        rs.getString(8),
        rs.getString(9),
        rs.getTimestamp(10).toInstant(),
        instant(rs.getTimestamp(11)),
        instant(rs.getTimestamp(12)),
        instant(rs.getTimestamp(13)));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
