package io.yiwang.access.policy;

import io.yiwang.access.Duty;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a rule is about: who holds which duty now and where, and how many rows a class has. */
@Component
class Holders {
  private static final int REGIONS = 12;

  private final JdbcClient jdbc;
  private final Clock clock;

  Holders(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How many people hold a duty in a region; an empty code is everywhere. */
  record RegionHolders(String regionCode, long people) {}

  /**
   * Those who hold a duty now.
   *
   * @param regions those with the most people
   * @param regionsInAll how many regions there are, also those not named
   */
  record DutyHolders(Duty duty, long people, List<RegionHolders> regions, long regionsInAll) {}

  /**
   * About how many rows a data class has, as the statistics of the database say.
   *
   * @param table the largest table of the class
   */
  record ClassSize(String dataClass, String table, long rows) {}

  /** A post of somebody: the duties held now in one unit and region. */
  record Post(Set<Duty> duties, String unitCode, String regionCode) {}

  /** How many people hold at least one of the duties. */
  long count(Set<Duty> duties) {
    return jdbc.sql(
            """
            select count(distinct p.id)
            from access.duty_held h join access.person p on p.id = h.person_id
            where p.enabled and h.duty = any(:duties)
              and h.valid_from <= :now and (h.valid_until is null or h.valid_until > :now)
            """)
        .param("duties", duties.stream().map(Enum::name).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  List<DutyHolders> of(Set<Duty> duties) {
    Map<Duty, List<RegionHolders>> regions = new EnumMap<>(Duty.class);
    Map<Duty, Long> people = new EnumMap<>(Duty.class);
    jdbc.sql(
            """
            select h.duty, h.region_code, count(distinct p.id)
            from access.duty_held h join access.person p on p.id = h.person_id
            where p.enabled and h.duty = any(:duties)
              and h.valid_from <= :now and (h.valid_until is null or h.valid_until > :now)
            group by grouping sets ((h.duty), (h.duty, h.region_code))
            order by 3 desc, 2
            """)
        .param("duties", duties.stream().map(Enum::name).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(
            rs -> {
              Duty duty = Duty.valueOf(rs.getString(1));
              String region = rs.getString(2);
              if (region == null) {
                people.put(duty, rs.getLong(3));
              } else {
                regions
                    .computeIfAbsent(duty, d -> new ArrayList<>())
                    .add(new RegionHolders(region, rs.getLong(3)));
              }
            });
    return duties.stream()
        .sorted()
        .map(
            duty -> {
              List<RegionHolders> where = regions.getOrDefault(duty, List.of());
              return new DutyHolders(
                  duty,
                  people.getOrDefault(duty, 0L),
                  where.stream().limit(REGIONS).toList(),
                  where.size());
            })
        .toList();
  }

  List<Post> posts(long person) {
    Map<List<String>, Set<Duty>> posts = new LinkedHashMap<>();
    jdbc.sql(
            """
            select h.duty, h.unit_code, h.region_code from access.duty_held h
            where h.person_id = :person
              and h.valid_from <= :now and (h.valid_until is null or h.valid_until > :now)
            order by h.id
            """)
        .param("person", person)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            rs -> {
              posts
                  .computeIfAbsent(
                      List.of(rs.getString(2), rs.getString(3)), p -> EnumSet.noneOf(Duty.class))
                  .add(Duty.valueOf(rs.getString(1)));
            });
    return posts.entrySet().stream()
        .map(e -> new Post(e.getValue(), e.getKey().getFirst(), e.getKey().getLast()))
        .toList();
  }

  /** Row security itself knows which tables hold rows of a class. */
  List<ClassSize> rows(Set<String> dataClasses) {
    Map<String, ClassSize> largest = new HashMap<>();
    jdbc.sql(
            """
            select split_part(split_part(pg_get_expr(p.polqual, p.polrelid), 'sealed(''', 2), '_read', 1),
              c.oid::regclass::text, c.reltuples::bigint
            from pg_policy p join pg_class c on c.oid = p.polrelid
            where p.polname = 'readable' and c.reltuples >= 0
            order by c.reltuples desc
            """)
        .query(
            rs -> {
              String dataClass = rs.getString(1);
              if (dataClass != null && dataClasses.contains(dataClass)) {
                largest.putIfAbsent(
                    dataClass, new ClassSize(dataClass, rs.getString(2), rs.getLong(3)));
              }
            });
    return largest.values().stream()
        .sorted((a, b) -> a.dataClass().compareTo(b.dataClass()))
        .toList();
  }
}
