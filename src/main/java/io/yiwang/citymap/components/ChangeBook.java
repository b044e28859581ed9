package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentChanged.Kind;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The book of changes: sets and what each of them changed, within the writer's transaction. */
final class ChangeBook {
  private static final int BATCH = 500;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  ChangeBook(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  long open(ChangeOrigin origin, Instant at, @Nullable Long undoes) {
    Long id =
        jdbc.queryForObject(
            """
            insert into citymap.change_set (at, person_id, person_name, origin, reason, undoes)
            values (?, ?::bigint, ?, ?, ?, ?::bigint) returning id
            """,
            Long.class,
            Timestamp.from(at),
            origin.personId(),
            origin.personName(),
            origin.way().name(),
            origin.reason(),
            undoes);
    return Objects.requireNonNull(id);
  }

  List<ComponentChanged> note(
      long set, Instant now, Map<Long, Component> present, List<Component> after) {
    List<ComponentChanged> changes = new ArrayList<>();
    for (int from = 0; from < after.size(); from += BATCH) {
      List<Component> some = after.subList(from, Math.min(after.size(), from + BATCH));
      Long last =
          jdbc.queryForObject(
              "select coalesce(max(seq), 0) from citymap.component_change", Long.class);
      List<Object[]> rows = new ArrayList<>();
      for (Component c : some) {
        Component before = present.get(c.id());
        rows.add(
            new Object[] {
              set,
              c.id(),
              kind(before, c).number(),
              Timestamp.from(now),
              before == null ? null : before.point().s2Leaf(),
              c.point().s2Leaf(),
              c.regionPath() != null ? c.regionPath() : before == null ? null : before.regionPath()
            });
      }
      jdbc.batchUpdate(
          """
          insert into citymap.component_change (set_id, component_id, kind, at, s2_before, s2_after, region_path)
          values (?, ?, ?, ?, ?::bigint, ?, ?)
          """,
          rows);
      Map<Long, Long> numbers = new LinkedHashMap<>();
      jdbc.query(
          "select component_id, seq from citymap.component_change where set_id = ? and seq > ?",
          rs -> {
            numbers.put(rs.getLong(1), rs.getLong(2));
          },
          set,
          last);
      for (Component c : some) {
        Component before = present.get(c.id());
        long seq = numbers.getOrDefault(c.id(), 0L);
        changes.add(new ComponentChanged(seq, set, kind(before, c), now, before, c));
      }
    }
    return changes;
  }

  private static Kind kind(@Nullable Component before, Component after) {
    if (after.state() == ComponentState.REMOVED) {
      return Kind.REMOVED;
    }
    if (before == null || before.state() == ComponentState.REMOVED) {
      return Kind.APPEARED;
    }
    if (!before.point().equals(after.point()) || !Objects.equals(before.shape(), after.shape())) {
      return Kind.MOVED;
    }
    return before.state() != after.state() ? Kind.STATE : Kind.AMENDED;
  }

  /** When the set was written. */
  Instant undoable(long setId) {
    record Known(Instant at, boolean undone, boolean load) {}
    Known known =
        jdbc
            .query(
                "select at, undone_by is not null, origin = 'LOAD' from citymap.change_set where id"
                    + " = ? for update",
                (rs, i) ->
                    new Known(rs.getTimestamp(1).toInstant(), rs.getBoolean(2), rs.getBoolean(3)),
                setId)
            .stream()
            .findFirst()
            .orElseThrow(() -> Problem.notFound("change set", setId));
    if (known.undone || known.load) {
      throw Problem.conflict(
          "not-undoable",
          "Change set %d %s.".formatted(setId, known.undone ? "is undone already" : "was a load"),
          null);
    }
    List<Long> since =
        jdbc.query(
            """
            select distinct later.component_id from citymap.component_change later
            join citymap.component_change ours on ours.component_id = later.component_id and ours.set_id = ?
            where later.seq > ours.seq and later.set_id <> ours.set_id
            """,
            (rs, i) -> rs.getLong(1),
            setId);
    if (!since.isEmpty()) {
      throw new ConflictException(since);
    }
    return known.at;
  }

  void markUndone(long setId, long by) {
    jdbc.update("update citymap.change_set set undone_by = ? where id = ?", by, setId);
  }

  /** What a set superseded, by identifier; empty of what it brought. */
  Map<Long, Optional<Component>> before(long setId, Instant at) {
    Map<Long, Optional<Component>> before = new LinkedHashMap<>();
    jdbc.query(
        "select distinct component_id from citymap.component_change where set_id = ? order by 1",
        rs -> {
          before.put(rs.getLong(1), Optional.empty());
        },
        setId);
    jdbc.query(
        """
        select p.* from citymap.component_past p
        where p.id in (select component_id from citymap.component_change where set_id = ?)
          and p.known_to = ? and p.valid_to is null
        """,
        rs -> {
          Component was = Rows.read(rs, json);
          before.put(was.id(), Optional.of(was));
        },
        setId,
        Timestamp.from(at));
    return before;
  }
}
