package io.yiwang.dispatch;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.citymap.City;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Responsibilities go on in the successor from the day on, and the old rows end: what was whose
 * stays known. Where a successor has a rule of its own already, that one holds.
 */
@Component
class ResponsibilitiesFollow implements Follower {
  private static final String IN_FORCE = "(r.valid_to is null or r.valid_to > :day)";

  private final JdbcClient jdbc;
  private final City city;
  private final Clock clock;
  private final Responsibilities responsibilities;
  private final DutyBoard board;

  ResponsibilitiesFollow(
      JdbcClient jdbc, City city, Clock clock, Responsibilities responsibilities, DutyBoard board) {
    this.jdbc = jdbc;
    this.city = city;
    this.clock = clock;
    this.responsibilities = responsibilities;
    this.board = board;
  }

  @Override
  public Map<String, Long> count(Succession s) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(
        "responsibilities",
        jdbc.sql(
                "select count(*) from dispatch.responsibility r where "
                    + IN_FORCE
                    + (s.isOfRegions()
                        ? " and region_code in (select was from code_move)"
                        : " and (unit_code in (select was from code_move)"
                            + " or owner in (select was from code_move))"))
            .param("day", day())
            .query(Long.class)
            .single());
    counts.put(
        "workers",
        jdbc.sql(
                "select count(*) from dispatch.worker where "
                    + (s.isOfRegions()
                        ? "region_path in (select was from path_move)"
                        : "unit_code in (select was from code_move)"))
            .query(Long.class)
            .single());
    return counts;
  }

  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    if (s.codes().isEmpty()) {
      return;
    }
    if (s.isOfRegions()) {
      goOnInRegions(reorganisation);
    } else {
      goOnInUnits(reorganisation);
    }
  }

  private void goOnInRegions(long reorganisation) {
    jdbc.sql(
            """
            insert into dispatch.responsibility
              (class_pattern, region_code, owner, unit_code, valid_from, valid_to, made_by)
            select distinct on (r.class_pattern, r.owner, m.now) r.class_pattern, m.now, r.owner,
              r.unit_code, greatest(r.valid_from, :day), r.valid_to, :reorganisation
            from dispatch.responsibility r
            join code_move m on m.was = r.region_code and m.was <> m.now
            where (r.valid_to is null or r.valid_to > :day) and not exists (
              select from dispatch.responsibility k where k.class_pattern = r.class_pattern
                and k.region_code = m.now and k.owner is not distinct from r.owner
                and (k.valid_to is null or k.valid_to > :day))
            order by r.class_pattern, r.owner, m.now, r.id
            on conflict do nothing
            """)
        .param("day", day())
        .param("reorganisation", reorganisation)
        .update();
    end("region_code", reorganisation);
  }

  /** A rule for classes that go to a part of a unit goes to that part. */
  private void goOnInUnits(long reorganisation) {
    jdbc.sql(
            """
            insert into dispatch.responsibility
              (class_pattern, region_code, owner, unit_code, valid_from, valid_to, made_by)
            select r.class_pattern, r.region_code, coalesce(o.now, r.owner), coalesce(u.now, r.unit_code),
              greatest(r.valid_from, :day), r.valid_to, :reorganisation
            from dispatch.responsibility r
            left join lateral (
              select coalesce((select p.now from code_move p, unnest(p.classes) c
                  where p.was = m.was and starts_with(r.class_pattern, c)
                  order by length(c) desc limit 1), m.now) as now
              from code_move m where m.was = r.unit_code and m.rank = 0) u on true
            left join code_move o on o.was = r.owner and o.rank = 0
            where (r.valid_to is null or r.valid_to > :day)
              and (u.now <> r.unit_code or o.now <> r.owner)
            on conflict (class_pattern, region_code, owner, valid_from) do update
              set unit_code = excluded.unit_code
            """)
        .param("day", day())
        .param("reorganisation", reorganisation)
        .update();
    jdbc.sql(
            """
            update dispatch.responsibility r
            set ended_by = :reorganisation, was_valid_to = valid_to, valid_to = :day
            where valid_from < :day and (valid_to is null or valid_to > :day) and made_by is distinct
              from :reorganisation and exists (select from dispatch.responsibility n
                where n.made_by = :reorganisation and n.class_pattern = r.class_pattern
                  and n.region_code = r.region_code
                  and (n.owner is not distinct from r.owner
                    or n.owner in (select now from code_move where was = r.owner)))
            """)
        .param("day", day())
        .param("reorganisation", reorganisation)
        .update();
  }

  private void end(String column, long reorganisation) {
    jdbc.sql(
            """
            update dispatch.responsibility r
            set ended_by = :reorganisation, was_valid_to = valid_to,
              valid_to = greatest(valid_from, :day)
            where (valid_to is null or valid_to > :day) and %1$s in (select was from code_move)
              and not exists (select from code_move m where m.was = r.%1$s and m.now = r.%1$s)
            """
                .formatted(column))
        .param("day", day())
        .param("reorganisation", reorganisation)
        .update();
  }

  @Override
  public void unfollow(Succession s, long reorganisation, Instant now) {
    jdbc.sql("delete from dispatch.responsibility where made_by = ?")
        .param(reorganisation)
        .update();
    jdbc.sql(
            """
            update dispatch.responsibility
            set valid_to = was_valid_to, was_valid_to = null, ended_by = null where ended_by = ?
            """)
        .param(reorganisation)
        .update();
  }

  @Override
  public long added(Set<String> codes, Succession s, Instant since) {
    return jdbc.sql(
            "select count(*) from dispatch.responsibility where made_by is null and %s = any(:codes)"
                    .formatted(s.isOfRegions() ? "region_code" : "unit_code")
                + " and added_at > :since")
        .param("codes", codes.toArray(String[]::new))
        .param("since", Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  @Override
  public void settled() {
    responsibilities.forget();
    board.forget();
  }

  private Date day() {
    return Date.valueOf(LocalDate.ofInstant(clock.instant(), city.zone()));
  }
}
