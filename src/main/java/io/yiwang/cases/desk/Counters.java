package io.yiwang.cases.desk;

import io.yiwang.access.Reach;
import io.yiwang.access.Subject;
import io.yiwang.cases.CaseStage;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** What the wall counts. Many screens ask at once, so an answer serves all of them for a second. */
@Component
class Counters {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 5_000;

  private final JdbcTemplate jdbc;
  private final Regions regions;
  private final Catalogue catalogue;
  private final Clock clock;
  private final CaseSight sight;
  private final Map<Asked, Kept> kept = new ConcurrentHashMap<>();

  Counters(JdbcTemplate jdbc, Regions regions, Catalogue catalogue, Clock clock, CaseSight sight) {
    this.jdbc = jdbc;
    this.regions = regions;
    this.catalogue = catalogue;
    this.clock = clock;
    this.sight = sight;
  }

  /** Whoever reaches the same rows gets the same answer. */
  private record Asked(String region, Reach reach, Reach denied) {}

  private record Kept(Instant at, Count count) {}

  /**
   * @param newToday cases opened today
   * @param inHand open cases
   * @param medianMinutesToClose of the cases closed today, from opening to closing; null when there
   *     is none
   * @param handledToday cases whose mending ended today; {@code onTimeToday} of them within their
   *     limit
   * @param selfClosedToday of the cases closed today, those whose camera or sensor saw that it is
   *     gone
   * @param reworkedToday cases handled today that had failed a check before
   * @param byDistrict the regions right below the one asked for: districts, or streets of a
   *     district
   */
  record Count(
      @com.fasterxml.jackson.annotation.JsonProperty("new") int newToday,
      int inHand,
      int dueSoon,
      int overdue,
      int closedToday,
      int selfClosedToday,
      @Nullable Double medianMinutesToClose,
      int handledToday,
      int onTimeToday,
      int reworkedToday,
      Map<CaseStage, Integer> byStage,
      List<Part> byDistrict) {}

  /** The numbers of one region right below. */
  record Part(String code, String nameZh, String nameEn, int open, int overdue, int closedToday) {}

  Count of(@Nullable String region) {
    Region where = region == null || region.isBlank() ? regions.root() : regions.get(region);
    Instant now = clock.instant();
    Subject reader = sight.requireReader();
    Asked asked = new Asked(where.code(), sight.reach(reader), sight.denied(reader));
    Kept last = kept.get(asked);
    if (last != null && now.isBefore(last.at.plus(FRESH)) && !now.isBefore(last.at)) {
      return last.count;
    }
    Count count = count(where, now, asked);
    if (kept.size() > MOST_KEPT) {
      kept.clear();
    }
    kept.put(asked, new Kept(now, count));
    return count;
  }

  private Count count(Region region, Instant now, Asked asked) {
    int[] sums = new int[3];
    Map<CaseStage, Integer> byStage = new EnumMap<>(CaseStage.class);
    for (CaseStage stage : CaseStage.values()) {
      byStage.put(stage, 0);
    }
    Map<String, int[]> parts = new HashMap<>();
    int below = region.path().split("\\.", -1).length + 1;
    Where open = Where.open(region.code(), regions, now).reached(asked.reach(), asked.denied());
    Timestamp at = Timestamp.from(now);
    jdbc.query(
        """
        select split_part(region_path, '.', ?) as part, stage, count(*) as open,
          count(*) filter (where due_at <= ?) as overdue,
          count(*) filter (where warn_at <= ? and due_at > ?) as due_soon
        from cases.case_file\
        """
            + open.sql()
            + " group by 1, 2",
        (RowCallbackHandler)
            rs -> {
              int n = rs.getInt("open");
              sums[0] += n;
              sums[1] += rs.getInt("due_soon");
              sums[2] += rs.getInt("overdue");
              byStage.merge(CaseStage.values()[rs.getInt("stage")], n, Integer::sum);
              int[] part = parts.computeIfAbsent(rs.getString("part"), _ -> new int[3]);
              part[0] += n;
              part[1] += rs.getInt("overdue");
            },
        before(open, below, at, at, at));
    Day day = day(region, now, below, parts, asked);
    byStage.put(CaseStage.CLOSE, day.closed);
    return new Count(
        day.opened,
        sums[0],
        sums[1],
        sums[2],
        day.closed,
        day.selfClosed,
        day.median,
        day.handled,
        day.onTime,
        day.reworked,
        byStage,
        list(parts));
  }

  private record Day(
      int opened,
      int closed,
      int selfClosed,
      @Nullable Double median,
      int handled,
      int onTime,
      int reworked) {}

  private Day day(Region region, Instant now, int below, Map<String, int[]> parts, Asked asked) {
    var zone = catalogue.calendar().zone();
    Timestamp today = Timestamp.from(now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    Where closed = here(region, now, asked).and("closed_at >= ?", today);
    jdbc.query(
        "select split_part(region_path, '.', ?) as part, count(*) as closed from cases.case_file"
            + closed.sql()
            + " and state in ('CLOSED', 'FORCED_CLOSE') group by 1",
        (RowCallbackHandler)
            rs ->
                parts.computeIfAbsent(rs.getString("part"), _ -> new int[3])[2] =
                    rs.getInt("closed"),
        before(closed, below));
    Where opened = here(region, now, asked).and("opened_at >= ?", today);
    Integer openedToday =
        jdbc.queryForObject(
            "select count(*) from cases.case_file" + opened.sql(),
            Integer.class,
            opened.parameters());
    Where moved =
        here(region, now, asked)
            .and("(closed_at >= ? or (stage < 5 and finished_at >= ?))", today, today);
    return jdbc.query(
            """
            select
              count(*) filter (where state in ('CLOSED', 'FORCED_CLOSE')),
              count(*) filter (where state = 'CLOSED' and undo_until is not null),
              percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at))
                filter (where state = 'CLOSED') / 60,
              count(*) filter (where finished_at >= ?),
              count(*) filter (where finished_at >= ? and on_time),
              count(*) filter (where finished_at >= ? and rework > 0)
            from cases.case_file\
            """
                + moved.sql(),
            (rs, row) ->
                new Day(
                    openedToday == null ? 0 : openedToday,
                    rs.getInt(1),
                    rs.getInt(2),
                    minutes(rs.getObject(3, Double.class)),
                    rs.getInt(4),
                    rs.getInt(5),
                    rs.getInt(6)),
            before(moved, today, today, today))
        .getFirst();
  }

  private static Object[] before(Where where, Object... first) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(where.parameters()));
    return all.toArray();
  }

  /** Cases of the region, open or not, that whoever asks reaches. */
  private Where here(Region region, Instant now, Asked asked) {
    return Where.within(region.code(), regions, now).reached(asked.reach(), asked.denied());
  }

  private static @Nullable Double minutes(@Nullable Double value) {
    return value == null ? null : Math.round(value * 10) / 10.0;
  }

  private List<Part> list(Map<String, int[]> parts) {
    List<Part> list = new ArrayList<>();
    parts.forEach(
        (code, n) ->
            regions
                .find(code)
                .ifPresent(
                    r -> list.add(new Part(code, r.nameZh(), r.nameEn(), n[0], n[1], n[2]))));
    list.sort(Comparator.comparing(Part::open).reversed().thenComparing(Part::code));
    return list;
  }
}
