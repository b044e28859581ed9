package io.yiwang.access;

import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people who can sign in. */
@Component
public class People {
  /** A person at the first of their posts; own duties come before delegated ones. */
  private static final String SELECT =
      """
      select p.id, p.login, p.name, p.name_en, h.duties, h.unit_code, h.region_code, h.region_path
      from access.person p
      left join lateral (
        select array_agg(distinct h.duty) as duties, h.unit_code, h.region_code, h.region_path
        from access.duty_held h
        where h.person_id = p.id and h.valid_from <= :now
          and (h.valid_until is null or h.valid_until > :now)
        group by h.unit_code, h.region_code, h.region_path
        order by bool_and(h.delegated_from is not null), min(h.id)
        limit 1) h on true
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final PasswordEncoder encoder;
  private final Clock clock;

  People(JdbcClient jdbc, JdbcTemplate template, PasswordEncoder encoder, Clock clock) {
    this.jdbc = jdbc;
    this.template = template;
    this.encoder = encoder;
    this.clock = clock;
  }

  /** The person whose request this is; 401 when nobody is signed in. */
  public Person current() {
    return findCurrent()
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.UNAUTHORIZED, "sign-in", "Please sign in first.", null, null, null));
  }

  public Optional<Person> findCurrent() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null
        ? Optional.empty()
        : switch (authentication.getPrincipal()) {
          case SignedIn signedIn when signedIn.pending() == SignedIn.Pending.NOTHING ->
              Optional.of(signedIn.person());
          case ApiClient client when client.scopes().contains("admin") -> Optional.of(of(client));
          case null, default -> Optional.empty();
        };
  }

  /** A program with the scope {@code admin} acts as an administrator without an account. */
  private static Person of(ApiClient client) {
    return new Person(
        0, client.source(), client.source(), client.source(), Set.of(Duty.ADMIN), "", "", "");
  }

  public Person get(long id) {
    return select("where p.id = :key", id)
        .optional()
        .orElseThrow(() -> Problem.notFound("person", id));
  }

  /** Found by whoever asks: signing in comes before any duty. */
  public Optional<Person> findByLogin(String login) {
    return SystemDuty.call(() -> select("where p.login = :key and p.enabled", login).optional());
  }

  /** Everybody who holds the duty now, at the post where they hold it, in order of id. */
  public List<Person> listByDuty(Duty duty) {
    return jdbc.sql(
            """
            select p.id, p.login, p.name, p.name_en, array_agg(distinct h.duty), h.unit_code,
              h.region_code, h.region_path
            from access.person p join access.duty_held h on h.person_id = p.id
            where p.enabled and h.valid_from <= :now
              and (h.valid_until is null or h.valid_until > :now)
            group by p.id, h.unit_code, h.region_code, h.region_path
            having :duty = any(array_agg(h.duty))
            order by p.id, min(h.id)
            """)
        .param("now", now())
        .param("duty", duty.name())
        .query(People::person)
        .list();
  }

  private JdbcClient.MappedQuerySpec<Person> select(String where, Object key) {
    return jdbc.sql(SELECT + where).param("now", now()).param("key", key).query(People::person);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  public long create(NewPerson person) {
    createAll(List.of(person));
    return findByLogin(person.login()).orElseThrow().id();
  }

  /** Adds people; a login that exists already is left as it is. */
  public void createAll(Collection<NewPerson> people) {
    Timestamp now = now();
    template.batchUpdate(
        """
        with p as (
          insert into access.person (login, name, name_en, password_hash) values (?, ?, ?, ?)
          on conflict (login) do nothing returning id)
        insert into access.duty_held
          (person_id, duty, unit_code, region_code, region_path, valid_from)
        select p.id, d.duty, ?, ?, ?, ? from p, unnest(?) as d (duty)
        """,
        people,
        500,
        (ps, p) -> {
          ps.setString(1, p.login());
          ps.setString(2, p.name());
          ps.setString(3, p.nameEn());
          ps.setString(4, p.passwordHash());
          ps.setString(5, p.unitCode());
          ps.setString(6, p.regionCode());
          ps.setString(7, p.regionPath());
          ps.setTimestamp(8, now);
          Object[] duties = p.duties().stream().map(Duty::name).toArray();
          ps.setArray(9, ps.getConnection().createArrayOf("text", duties));
        });
  }

  /** Slow on purpose; reuse the result where several people share a password. */
  public String hash(String password) {
    return Objects.requireNonNull(encoder.encode(password));
  }

  private static Person person(ResultSet rs, int row) throws SQLException {
    Array duties = rs.getArray(5);
    return new Person(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        rs.getString(4),
        duties == null ? Set.of() : Duty.setOf(duties),
        Objects.requireNonNullElse(rs.getString(6), ""),
        Objects.requireNonNullElse(rs.getString(7), ""),
        Objects.requireNonNullElse(rs.getString(8), Person.NOWHERE));
  }
}
