package io.yiwang.registry.people;

import io.yiwang.citymap.City;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each quarter counts: doors, residents, occupancies and special groups. A quarter is counted
 * anew, whole, in the transaction that changed something in it, so counts never drift; its row is
 * locked first, so that the later of two changes counts both.
 */
@Component
public class Tallies {
  private static final int SLICE = 200;

  private final JdbcClient jdbc;
  private final Groups groups;
  private final Clock clock;
  private final City city;

  Tallies(JdbcClient jdbc, Groups groups, Clock clock, City city) {
    this.jdbc = jdbc;
    this.groups = groups;
    this.clock = clock;
    this.city = city;
  }

  public void count(Collection<Long> quarterIds) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), city.zone());
    for (List<Long> some : slices(quarterIds)) {
      jdbc.sql("select id from registry.quarter where id in (:ids) order by id for update")
          .param("ids", some)
          .query((rs, i) -> rs.getLong(1))
          .list();
      jdbc.sql(sql("q.id in (:ids)")).param("ids", some).param("today", today).update();
    }
  }

  /** Counts every quarter that was last counted before today: ages change overnight. */
  public int countStale() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), city.zone());
    List<Long> stale =
        jdbc.sql(
                "select id from registry.quarter where counted_on is distinct from :today order by"
                    + " id")
            .param("today", today)
            .query((rs, i) -> rs.getLong(1))
            .list();
    for (List<Long> some : slices(stale)) {
      count(some);
    }
    return stale.size();
  }

  private static List<List<Long>> slices(Collection<Long> ids) {
    List<Long> sorted = List.copyOf(new TreeSet<>(ids));
    List<List<Long>> slices = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += SLICE) {
      slices.add(sorted.subList(from, Math.min(sorted.size(), from + SLICE)));
    }
    return slices;
  }

  private String sql(String which) {
    String measures =
        groups.list().stream()
            .map(g -> "'%s', count(*) filter (where %s)".formatted(g.code(), groups.condition(g)))
            .collect(Collectors.joining(", "));
    return """
    update registry.quarter q set counted_on = :today, counts = d.counts || p.counts
    from (
      select q.id, jsonb_build_object('DOORS', count(d.id), 'OWN', count(*) filter (where occupancy = 1),
        'RENT', count(*) filter (where occupancy = 2), 'VACANT', count(*) filter (where occupancy = 3)) as counts
      from registry.quarter q left join registry.door d on d.quarter_id = q.id where %1$s group by q.id) d,
      (select q.id, jsonb_build_object('RESIDENTS', count(p.id), %2$s) as counts
      from registry.quarter q left join registry.door d on d.quarter_id = q.id
        left join registry.person p on p.door_id = d.id where %1$s group by q.id) p
    where q.id = d.id and q.id = p.id and %1$s
    """
        .formatted(which, measures);
  }
}
