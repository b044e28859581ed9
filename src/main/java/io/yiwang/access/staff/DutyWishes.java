package io.yiwang.access.staff;

import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Powerful duties take two administrators: one gives them, another confirms. Where there is only
 * one, as at the first start, nobody could.
 */
@Component
class DutyWishes {
  private static final Set<Duty> POWERFUL = EnumSet.of(Duty.ADMIN, Duty.AUDITOR, Duty.CITY_OFFICER);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;

  DutyWishes(JdbcClient jdbc, Clock clock, People people) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
  }

  /** A duty as it shall be held. */
  record NewDuty(
      long person,
      Duty duty,
      String unit,
      String region,
      String path,
      Instant from,
      @Nullable Instant until,
      @Nullable Long delegatedFrom) {}

  /** A duty that waits for another administrator. */
  record DutyWish(
      long id,
      long personId,
      String person,
      Duty duty,
      String unitCode,
      String regionCode,
      Instant from,
      @Nullable Instant until,
      long askedById,
      String askedBy,
      Instant askedAt) {}

  /** Whether somebody else has to confirm it. */
  boolean needed(Duty duty) {
    return POWERFUL.contains(duty)
        && jdbc.sql(
                """
                select exists (select from access.duty_held h join access.person p on p.id = h.person_id
                  where h.duty = 'ADMIN' and p.enabled and h.person_id <> :me and h.valid_from <= :now
                    and (h.valid_until is null or h.valid_until > :now))
                """)
            .param("me", people.current().id())
            .param("now", Timestamp.from(clock.instant()))
            .query(Boolean.class)
            .single();
  }

  void keep(NewDuty d) {
    jdbc.sql(
            """
            insert into access.duty_wish (person_id, duty, unit_code, region_code, region_path, valid_from, valid_until,
              delegated_from, asked_by, asked_at)
            values (:person, :duty, :unit, :region, :path, :from, :until, :delegated, :by, :now)
            """)
        .param("person", d.person)
        .param("duty", d.duty.name())
        .param("unit", d.unit)
        .param("region", d.region)
        .param("path", d.path)
        .param("from", Timestamp.from(d.from))
        .param("until", d.until == null ? null : Timestamp.from(d.until))
        .param("delegated", d.delegatedFrom)
        .param("by", people.current().id())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** What waits for these people. */
  List<DutyWish> list(Collection<Long> ids) {
    return jdbc.sql(
            """
            select w.id, w.person_id, p.name, w.duty, w.unit_code, w.region_code, w.valid_from, w.valid_until, w.asked_by,
              coalesce(a.name, ''), w.asked_at
            from access.duty_wish w join access.person p on p.id = w.person_id
              left join access.person a on a.id = w.asked_by
            where w.decided_at is null and w.person_id = any(?) order by w.id
            """)
        .param(ids.toArray(new Long[0]))
        .query(DutyWishes::wish)
        .list();
  }

  private static DutyWish wish(ResultSet rs, int row) throws SQLException {
    Timestamp until = rs.getTimestamp(8);
    return new DutyWish(
        rs.getLong(1),
        rs.getLong(2),
        rs.getString(3),
        Duty.valueOf(rs.getString(4)),
        rs.getString(5),
        rs.getString(6),
        rs.getTimestamp(7).toInstant(),
        until == null ? null : until.toInstant(),
        rs.getLong(9),
        rs.getString(10),
        rs.getTimestamp(11).toInstant());
  }

  /**
   * Decides a wish; 403 for whoever asked and for whom it is, who may only take it back.
   *
   * @return what is to be held now
   */
  NewDuty decide(long person, long id, boolean give) {
    long me = people.current().id();
    DutyWish wish =
        list(List.of(person)).stream()
            .filter(w -> w.id == id)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("waiting duty", id));
    if (give && (wish.askedById == me || wish.personId == me)) {
      throw Problem.forbidden("Another administrator has to confirm this duty.");
    }
    return jdbc.sql(
            """
            update access.duty_wish set decided_by = :me, decided_at = :now, given = :give
            where id = :id and decided_at is null
            returning person_id, duty, unit_code, region_code, region_path, greatest(valid_from, :now) as valid_from,
              valid_until, delegated_from
            """)
        .param("me", me)
        .param("now", Timestamp.from(clock.instant()))
        .param("give", give)
        .param("id", id)
        .query(DutyWishes::duty)
        .optional()
        .orElseThrow(() -> Problem.notFound("waiting duty", id));
  }

  private static NewDuty duty(ResultSet rs, int row) throws SQLException {
    Timestamp until = rs.getTimestamp("valid_until");
    return new NewDuty(
        rs.getLong("person_id"),
        Duty.valueOf(rs.getString("duty")),
        rs.getString("unit_code"),
        rs.getString("region_code"),
        rs.getString("region_path"),
        rs.getTimestamp("valid_from").toInstant(),
        until == null ? null : until.toInstant(),
        rs.getObject("delegated_from", Long.class));
  }
}
