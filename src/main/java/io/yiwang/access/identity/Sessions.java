package io.yiwang.access.identity;

import io.yiwang.access.DemoAccount;
import io.yiwang.access.DemoAccounts;
import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.access.Post;
import io.yiwang.access.SignedIn;
import io.yiwang.access.SignedIn.Pending;
import io.yiwang.access.Tokens;
import io.yiwang.house.DataFolder;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sessions of browsers. They are rows, so they survive a restart, and every request reads its
 * own with the person and the duties of this moment: what is taken away is gone with the next
 * request.
 */
@Component
public class Sessions {
  private static final Duration TOUCH = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final String SELECT =
      """
      select s.id, s.used_at, s.expires_at, s.unit_code, s.region_code, s.method,
        p.id as person, p.login, p.name, p.name_en, p.factor_required, f.confirmed_at is not null,
        p.must_change_password or p.password_changed_at < :oldest,
        array_agg(h.duty) filter (where h.id is not null),
        h.unit_code, h.region_code, h.region_path, bool_and(h.delegated_from is not null)
      from access.session s
      join access.person p on p.id = s.person_id and p.enabled
      left join access.factor f on f.person_id = p.id
      left join access.duty_held h on h.person_id = p.id and h.valid_from <= :now
        and (h.valid_until is null or h.valid_until > :now)
      where s.expires_at > :now and s.used_at > :idle and %s
      group by s.id, p.id, f.person_id, h.unit_code, h.region_code, h.region_path
      order by s.id, bool_and(h.delegated_from is not null), min(h.id)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final IdentitySettings settings;
  private final Passwords passwords;
  private final Set<String> demoLogins;
  private final Sealed sealed;

  Sessions(
      JdbcClient jdbc,
      Clock clock,
      IdentitySettings settings,
      Passwords passwords,
      DataFolder folder,
      Optional<DemoAccounts> demo) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.passwords = passwords;
    this.sealed = new Sealed(() -> folder.secret("session.key"));
    this.demoLogins =
        demo.map(DemoAccounts::list).orElse(List.of()).stream()
            .map(DemoAccount::login)
            .collect(Collectors.toSet());
  }

  /** How somebody proved who they are. */
  public enum Method {
    PASSWORD,
    PASSWORD_AND_FACTOR,
    /** By an OpenID Connect provider, which proved no second factor. */
    PROVIDER,
    PROVIDER_AND_FACTOR;

    boolean isProvider() {
      return this == PROVIDER || this == PROVIDER_AND_FACTOR;
    }
  }

  /** Where a session is opened. */
  public record Client(String address, String agent) {
    private static final int AGENT_LENGTH = 200;

    public static Client of(HttpServletRequest request) {
      @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
      String told = Objects.requireNonNullElse(agent, "");
      return new Client(
          request.getRemoteAddr(), told.substring(0, Math.min(told.length(), AGENT_LENGTH)));
    }
  }

  /** The provider by which a session began, and the id token it gave. */
  record Origin(String provider, String idToken) {}

  /** A session as its owner or an administrator sees it. */
  public record Open(
      long id,
      long personId,
      String login,
      String name,
      String nameEn,
      Method method,
      String address,
      String agent,
      Instant createdAt,
      Instant usedAt,
      Instant expiresAt) {}

  /** Opens a session and returns its secret, which is kept as a hash only. */
  public String open(long person, Method method, Client client) {
    Instant now = clock.instant();
    sweep(now);
    String token = Tokens.random();
    jdbc.sql(
            """
            insert into access.session
              (token_hash, person_id, method, address, agent, created_at, used_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Tokens.hash(token),
            person,
            method.name(),
            client.address(),
            client.agent(),
            Timestamp.from(now),
            Timestamp.from(now),
            Timestamp.from(now.plus(settings.session().absolute())))
        .update();
    jdbc.sql("update access.person set last_signed_in_at = ? where id = ?")
        .params(Timestamp.from(now), person)
        .update();
    return token;
  }

  /** Whose session this is; empty when it is over, the person disabled or without any duty. */
  public Optional<SignedIn> find(String token) {
    return read("s.token_hash = :key", Tokens.hash(token)).values().stream()
        .findFirst()
        .map(this::touched);
  }

  /** Those of the sessions that go on, by id. */
  Map<Long, SignedIn> findAll(Collection<Long> ids) {
    return read("s.id = any(:key)", ids.toArray(new Long[0]));
  }

  private SignedIn touched(SignedIn found) {
    Instant now = clock.instant();
    jdbc.sql("update access.session set used_at = ? where id = ? and used_at < ?")
        .params(Timestamp.from(now), found.session(), Timestamp.from(now.minus(TOUCH)))
        .update();
    return found;
  }

  /** Lets the person of a session act at another of their posts. */
  void choose(long session, Post post) {
    jdbc.sql("update access.session set unit_code = ?, region_code = ? where id = ?")
        .params(post.unitCode(), post.regionCode(), session)
        .update();
  }

  Method method(long session) {
    return Method.valueOf(
        jdbc.sql("select method from access.session where id = ?")
            .param(session)
            .query(String.class)
            .single());
  }

  void proven(long session) {
    jdbc.sql(
            """
            update access.session set method = replace(method, '_AND_FACTOR', '') || '_AND_FACTOR'
            where id = ?
            """)
        .param(session)
        .update();
  }

  /** Whether somebody has just signed in, which is as good as giving a password again. */
  boolean isFresh(long session) {
    return jdbc.sql("select count(*) from access.session where id = ? and created_at > ?")
            .params(session, Timestamp.from(clock.instant().minus(FRESH)))
            .query(Long.class)
            .single()
        > 0;
  }

  /** Remembers by which provider a session began, for the day it ends. */
  public void cameBy(long session, long person, String provider, String idToken) {
    byte[] token = idToken.getBytes(StandardCharsets.UTF_8);
    jdbc.sql("update access.session set provider = ?, id_token = ? where id = ?")
        .params(provider, sealed.seal(token, person), session)
        .update();
  }

  Optional<Origin> origin(String token) {
    return jdbc.sql(
            """
            select person_id, provider, id_token from access.session
            where token_hash = ? and provider is not null
            """)
        .param(Tokens.hash(token))
        .query(
            (rs, i) ->
                new Origin(
                    rs.getString(2),
                    new String(sealed.open(rs.getBytes(3), rs.getLong(1)), StandardCharsets.UTF_8)))
        .optional();
  }

  public void end(String token) {
    jdbc.sql("delete from access.session where token_hash = ?").param(Tokens.hash(token)).update();
  }

  /** Ends any session; answers whose it was. */
  public Optional<Long> end(long session) {
    return jdbc.sql("delete from access.session where id = ? returning person_id")
        .param(session)
        .query(Long.class)
        .optional();
  }

  /** Ends a session of this person; false when they have no such session. */
  boolean end(long session, long person) {
    return jdbc.sql("delete from access.session where id = ? and person_id = ?")
            .params(session, person)
            .update()
        > 0;
  }

  /** Ends all sessions of a person. */
  public void endAll(long person) {
    endOthers(person, 0);
  }

  /** Ends a person's sessions but one. */
  void endOthers(long person, long except) {
    jdbc.sql("delete from access.session where person_id = ? and id <> ?")
        .params(person, except)
        .update();
  }

  /** Open sessions, the last used first: of one person or of all. */
  public List<Open> list(@Nullable Long person, int page, int size) {
    return jdbc.sql(
            """
            select s.id, p.id, p.login, p.name, p.name_en, s.method, s.address, s.agent,
              s.created_at, s.used_at, s.expires_at
            from access.session s join access.person p on p.id = s.person_id
            where s.expires_at > :now and s.used_at > :idle
              and s.person_id = coalesce(cast(:person as bigint), s.person_id)
            order by s.used_at desc, s.id desc limit :size offset :offset
            """)
        .params(times())
        .param("person", person)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(Sessions::opened)
        .list();
  }

  public long count(@Nullable Long person) {
    return jdbc.sql(
            """
            select count(*) from access.session s where s.expires_at > :now and s.used_at > :idle
              and s.person_id = coalesce(cast(:person as bigint), s.person_id)
            """)
        .params(times())
        .param("person", person)
        .query(Long.class)
        .single();
  }

  private void sweep(Instant now) {
    jdbc.sql("delete from access.session where expires_at < ?").param(Timestamp.from(now)).update();
  }

  private Map<String, Object> times() {
    Instant now = clock.instant();
    Map<String, Object> times = new HashMap<>();
    times.put("now", Timestamp.from(now));
    times.put("idle", Timestamp.from(now.minus(settings.session().idle())));
    return times;
  }

  private Map<Long, SignedIn> read(String which, Object key) {
    List<Row> rows =
        jdbc.sql(SELECT.formatted(which))
            .params(times())
            .param("oldest", Timestamp.from(passwords.oldest()))
            .param("key", key)
            .query(Sessions::row)
            .list();
    Map<Long, List<Row>> bySession = rows.stream().collect(Collectors.groupingBy(Row::session));
    Map<Long, SignedIn> found = new HashMap<>();
    bySession.forEach((id, posts) -> signedIn(posts).ifPresent(s -> found.put(id, s)));
    return found;
  }

  /** The rows of one session, one for each post. */
  private Optional<SignedIn> signedIn(List<Row> rows) {
    List<Post> posts = rows.stream().map(Row::post).filter(Objects::nonNull).toList();
    if (posts.isEmpty()) {
      return Optional.empty();
    }
    Row row = rows.getFirst();
    Post post = posts.stream().filter(row::chose).findFirst().orElse(posts.getFirst());
    Person person =
        new Person(
            row.person,
            row.login,
            row.name,
            row.nameEn,
            post.duties(),
            post.unitCode(),
            post.regionCode(),
            post.regionPath());
    return Optional.of(
        new SignedIn(person, row.session, posts, pending(row, posts), row.expiresAt));
  }

  private Pending pending(Row row, List<Post> posts) {
    if (row.mustChangePassword && !row.method.isProvider()) {
      return Pending.PASSWORD;
    }
    if (row.hasFactor && row.method == Method.PROVIDER) {
      return Pending.CODE;
    }
    boolean proven = row.hasFactor || row.method == Method.PROVIDER_AND_FACTOR;
    return !proven && needsFactor(row, posts) ? Pending.FACTOR : Pending.NOTHING;
  }

  /**
   * By the person or by any of their duties; an account whose password is on show has no use of it.
   */
  private boolean needsFactor(Row row, List<Post> posts) {
    if (demoLogins.contains(row.login)) {
      return false;
    }
    Set<Duty> duties = new HashSet<>();
    posts.forEach(p -> duties.addAll(p.duties()));
    duties.retainAll(settings.factor().requiredFor());
    return row.factorRequired || !duties.isEmpty();
  }

  private record Row(
      long session,
      Instant expiresAt,
      @Nullable String unit,
      @Nullable String region,
      Method method,
      long person,
      String login,
      String name,
      String nameEn,
      boolean factorRequired,
      boolean hasFactor,
      boolean mustChangePassword,
      @Nullable Post post) {
    boolean chose(Post candidate) {
      return candidate.unitCode().equals(unit) && candidate.regionCode().equals(region);
    }
  }

  private static Row row(ResultSet rs, int i) throws SQLException {
    var duties = rs.getArray(14);
    return new Row(
        rs.getLong(1),
        rs.getTimestamp(3).toInstant(),
        rs.getString(4),
        rs.getString(5),
        Method.valueOf(rs.getString(6)),
        rs.getLong(7),
        rs.getString(8),
        rs.getString(9),
        rs.getString(10),
        rs.getBoolean(11),
        rs.getBoolean(12),
        rs.getBoolean(13),
        duties == null
            ? null
            : new Post(
                Duty.setOf(duties),
                rs.getString(15),
                rs.getString(16),
                rs.getString(17),
                rs.getBoolean(18)));
  }

  private static Open opened(ResultSet rs, int i) throws SQLException {
    return new Open(
        rs.getLong(1),
        rs.getLong(2),
        rs.getString(3),
        rs.getString(4),
        rs.getString(5),
        Method.valueOf(rs.getString(6)),
        rs.getString(7),
        rs.getString(8),
        rs.getTimestamp(9).toInstant(),
        rs.getTimestamp(10).toInstant(),
        rs.getTimestamp(11).toInstant());
  }

  boolean isDemo(String login) {
    return demoLogins.contains(login);
  }
}
