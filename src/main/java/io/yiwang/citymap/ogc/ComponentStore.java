package io.yiwang.citymap.ogc;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.Ranges;
import io.yiwang.citymap.components.Rows;
import io.yiwang.citymap.cql.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads components page by page, each page at the cost of its own rows: by identifier, where the
 * classes wanted are ranges of each division, or along the S2 curve, where an area is ranges.
 */
final class ComponentStore {
  private static final long OF_A_DIVISION = 100_000_000_000L;
  private static final long OF_A_CLASS = 1_000_000;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  ComponentStore(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What is wanted of the rows.
   *
   * @param classes empty for all
   * @param period null for now
   * @param condition about the row c
   */
  record Wanted(int[] classes, @Nullable Period period, Sql condition) {}

  /** The next ones by identifier; with ranges only lines and areas that may meet them. */
  List<Component> byIdentifier(
      Wanted wanted, long after, boolean shapesOnly, @Nullable Ranges near, int limit) {
    List<long[]> spans = spans(wanted, after);
    if (spans.isEmpty()) {
      return List.of();
    }
    Statement sql = new Statement();
    sql.add(
        "select c.* from unnest(?::bigint[], ?::bigint[]) as span(low, high) cross join lateral"
            + " (select",
        spans.stream().map(s -> s[0]).toArray(Long[]::new),
        spans.stream().map(s -> s[1]).toArray(Long[]::new));
    boolean versions = wanted.period != null && !wanted.period.moment();
    sql.add(versions ? " distinct on (c.id) c.* from " : " c.* from ");
    relation(sql, wanted.period);
    sql.add(" c where c.id between span.low and span.high");
    if (shapesOnly) {
      sql.add(" and c.shape is not null");
    }
    if (near != null) {
      sql.add(
          " and c.id in (select id from citymap.component_cell where cell = any(?)",
          (Object) near.above());
      for (int i = 0; i < near.low().length; i++) {
        sql.add(" or cell between ? and ?", near.low()[i], near.high()[i]);
      }
      sql.add(")");
    }
    condition(sql, wanted.condition);
    sql.add(
        versions
            ? " order by c.id, c.valid_from desc limit ?) c limit ?"
            : " order by c.id limit ?) c limit ?",
        limit,
        limit);
    return list(sql);
  }

  /** The next points in ranges of the curve, along it. */
  List<Component> alongCurve(Wanted wanted, Ranges ranges, long afterS2, long afterId, int limit) {
    List<Component> found = new ArrayList<>();
    for (int i = 0; i < ranges.low().length && found.size() < limit; i++) {
      long high = ranges.high()[i];
      if (high < afterS2) {
        continue;
      }
      long s2 = Math.max(afterS2, ranges.low()[i] - 1);
      long id = s2 == afterS2 ? afterId : Long.MAX_VALUE;
      found.addAll(inRange(wanted, ranges.low()[i], high, s2, id, limit - found.size()));
    }
    return found;
  }

  private List<Component> inRange(
      Wanted wanted, long low, long high, long afterS2, long afterId, int limit) {
    Statement sql = new Statement();
    boolean all = wanted.classes.length == 0;
    if (!all) {
      sql.add(
          "select c.* from unnest(?::int[]) as kind(class_no) cross join lateral (",
          (Object) boxed(wanted.classes));
    }
    sql.add("select c.* from ");
    relation(sql, wanted.period);
    sql.add(
        " c where c.s2 between ? and ? and (c.s2, c.id) > (?, ?) and c.shape is null",
        low,
        high,
        afterS2,
        afterId);
    if (!all) {
      sql.add(" and c.class_no = kind.class_no");
    }
    condition(sql, wanted.condition);
    sql.add(" order by c.s2, c.id limit ?", limit);
    if (!all) {
      sql.add(") c order by c.s2, c.id limit ?", limit);
    }
    return list(sql);
  }

  /** How many there are, or more than a limit. */
  long count(Wanted wanted, int limit) {
    List<long[]> spans = spans(wanted, Long.MIN_VALUE);
    Statement sql = new Statement();
    sql.add(
        "select count(*) from (select 1 from unnest(?::bigint[], ?::bigint[]) as span(low, high), ",
        spans.stream().map(s -> s[0]).toArray(Long[]::new),
        spans.stream().map(s -> s[1]).toArray(Long[]::new));
    relation(sql, wanted.period);
    sql.add(" c where c.id between span.low and span.high");
    condition(sql, wanted.condition);
    sql.add(" limit ?) counted", limit);
    Long count = jdbc.queryForObject(sql.text(), Long.class, sql.arguments());
    return count == null ? 0 : count;
  }

  List<Component> find(long id, @Nullable Period period) {
    Statement sql = new Statement();
    sql.add("select c.* from ");
    relation(sql, period);
    sql.add(" c where c.id = ? order by c.valid_from desc limit 1", id);
    return list(sql);
  }

  /** The first moment a component is known to have stood, of some. */
  Map<Long, Instant> initials(List<Long> ids) {
    Map<Long, Instant> initials = new HashMap<>();
    jdbc.query(
        "select id, min(valid_from) from citymap.component_past where known_to is null and id ="
            + " any(?) group by id",
        (RowCallbackHandler) rs -> initials.put(rs.getLong(1), rs.getTimestamp(2).toInstant()),
        (Object) ids.toArray(Long[]::new));
    return initials;
  }

  /**
   * Identifiers begin with division and class, so the rows of a class are one range in each
   * division.
   */
  private List<long[]> spans(Wanted wanted, long after) {
    List<long[]> spans = new ArrayList<>();
    if (wanted.classes.length == 0) {
      spans.add(new long[] {after == Long.MIN_VALUE ? 0 : after + 1, Long.MAX_VALUE});
      return spans;
    }
    TreeSet<Integer> classes = new TreeSet<>(List.of(boxed(wanted.classes)));
    for (long division : divisions(wanted.period != null)) {
      for (int classNo : classes) {
        long low = division * OF_A_DIVISION + classNo * OF_A_CLASS;
        long high = low + OF_A_CLASS - 1;
        if (high > after) {
          spans.add(new long[] {Math.max(low, after == Long.MIN_VALUE ? low : after + 1), high});
        }
      }
    }
    return spans;
  }

  /** The divisions of all identifiers, each found by one look at the index. */
  private TreeSet<Long> divisions(boolean past) {
    TreeSet<Long> divisions = new TreeSet<>(divisions("citymap.component"));
    if (past) {
      divisions.addAll(divisions("citymap.component_past"));
    }
    return divisions;
  }

  private List<Long> divisions(String table) {
    return jdbc.query(
        """
        with recursive division(d) as (
          (select id / 100000000000 from %1$s order by id limit 1)
          union all
          select (select id / 100000000000 from %1$s where id >= (d + 1) * 100000000000 order by id limit 1)
          from division where d is not null)
        select d from division where d is not null
        """
            .formatted(table),
        (rs, i) -> rs.getLong(1));
  }

  /** What stood in the period as we know it now; what was removed did not stand. */
  private static void relation(Statement sql, @Nullable Period period) {
    sql.add(
        "(select "
            + Rows.COLUMNS
            + ", null::timestamptz as valid_to, null::timestamptz as known_to");
    sql.add(" from citymap.component where state <> 4");
    if (period != null) {
      Timestamp start = period.start() == null ? null : Timestamp.from(period.start());
      Timestamp end = period.end() == null ? null : Timestamp.from(period.end());
      if (end != null) {
        sql.add(" and valid_from <= ?", end);
      }
      sql.add(
          " union all select " + Rows.COLUMNS + ", valid_to, known_to from citymap.component_past");
      sql.add(" where state <> 4 and known_to is null");
      if (end != null) {
        sql.add(" and valid_from <= ?", end);
      }
      if (start != null) {
        sql.add(" and (valid_to is null or valid_to > ?)", start);
      }
    }
    sql.add(")");
  }

  private static void condition(Statement sql, Sql condition) {
    sql.add(" and (" + condition.text() + ")");
    condition.arguments().forEach(sql::bind);
  }

  private List<Component> list(Statement sql) {
    return jdbc.query(sql.text(), (rs, i) -> Rows.read(rs, json), sql.arguments());
  }

  private static Integer[] boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }

  /** A statement in the making; text is ours, values are bound. */
  private static final class Statement {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    void add(String sql, Object... values) {
      text.append(sql);
      arguments.addAll(List.of(values));
    }

    void bind(Object value) {
      arguments.add(value);
    }

    String text() {
      return text.toString();
    }

    Object[] arguments() {
      return arguments.toArray();
    }
  }
}
