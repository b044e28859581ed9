package io.yiwang.access.staff;

import io.yiwang.access.Duty;
import io.yiwang.access.identity.Attempts;
import io.yiwang.access.identity.Factors;
import io.yiwang.access.identity.Newcomers;
import io.yiwang.access.identity.Passwords;
import io.yiwang.access.identity.Sessions;
import io.yiwang.access.staff.DutyBook.GivenDuty;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts of people, as an administrator looks after them. */
@Component
class Accounts {
  private static final int NAME_LENGTH = 100;

  private static final String SELECT =
      """
      select p.id, p.login, p.name, p.name_en, p.enabled, f.confirmed_at is not null,
        p.factor_required, p.must_change_password, p.last_signed_in_at,
        (select count(*) from access.session s where s.person_id = p.id and s.expires_at > :now)
      from access.person p left join access.factor f on f.person_id = p.id
      """;

  private static final String FILTER =
      """
      where (:words = '' or p.login ilike :like or p.name ilike :like or p.name_en ilike :like)
        and (:enabled = '' or p.enabled = (:enabled = 'true'))
        and (:duty = '' and :unit = '' or exists (
          select from access.duty_held h where h.person_id = p.id
            and (:duty = '' or h.duty = :duty) and (:unit = '' or h.unit_code = :unit)
            and h.valid_from <= :now and (h.valid_until is null or h.valid_until > :now)))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final DutyBook book;
  private final DutyWishes wishes;
  private final Passwords passwords;
  private final Factors factors;
  private final Sessions sessions;
  private final Attempts attempts;

  Accounts(
      JdbcClient jdbc,
      Clock clock,
      DutyBook book,
      DutyWishes wishes,
      Passwords passwords,
      Factors factors,
      Sessions sessions,
      Attempts attempts) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.book = book;
    this.wishes = wishes;
    this.passwords = passwords;
    this.factors = factors;
    this.sessions = sessions;
    this.attempts = attempts;
  }

  /**
   * An account with the duties of its person.
   *
   * @param wishes duties that wait for another administrator
   */
  record Account(
      long id,
      String login,
      String name,
      String nameEn,
      boolean enabled,
      boolean factor,
      boolean factorRequired,
      boolean mustChangePassword,
      @Nullable Instant lastSignedInAt,
      @Nullable Instant lockedUntil,
      long openSessions,
      List<HeldDuty> duties,
      List<DutyWishes.DutyWish> wishes) {
    Account with(
        List<HeldDuty> duties, List<DutyWishes.DutyWish> wishes, @Nullable Instant lockedUntil) {
      return new Account(
          id,
          login,
          name,
          nameEn,
          enabled,
          factor,
          factorRequired,
          mustChangePassword,
          lastSignedInAt,
          lockedUntil,
          openSessions,
          duties,
          wishes);
    }
  }

  record AccountPage(List<Account> items, long total) {}

  /** Which accounts to list; what is empty does not narrow. */
  record Wanted(String q, @Nullable Duty duty, String unit, @Nullable Boolean enabled) {}

  AccountPage search(Wanted wanted, int page, int size) {
    List<Account> found =
        with(wanted, SELECT + FILTER + "order by p.login limit :size offset :offset")
            .param("size", size)
            .param("offset", (long) page * size)
            .query(Accounts::account)
            .list();
    long total =
        with(wanted, "select count(*) from access.person p " + FILTER).query(Long.class).single();
    return new AccountPage(complete(found), total);
  }

  Account get(long id) {
    List<Account> found =
        jdbc.sql(SELECT + "where p.id = :id")
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id)
            .query(Accounts::account)
            .list();
    if (found.isEmpty()) {
      throw Problem.notFound("person", id);
    }
    return complete(found).getFirst();
  }

  /** A new account and the password that lets its person in once, shown this once. */
  record Created(Account account, String password) {}

  Created create(
      @Nullable String login,
      @Nullable String name,
      @Nullable String nameEn,
      @Nullable List<GivenDuty> duties) {
    if (login == null || !Newcomers.isLogin(login)) {
      throw Problem.badField(
          "login",
          login,
          "must be 2 to 64 of a to z, 0 to 9, dot, hyphen and underscore, beginning with a letter"
              + " or digit.",
          "Maybe capital letters or spaces are in it.");
    }
    Long id =
        jdbc.sql(
                """
                insert into access.person (login, name, name_en, password_hash, created_at)
                values (?, ?, ?, '{argon2id}', ?) on conflict (login) do nothing returning id
                """)
            .params(
                login,
                named("name", name),
                nameEn == null || nameEn.isBlank() ? named("name", name) : named("nameEn", nameEn),
                Timestamp.from(clock.instant()))
            .query(Long.class)
            .optional()
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "login-taken",
                        "Somebody has the name " + login + " already.",
                        "Maybe add a digit or the department."));
    if (duties != null) {
      duties.forEach(duty -> book.give(id, duty));
    }
    String password = passwords.reset(id);
    return new Created(get(id), password);
  }

  /** What may be changed about an account; what is null stays. */
  record Change(
      @Nullable String name,
      @Nullable String nameEn,
      @Nullable Boolean enabled,
      @Nullable Boolean factorRequired) {}

  Account change(long id, Change change) {
    Account present = get(id);
    boolean enabled = change.enabled() == null ? present.enabled() : change.enabled();
    if (present.enabled() && !enabled && holdsAdministration(present)) {
      book.refuseLastAdministrator(id);
    }
    jdbc.sql(
            """
            update access.person set name = ?, name_en = ?, enabled = ?, factor_required = ?
            where id = ?
            """)
        .params(
            change.name() == null ? present.name() : named("name", change.name()),
            change.nameEn() == null ? present.nameEn() : named("nameEn", change.nameEn()),
            enabled,
            change.factorRequired() == null ? present.factorRequired() : change.factorRequired(),
            id)
        .update();
    if (!enabled) {
      sessions.endAll(id);
    }
    return get(id);
  }

  /** A new password that lets the person in once; all their sessions end. */
  String resetPassword(long id) {
    Account account = get(id);
    String password = passwords.reset(id);
    sessions.endAll(id);
    attempts.forgive(account.login());
    return password;
  }

  /** For somebody whose phone is gone; all their sessions end. */
  void resetFactor(long id) {
    factors.remove(get(id).id());
    sessions.endAll(id);
  }

  void unlock(long id) {
    attempts.forgive(get(id).login());
  }

  private boolean holdsAdministration(Account account) {
    Instant now = clock.instant();
    return account.duties().stream().anyMatch(d -> d.duty() == Duty.ADMIN && d.inForce(now));
  }

  private JdbcClient.StatementSpec with(Wanted wanted, String sql) {
    String words = wanted.q().strip();
    String like = "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return jdbc.sql(sql)
        .param("now", Timestamp.from(clock.instant()))
        .param("words", words)
        .param("like", like)
        .param("enabled", wanted.enabled() == null ? "" : wanted.enabled().toString())
        .param("duty", wanted.duty() == null ? "" : wanted.duty().name())
        .param("unit", wanted.unit());
  }

  private List<Account> complete(List<Account> accounts) {
    Map<Long, List<HeldDuty>> duties =
        book.list(accounts.stream().map(Account::id).toList()).stream()
            .collect(Collectors.groupingBy(HeldDuty::personId));
    Map<Long, List<DutyWishes.DutyWish>> waiting =
        wishes.list(accounts.stream().map(Account::id).toList()).stream()
            .collect(Collectors.groupingBy(DutyWishes.DutyWish::personId));
    return accounts.stream()
        .map(
            a ->
                a.with(
                    duties.getOrDefault(a.id(), List.of()),
                    waiting.getOrDefault(a.id(), List.of()),
                    attempts.lockedUntil(a.login()).orElse(null)))
        .toList();
  }

  private static String named(String field, @Nullable String value) {
    if (value == null || value.isBlank() || value.length() > NAME_LENGTH) {
      throw Problem.badField(field, value, "must have 1 to " + NAME_LENGTH + " characters.", null);
    }
    return value.strip();
  }

  private static Account account(ResultSet rs, int row) throws SQLException {
    Timestamp last = rs.getTimestamp(9);
    return new Account(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        rs.getString(4),
        rs.getBoolean(5),
        rs.getBoolean(6),
        rs.getBoolean(7),
        rs.getBoolean(8),
        last == null ? null : last.toInstant(),
        null,
        rs.getLong(10),
        List.of(),
        List.of());
  }
}
