package io.yiwang.access;

import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final String COLUMNS =
      "id, login, name, name_en, duties, unit_code, region_code, region_path";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final PasswordEncoder encoder;

  People(JdbcClient jdbc, JdbcTemplate template, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.template = template;
    this.encoder = encoder;
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
          case SignedIn signedIn -> Optional.of(signedIn.person());
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
    return jdbc.sql("select " + COLUMNS + " from access.person where id = ?")
        .param(id)
        .query(People::person)
        .optional()
        .orElseThrow(() -> Problem.notFound("person", id));
  }

  /** Found by whoever asks: signing in comes before any duty. */
  public Optional<Person> findByLogin(String login) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select " + COLUMNS + " from access.person where login = ? and enabled")
                .param(login)
                .query(People::person)
                .optional());
  }

  /** Everybody who holds the duty, in order of id. */
  public List<Person> listByDuty(Duty duty) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from access.person where ? = any(duties) and enabled order by id")
        .param(duty.name())
        .query(People::person)
        .list();
  }

  public long create(NewPerson person) {
    createAll(List.of(person));
    return findByLogin(person.login()).orElseThrow().id();
  }

  /** Adds people; a login that exists already is left as it is. */
  public void createAll(Collection<NewPerson> people) {
    template.batchUpdate(
        """
        insert into access.person
          (login, name, name_en, password_hash, duties, unit_code, region_code, region_path)
        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (login) do nothing
        """,
        people,
        500,
        (ps, p) -> {
          ps.setString(1, p.login());
          ps.setString(2, p.name());
          ps.setString(3, p.nameEn());
          ps.setString(4, p.passwordHash());
          Object[] duties = p.duties().stream().map(Duty::name).toArray();
          ps.setArray(5, ps.getConnection().createArrayOf("text", duties));
          ps.setString(6, p.unitCode());
          ps.setString(7, p.regionCode());
          ps.setString(8, p.regionPath());
        });
  }

  /** Slow on purpose; reuse the result where several people share a password. */
  public String hash(String password) {
    return Objects.requireNonNull(encoder.encode(password));
  }

  Optional<String> passwordHash(String login) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select password_hash from access.person where login = ? and enabled")
                .param(login)
                .query(String.class)
                .optional());
  }

  private static Person person(ResultSet rs, int row) throws SQLException {
    String[] duties = (String[]) rs.getArray(5).getArray();
    Set<Duty> held = Arrays.stream(duties).map(Duty::valueOf).collect(Collectors.toSet());
    return new Person(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        rs.getString(4),
        held,
        rs.getString(6),
        rs.getString(7),
        rs.getString(8));
  }
}
