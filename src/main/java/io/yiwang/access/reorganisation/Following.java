package io.yiwang.access.reorganisation;

import io.yiwang.kernel.GeoPoint;
import java.sql.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes the path of their region, or the code of their unit, on all rows that have one: whatever
 * table has a column {@code region_path} or {@code unit_code} follows, those of modules to come
 * too.
 *
 * <p>Rows are changed rather than rights widened: a reorganisation is seldom and may take its time,
 * while every look at every row would pay for paths that have a past.
 */
@Component
class Following {
  /** Have more to do than to change a column. */
  private static final Set<String> FOLLOW_BY_THEMSELVES =
      Set.of("access.duty_held", "dispatch.responsibility");

  /** The name of the only column of the primary key of the table {@code c}. */
  private static final String KEY =
      """
      select i.attname from pg_index x
      join pg_attribute i on i.attrelid = x.indrelid and i.attnum = x.indkey[0]
      where x.indrelid = c.oid and x.indisprimary and x.indnatts = 1
      """;

  private final JdbcTemplate jdbc;
  private final List<PlacedTable> placed;

  Following(JdbcTemplate jdbc, List<PlacedTable> placed) {
    this.jdbc = jdbc;
    this.placed = placed;
  }

  /**
   * @param key its primary key, if that is one column
   */
  private record Table(String name, @Nullable String key) {}

  /** Tells the succession in temporary tables of the caller's transaction. */
  void tell(Succession s) {
    jdbc.execute("drop table if exists pg_temp.path_move, pg_temp.code_move");
    jdbc.execute(
        """
        create temporary table path_move (was text primary key, now text, shared boolean)
        on commit drop
        """);
    jdbc.execute(
        """
        create temporary table code_move
          (was text, now text, path text, rank int, classes text[], primary key (was, now))
        on commit drop
        """);
    jdbc.batchUpdate(
        "insert into path_move values (?, ?, ?)",
        s.paths(),
        1_000,
        (ps, move) -> {
          ps.setString(1, move.was());
          ps.setString(2, move.now());
          ps.setBoolean(3, move.shared());
        });
    s.codes().forEach(this::tell);
    jdbc.execute("analyze path_move");
  }

  private void tell(String was, List<Succession.Successor> successors) {
    for (int i = 0; i < successors.size(); i++) {
      Succession.Successor one = successors.get(i);
      Object[] classes = one.classes().toArray();
      int rank = i;
      jdbc.update(
          "insert into code_move values (?, ?, ?, ?, ?)",
          ps -> {
            ps.setString(1, was);
            ps.setString(2, one.code());
            ps.setString(3, one.path());
            ps.setInt(4, rank);
            Array texts = ps.getConnection().createArrayOf("text", classes);
            ps.setArray(5, texts);
          });
    }
  }

  /** Follows; where the way back is not plain from the new value alone, it is written down. */
  void follow(Succession s, long reorganisation) {
    if (s.isOfRegions()) {
      for (Table table : having("region_path")) {
        repath(table, reorganisation);
      }
      recode(s, reorganisation);
      relocate(s);
    } else {
      for (Table table : having("unit_code")) {
        handOver(table, reorganisation);
      }
    }
  }

  /** Once more, for rows that were written with old facts while the change was on its way. */
  void sweep(Succession s) {
    follow(s, 0);
  }

  private void repath(Table table, long reorganisation) {
    String name = table.name;
    if (table.key != null && reorganisation != 0) {
      jdbc.update(
          """
          insert into access.followed (reorganisation, tab, col, id, was, became)
          select ?, ?, 'region_path', t.%s::text, m.was, m.now
          from %s t join path_move m on m.was = t.region_path and m.shared
          """
              .formatted(table.key, name),
          reorganisation,
          name);
    }
    jdbc.update(
        "update %s t set region_path = m.now from path_move m where t.region_path = m.was"
            .formatted(name));
  }

  private void handOver(Table table, long reorganisation) {
    String name = table.name;
    if (table.key != null && reorganisation != 0) {
      jdbc.update(
          """
          insert into access.followed (reorganisation, tab, col, id, was, became)
          select ?, ?, 'unit_code', t.%s::text, m.was, m.now
          from %s t join code_move m on m.was = t.unit_code and m.rank = 0 and m.was <> m.now
          """
              .formatted(table.key, name),
          reorganisation,
          name);
    }
    jdbc.update(
        """
        update %s t set unit_code = m.now
        from code_move m where t.unit_code = m.was and m.rank = 0 and m.was <> m.now
        """
            .formatted(name));
  }

  /** Gives rows that are as the reorganisation left them back where they came from. */
  void giveBack(long reorganisation) {
    record Kept(String table, String column, String key) {}
    List<Kept> kept =
        jdbc.query(
            """
            select distinct f.tab, f.col, (%s) from access.followed f
            join pg_class c on c.oid = f.tab::regclass where reorganisation = ?
            """
                .formatted(KEY),
            (rs, i) -> new Kept(rs.getString(1), rs.getString(2), rs.getString(3)),
            reorganisation);
    for (Kept one : kept) {
      jdbc.update(
          """
          update %1$s t set %2$s = f.was from access.followed f
          where f.reorganisation = ? and f.tab = ? and f.col = ? and f.id = t.%3$s::text
            and t.%2$s = f.became
          """
              .formatted(one.table, one.column, one.key),
          reorganisation,
          one.table,
          one.column);
    }
    jdbc.update("delete from access.followed where reorganisation = ?", reorganisation);
  }

  private void recode(Succession s, long reorganisation) {
    if (s.codes().isEmpty()) {
      return;
    }
    if (reorganisation != 0) {
      jdbc.update(
          """
          insert into access.followed (reorganisation, tab, col, id, was, became)
          select ?, 'access.unit', 'region_code', u.code, m.was, m.now from access.unit u
          join code_move m on m.was = u.region_code and m.rank = 0 and m.was <> m.now
          """,
          reorganisation);
    }
    for (PlacedTable table : placed) {
      if (table.codeFollows()) {
        jdbc.update(
            """
            update %s t set region_code = m.now
            from code_move m where t.region_code = m.was and m.rank = 0 and m.was <> m.now
            """
                .formatted(table.table()));
      }
    }
    jdbc.update(
        """
        update access.unit u set region_code = m.now
        from code_move m where u.region_code = m.was and m.rank = 0 and m.was <> m.now
        """);
  }

  /** Where a region was divided, rows go to the part their place lies in. */
  private void relocate(Succession s) {
    Set<Succession.Successor> parts = new HashSet<>();
    s.codes().values().stream().filter(all -> all.size() > 1).forEach(parts::addAll);
    if (parts.isEmpty()) {
      return;
    }
    String[] paths = parts.stream().map(Succession.Successor::path).toArray(String[]::new);
    String[] codes = parts.stream().map(Succession.Successor::code).toArray(String[]::new);
    for (PlacedTable table : placed) {
      relocate(table, parts, s);
      if (table.hasPath() && table.codeFollows()) {
        jdbc.update(
            """
            update %s set region_code = substring(region_path from '[^.]+$')
            where (region_path = any(?) or region_code = any(?))
              and region_code <> substring(region_path from '[^.]+$')
            """
                .formatted(table.table()),
            paths,
            codes);
      }
    }
  }

  private record Spot(Object id, GeoPoint point, String here) {}

  private void relocate(PlacedTable table, Collection<Succession.Successor> parts, Succession s) {
    String column = table.hasPath() ? "region_path" : "region_code";
    Map<String, String> here = new HashMap<>();
    parts.forEach(p -> here.put(table.hasPath() ? p.path() : p.code(), p.path()));
    List<Spot> spots =
        jdbc.query(
            "select id, lat, lng, %s from %s where %s = any(?)"
                .formatted(column, table.table(), column),
            (rs, i) ->
                new Spot(
                    rs.getObject(1),
                    new GeoPoint(rs.getDouble(2), rs.getDouble(3)),
                    rs.getString(4)),
            (Object) here.keySet().toArray(String[]::new));
    List<Object[]> moved = new ArrayList<>();
    for (Spot spot : spots) {
      @Nullable String now = s.locate().apply(spot.point).orElse(here.get(spot.here));
      boolean within =
          now != null && parts.stream().anyMatch(p -> (now + ".").startsWith(p.path() + "."));
      if (now != null && within && !now.equals(here.get(spot.here))) {
        String code = now.substring(now.lastIndexOf('.') + 1);
        moved.add(new Object[] {table.hasPath() ? now : code, spot.id});
      }
    }
    if (!moved.isEmpty()) {
      jdbc.batchUpdate("update %s set %s = ? where id = ?".formatted(table.table(), column), moved);
    }
  }

  private List<Table> having(String column) {
    return jdbc
        .query(
            """
            select n.nspname || '.' || c.relname, (%s)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = ? and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relpersistence = 'p'
            order by 1
            """
                .formatted(KEY),
            (rs, i) -> new Table(rs.getString(1), rs.getString(2)),
            column)
        .stream()
        .filter(t -> !FOLLOW_BY_THEMSELVES.contains(t.name))
        .toList();
  }
}
