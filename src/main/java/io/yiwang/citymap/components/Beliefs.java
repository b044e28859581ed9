package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is believed of things, and what was: the rows of both tables, within the writer's
 * transaction.
 */
final class Beliefs {
  private static final int BATCH = 10_000;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  Beliefs(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A thing as it is to be believed from now on. */
  record Put(Component component, Instant validFrom, @Nullable Instant expected) {
    long id() {
      return component.id();
    }
  }

  Map<Long, Component> present(List<Long> ids) {
    Map<Long, Component> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      Object[] some = ids.subList(from, Math.min(ids.size(), from + BATCH)).toArray();
      jdbc.query(
          connection -> {
            var statement =
                connection.prepareStatement(
                    "select c.* from %s c where c.id = any(?)".formatted(Rows.relation(AsOf.NOW)));
            statement.setArray(1, connection.createArrayOf("int8", some));
            return statement;
          },
          rs -> {
            Component c = Rows.read(rs, json);
            found.put(c.id(), c);
          });
    }
    return found;
  }

  /**
   * What was believed of the present, and of times that the new word is about, is believed no
   * longer; what was so before the new word begins still was.
   */
  void supersede(List<Put> puts, Map<Long, Component> present, Instant now) {
    List<Object[]> past = new ArrayList<>();
    List<Object[]> corrected = new ArrayList<>();
    for (Put put : puts) {
      Component was = present.get(put.id());
      if (was == null) {
        continue;
      }
      Instant from = put.validFrom().truncatedTo(ChronoUnit.MICROS);
      past.add(pastRow(was, null, now));
      if (from.isAfter(was.validFrom())) {
        past.add(
            pastRow(was.withTimes(was.validFrom(), from, now, null), Timestamp.from(from), null));
      } else if (from.isBefore(was.validFrom())) {
        corrected.add(new Object[] {put.id(), Timestamp.from(from), Timestamp.from(now)});
      }
    }
    correct(corrected);
    jdbc.batchUpdate(
        "insert into citymap.component_past (%s, valid_to, known_to) values (%s, ?, ?)"
            .formatted(Rows.COLUMNS, Rows.PLACES),
        past);
  }

  private Object[] pastRow(Component c, @Nullable Timestamp validTo, @Nullable Instant knownTo) {
    List<@Nullable Object> values = Rows.values(c, json);
    values.add(validTo);
    values.add(Rows.timestamp(knownTo));
    return values.toArray();
  }

  /**
   * A word about a time that began before: earlier beliefs about that time end or are cut short.
   */
  private void correct(List<Object[]> corrected) {
    for (Object[] one : corrected) {
      jdbc.update(
          """
          with ended as (
            update citymap.component_past set known_to = ?
            where id = ? and known_to is null and (valid_to is null or valid_to > ?)
            returning *)
          insert into citymap.component_past (%1$s, valid_to, known_to)
          select id, s2, valid_from, ?, lat_e7, lng_e7, class_no, manager, owner, maintainer, height, state, accuracy,
            source, name, address, remark, details, shape, region_path, ?, null
          from ended where valid_from < ?
          """
              .formatted(Rows.COLUMNS),
          one[2],
          one[0],
          one[1],
          one[2],
          one[1],
          one[1]);
    }
  }

  void put(List<Component> after) {
    jdbc.batchUpdate(
        """
        insert into citymap.component (%1$s) values (%2$s)
        on conflict (id) do update set (%1$s) = row (excluded.%3$s)
        """
            .formatted(Rows.COLUMNS, Rows.PLACES, Rows.COLUMNS.replace(", ", ", excluded.")),
        after.stream().map(c -> Rows.values(c, json).toArray()).toList());
    List<Object[]> cells = new ArrayList<>();
    for (Component c : after) {
      if (c.shape() != null) {
        Cover.of(c.shape())
            .forEach(cell -> cells.add(new Object[] {cell.id(), c.id(), c.regionPath()}));
      }
    }
    jdbc.batchUpdate(
        """
        insert into citymap.component_cell (cell, id, region_path)
        select v.* from (values (?::bigint, ?::bigint, ?::text)) v (cell, id, path)
        where not exists (select from citymap.component_cell c where c.cell = v.cell and c.id = v.id)
        """,
        cells);
  }
}
