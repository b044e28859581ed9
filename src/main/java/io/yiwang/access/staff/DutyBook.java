package io.yiwang.access.staff;

import io.yiwang.access.Duty;
import io.yiwang.access.RegionPaths;
import io.yiwang.access.Units;
import io.yiwang.access.staff.DutyWishes.NewDuty;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which duties people hold, and for how long. Nothing is erased: a duty that is over has ended. */
@Component
class DutyBook {
  private static final String SELECT =
      """
      select h.id, h.person_id, h.duty, h.unit_code, u.name_zh, u.name_en, h.region_code,
        h.valid_from, h.valid_until, p.name, h.delegated_from
      from access.duty_held h
      left join access.unit u on u.code = h.unit_code
      left join access.duty_held d on d.id = h.delegated_from
      left join access.person p on p.id = d.person_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Units units;
  private final RegionPaths regions;
  private final DutyWishes wishes;

  DutyBook(JdbcClient jdbc, Clock clock, Units units, RegionPaths regions, DutyWishes wishes) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.units = units;
    this.regions = regions;
    this.wishes = wishes;
  }

  /** A duty to be given; from now on and until further notice unless it says otherwise. */
  record GivenDuty(
      @Nullable Duty duty,
      @Nullable String unitCode,
      @Nullable String regionCode,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** All duties of the people, those in the past as well, in the order they were given. */
  List<HeldDuty> list(Collection<Long> people) {
    return jdbc.sql(SELECT + "where h.person_id = any(?) order by h.id")
        .param(people.toArray(new Long[0]))
        .query(DutyBook::held)
        .list();
  }

  HeldDuty get(long person, long id) {
    return jdbc.sql(SELECT + "where h.person_id = ? and h.id = ?")
        .params(person, id)
        .query(DutyBook::held)
        .optional()
        .orElseThrow(() -> Problem.notFound("duty", id));
  }

  void give(long person, GivenDuty given) {
    Duty duty = given.duty();
    if (duty == null) {
      throw Problem.badField("duty", null, "must be given.", null);
    }
    String unit = given.unitCode();
    if (unit == null || units.findPresent(unit).isEmpty()) {
      throw Problem.badField(
          "unitCode", unit, "is no unit.", "Maybe it was renamed; choose one from the list.");
    }
    String region = given.regionCode();
    String path =
        regions
            .find(Objects.requireNonNullElse(region, ""))
            .orElseThrow(
                () ->
                    Problem.badField(
                        "regionCode",
                        region,
                        "is no region of the city.",
                        "Maybe a digit is missing."));
    Instant now = clock.instant();
    Instant from = Objects.requireNonNullElse(given.from(), now);
    checkPeriod(from, given.until());
    keep(
        new NewDuty(
            person, duty, unit, Objects.requireNonNull(region), path, from, given.until(), null));
  }

  /** Changes until when a duty is held; with now it ends at once, and what was delegated of it. */
  void end(long person, long id, @Nullable Instant until) {
    HeldDuty held = get(person, id);
    Instant now = clock.instant();
    Instant end = until != null && until.isBefore(now) ? now : until;
    if (end != null && held.from().isAfter(end)) {
      end = held.from();
    }
    refuseLastAdministrator(held, end);
    jdbc.sql(
            """
            update access.duty_held set valid_until = cast(:end as timestamptz) where id = :id
            """)
        .param("end", end == null ? null : Timestamp.from(end))
        .param("id", id)
        .update();
    if (end != null) {
      jdbc.sql(
              """
              update access.duty_held set valid_until = greatest(:end, valid_from)
              where delegated_from = :id and (valid_until is null or valid_until > :end)
              """)
          .param("end", Timestamp.from(end))
          .param("id", id)
          .update();
    }
  }

  /** Lets somebody else hold duties of a person meanwhile. */
  void delegate(
      long person, Collection<Long> ids, long to, @Nullable Instant begin, @Nullable Instant end) {
    if (to == person) {
      throw Problem.badField("to", to, "must be somebody else.", null);
    }
    if (ids.isEmpty()) {
      throw Problem.badField("duties", null, "must name at least one duty.", null);
    }
    if (end == null) {
      throw Problem.badField("until", null, "must be given.", "Maybe the last day of the leave.");
    }
    Instant now = clock.instant();
    Instant from = begin == null || begin.isBefore(now) ? now : begin;
    checkPeriod(from, end);
    for (long id : ids) {
      HeldDuty own = get(person, id);
      Instant last = own.until();
      if (own.delegatedFrom() != null) {
        throw Problem.badField(
            "duties", id, "is held for somebody else and cannot be passed on.", null);
      }
      if (own.from().isAfter(from) || (last != null && last.isBefore(end))) {
        throw Problem.badField(
            "until", end, "must lie within the period for which the duty is held.", null);
      }
      String path =
          jdbc.sql("select region_path from access.duty_held where id = ?")
              .param(id)
              .query(String.class)
              .single();
      keep(new NewDuty(to, own.duty(), own.unitCode(), own.regionCode(), path, from, end, id));
    }
  }

  /** What others hold for a person, now or later. */
  List<HeldDuty> delegatedBy(long person) {
    return jdbc.sql(
            SELECT
                + """
                where d.person_id = ? and h.valid_until > ? order by h.valid_from, h.id
                """)
        .params(person, Timestamp.from(clock.instant()))
        .query(DutyBook::held)
        .list();
  }

  /** Held from now on, or as soon as another administrator has confirmed it. */
  private void keep(NewDuty duty) {
    if (wishes.needed(duty.duty())) {
      wishes.keep(duty);
    } else {
      insert(duty);
    }
  }

  /** Another administrator confirms a duty that waits, or it is not given. */
  void decide(long person, long wish, boolean give) {
    NewDuty duty = wishes.decide(person, wish, give);
    if (give) {
      checkPeriod(duty.from(), duty.until());
      insert(duty);
    }
  }

  private void insert(NewDuty d) {
    Instant until = d.until();
    jdbc.sql(
            """
            insert into access.duty_held (person_id, duty, unit_code, region_code, region_path,
              valid_from, valid_until, delegated_from)
            values (:person, :duty, :unit, :region, :path, :from, :until, :delegated)
            """)
        .param("person", d.person())
        .param("duty", d.duty().name())
        .param("unit", d.unit())
        .param("region", d.region())
        .param("path", d.path())
        .param("from", Timestamp.from(d.from()))
        .param("until", until == null ? null : Timestamp.from(until))
        .param("delegated", d.delegatedFrom())
        .update();
  }

  private void refuseLastAdministrator(HeldDuty held, @Nullable Instant end) {
    if (end != null && held.duty() == Duty.ADMIN && held.inForce(clock.instant())) {
      refuseLastAdministrator(held.personId());
    }
  }

  /** Refuses what would leave nobody who can look after the accounts. */
  void refuseLastAdministrator(long person) {
    long others =
        jdbc.sql(
                """
                select count(*) from access.duty_held h join access.person p on p.id = h.person_id
                where h.duty = 'ADMIN' and p.enabled and h.person_id <> :person
                  and h.delegated_from is null and h.valid_from <= :now and h.valid_until is null
                """)
            .param("person", person)
            .param("now", Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    if (others == 0) {
      throw Problem.conflict(
          "last-administrator",
          "Nobody else is administrator until further notice.",
          "Maybe give the duty to somebody else first.");
    }
  }

  private static void checkPeriod(Instant from, @Nullable Instant until) {
    if (until != null && !until.isAfter(from)) {
      throw Problem.badField(
          "until", until, "must come after from (" + from + ").", "Maybe the two are swapped.");
    }
  }

  private static HeldDuty held(ResultSet rs, int row) throws SQLException {
    Timestamp until = rs.getTimestamp(9);
    long delegatedFrom = rs.getLong(11);
    return new HeldDuty(
        rs.getLong(1),
        rs.getLong(2),
        Duty.valueOf(rs.getString(3)),
        rs.getString(4),
        rs.getString(5),
        rs.getString(6),
        rs.getString(7),
        rs.getTimestamp(8).toInstant(),
        until == null ? null : until.toInstant(),
        rs.getString(10),
        delegatedFrom == 0 ? null : delegatedFrom);
  }
}
