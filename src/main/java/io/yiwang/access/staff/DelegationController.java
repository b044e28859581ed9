package io.yiwang.access.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Delegating one's own duties to a colleague of the same unit, for a leave. */
@RestController
class DelegationController {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;
  private final DutyBook book;
  private final Permissions permissions;

  DelegationController(
      JdbcClient jdbc, Clock clock, People people, DutyBook book, Permissions permissions) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
    this.book = book;
    this.permissions = permissions;
  }

  /** Somebody of the same unit. */
  record Colleague(long id, String name, String nameEn) {}

  /** One's own duties, what others hold meanwhile, and who could. */
  record OwnDuties(List<HeldDuty> duties, List<HeldDuty> delegated, List<Colleague> colleagues) {}

  @Operation(summary = "One's duties, what is delegated of them, and colleagues of the same unit")
  @GetMapping("/api/v1/me/duties")
  OwnDuties list() {
    Person me = me();
    return SystemDuty.call(() -> of(me));
  }

  private OwnDuties of(Person me) {
    return new OwnDuties(
        book.list(List.of(me.id())).stream().filter(d -> d.inForce(clock.instant())).toList(),
        book.delegatedBy(me.id()),
        colleagues(me));
  }

  @Operation(summary = "Delegate duties to a colleague for a period")
  @PostMapping("/api/v1/me/delegations")
  @ResponseStatus(HttpStatus.CREATED)
  OwnDuties delegate(@RequestBody AccountsController.Delegation d) {
    Person me = me();
    long to = Objects.requireNonNullElse(d.to(), 0L);
    List<Long> duties = Objects.requireNonNullElse(d.duties(), List.of());
    return permissions.change(
        "account.duty",
        me.id(),
        () -> {
          if (colleagues(me).stream().noneMatch(c -> c.id() == to)) {
            throw Problem.badField(
                "to",
                to,
                "is no colleague of your unit.",
                "Maybe an administrator can arrange it.");
          }
          book.delegate(me.id(), duties, to, d.from(), d.until());
          return of(me);
        });
  }

  @Operation(summary = "Take a delegated duty back")
  @DeleteMapping("/api/v1/me/delegations/{id}")
  OwnDuties takeBack(@PathVariable long id) {
    Person me = me();
    return permissions.change(
        "account.duty",
        me.id(),
        () -> {
          HeldDuty delegated =
              book.delegatedBy(me.id()).stream()
                  .filter(d -> d.id() == id)
                  .findFirst()
                  .orElseThrow(() -> Problem.notFound("delegation", id));
          book.end(delegated.personId(), id, clock.instant());
          return of(me);
        });
  }

  /** A program holds no duties to delegate. */
  private Person me() {
    Person me = people.current();
    if (me.id() == 0) {
      throw Problem.forbidden("This is for people.");
    }
    return me;
  }

  private List<Colleague> colleagues(Person me) {
    return jdbc.sql(
            """
            select distinct p.id, p.name, p.name_en
            from access.person p join access.duty_held h on h.person_id = p.id
            where h.unit_code = ? and p.enabled and p.id <> ? and h.delegated_from is null
              and h.valid_from <= ? and (h.valid_until is null or h.valid_until > ?)
            order by p.name, p.id limit 500
            """)
        .params(
            me.unitCode(),
            me.id(),
            Timestamp.from(clock.instant()),
            Timestamp.from(clock.instant()))
        .query((rs, i) -> new Colleague(rs.getLong(1), rs.getString(2), rs.getString(3)))
        .list();
  }
}
