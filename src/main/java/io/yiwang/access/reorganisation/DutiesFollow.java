package io.yiwang.access.reorganisation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Duties are held on in every successor; the row of the old region or unit ends, so that it stays
 * known who held what where and when.
 */
@Component
class DutiesFollow implements Follower {
  private final JdbcClient jdbc;

  DutiesFollow(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Long> count(Succession s) {
    Map<String, Long> counts = new LinkedHashMap<>();
    String of =
        s.isOfRegions()
            ? "(region_path in (select was from path_move) or region_code in (select was from"
                + " code_move))"
            : "unit_code in (select was from code_move)";
    String held = of + " and (valid_until is null or valid_until > now())";
    counts.put("duties", number("select count(*) from access.duty_held where " + held));
    counts.put(
        "people", number("select count(distinct person_id) from access.duty_held where " + held));
    counts.put(
        "units",
        number(
            s.isOfRegions()
                ? "select count(*) from access.unit where region_code in (select was from"
                    + " code_move)"
                : "select count(*) from access.unit where parent_code in (select was from"
                    + " code_move)"));
    if (!s.isOfRegions()) {
      counts.put(
          "apiKeys",
          number(
              """
              select count(*) from access.api_key
              where revoked_at is null and unit_code in (select was from code_move)
              """));
    }
    return counts;
  }

  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    if (!s.codes().isEmpty()) {
      String code = s.isOfRegions() ? "region_code" : "unit_code";
      String region = s.isOfRegions() ? "m.now" : "h.region_code";
      String path = s.isOfRegions() ? "m.path" : "h.region_path";
      String unit = s.isOfRegions() ? "h.unit_code" : "m.now";
      run(
          """
          insert into access.duty_held (person_id, duty, unit_code, region_code, region_path,
            valid_from, valid_until, delegated_from, made_by, succeeds)
          select distinct on (h.person_id, h.duty, %2$s, %3$s, h.delegated_from)
            h.person_id, h.duty, %2$s, %3$s, %4$s, greatest(h.valid_from, :now), h.valid_until,
            h.delegated_from, :reorganisation, h.id
          from access.duty_held h join code_move m on m.was = h.%1$s and m.was <> m.now
          where (h.valid_until is null or h.valid_until > :now) and not exists (
            select from access.duty_held k where k.person_id = h.person_id and k.duty = h.duty
              and k.unit_code = %2$s and k.region_code = %3$s and k.delegated_from is not distinct
              from h.delegated_from and (k.valid_until is null or k.valid_until > :now))
          order by h.person_id, h.duty, %2$s, %3$s, h.delegated_from, h.id
          """
              .formatted(code, unit, region, path),
          reorganisation,
          now);
      run(
          """
          update access.duty_held n set delegated_from = o.id
          from access.duty_held o
          where n.made_by = :reorganisation and o.made_by = :reorganisation
            and n.delegated_from = o.succeeds and o.unit_code = n.unit_code
            and o.region_code = n.region_code
          """,
          reorganisation,
          null);
      run(
          """
          update access.duty_held h set ended_by = :reorganisation, was_until = valid_until,
            valid_until = greatest(valid_from, :now)
          where (valid_until is null or valid_until > :now)
            and %1$s in (select was from code_move)
            and not exists (select from code_move m where m.was = h.%1$s and m.now = h.%1$s)
          """
              .formatted(code),
          reorganisation,
          now);
    }
    sweep(s);
  }

  @Override
  public void sweep(Succession s) {
    if (s.isOfRegions()) {
      jdbc.sql(
              """
              update access.duty_held h set region_path = m.now from path_move m
              where h.region_path = m.was and h.region_code not in (select was from code_move)
              """)
          .update();
    }
  }

  @Override
  public void unfollow(Succession s, long reorganisation, Instant now) {
    run(
        """
        update access.duty_held set valid_until = greatest(valid_from, :now)
        where made_by = :reorganisation and (valid_until is null or valid_until > :now)
        """,
        reorganisation,
        now);
    run(
        """
        update access.duty_held set valid_until = was_until, was_until = null, ended_by = null
        where ended_by = :reorganisation
        """,
        reorganisation,
        null);
    sweep(s);
  }

  @Override
  public long added(Set<String> codes, Succession s, Instant since) {
    return jdbc.sql(
            """
            select (select count(*) from access.duty_held
                where made_by is null and ended_by is null and %s = any(:codes) and valid_from > :since)
              + (select count(*) from access.unit u where %s = any(:codes)
                and u.created_at > :since)
            """
                .formatted(
                    s.isOfRegions() ? "region_code" : "unit_code",
                    s.isOfRegions() ? "region_code" : "parent_code"))
        .param("codes", codes.toArray(String[]::new))
        .param("since", Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  private long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private void run(String sql, long reorganisation, @Nullable Instant now) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql).param("reorganisation", reorganisation);
    if (now != null) {
      statement = statement.param("now", Timestamp.from(now));
    }
    statement.update();
  }
}
