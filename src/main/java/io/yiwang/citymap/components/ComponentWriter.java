package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentChanged.Kind;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only way to change what is on the map. Callers have decided that it may be; the platform
 * writes, so not within a person's transaction.
 *
 * <p>Nothing is overwritten: what we believed keeps the time over which we believed it, what was so
 * in the city the time over which it was so. A set is written as a whole or not at all; sets are
 * written one after another.
 */
@Service
public class ComponentWriter {
  private static final int BATCH = 500;
  private static final int LAST_SEQUENCE = 999_999;
  private static final long LOCK = 0x43_4F_4D_50L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Layers layers;
  private final Regions regions;
  private final ComponentNews news;
  private final Clock clock;

  ComponentWriter(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      JsonMapper json,
      Layers layers,
      Regions regions,
      ComponentNews news,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
    this.layers = layers;
    this.regions = regions;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Changes things together. What says the same as is known already changes nothing.
   *
   * @throws ConflictException when a version that was expected is not there any more
   * @throws Problem 400 when something is to be so only in the future
   */
  public ChangeSet change(List<? extends ComponentChange> changes, ChangeOrigin origin) {
    return write(() -> apply(puts(changes), origin, null));
  }

  /**
   * Makes a set undone: all it changed is believed again as it was before.
   *
   * @throws ConflictException when something of it has been changed since
   * @throws Problem 404 when there is no such set, 409 when it is undone already
   */
  public ChangeSet undo(long setId, ChangeOrigin origin) {
    return write(
        () -> {
          lock();
          Instant at = undoable(setId);
          List<Put> back = new ArrayList<>();
          for (Map.Entry<Long, Optional<Component>> one : before(setId, at).entrySet()) {
            back.add(
                one.getValue()
                    .map(was -> new Put(was, was.validFrom(), null))
                    .orElseGet(() -> neverWas(one.getKey())));
          }
          ChangeSet done = apply(back, origin, setId);
          jdbc.update("update citymap.change_set set undone_by = ? where id = ?", done.id(), setId);
          return done;
        });
  }

  /** Identifiers that nobody has, of a division (6 digits) and class; ascending. */
  public List<Long> nextIds(int division, int classNo, int count) {
    long prefix = ComponentId.number(division, classNo, 0);
    Integer last =
        SystemDuty.call(
            () ->
                jdbc.queryForObject(
                    """
                    insert into citymap.component_sequence as s
                    values (?1, coalesce((select max(id) - ?2 from citymap.component where id between ?2 and ?2 + 999999), 0) + ?3)
                    on conflict (prefix) do update set last = greatest(s.last,
                      coalesce((select max(id) - ?2 from citymap.component where id between ?2 and ?2 + 999999), 0)) + ?3
                    returning last
                    """
                        .replace("?1", Long.toString(prefix / 1_000_000))
                        .replace("?2", Long.toString(prefix))
                        .replace("?3", Integer.toString(count)),
                    Integer.class));
    if (last == null || last > LAST_SEQUENCE) {
      throw new IllegalStateException(
          "Division and class %d have no identifiers left.".formatted(prefix));
    }
    return LongStream.rangeClosed(prefix + last - count + 1, prefix + last).boxed().toList();
  }

  private record Put(Component component, Instant validFrom, @Nullable Instant expected) {
    long id() {
      return component.id();
    }
  }

  private ChangeSet write(java.util.function.Supplier<ChangeSet> work) {
    ChangeSet done =
        SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    if (!done.changes().isEmpty()) {
      news.tell(done.changes());
    }
    return done;
  }

  private void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
  }

  /** Removals and splits as puts; those of things that are not there fall away. */
  private List<Put> puts(List<? extends ComponentChange> changes) {
    lock();
    Map<Long, Component> present =
        present(
            changes.stream()
                .filter(c -> !(c instanceof ComponentChange.Put))
                .map(ComponentChange::id)
                .toList());
    List<Put> puts = new ArrayList<>();
    for (ComponentChange change : changes) {
      switch (change) {
        case ComponentChange.Put put ->
            puts.add(new Put(put.component(), put.validFrom(), put.expected()));
        case ComponentChange.Remove remove ->
            removed(present, remove.id(), remove.validFrom(), remove.expected())
                .ifPresent(puts::add);
        case ComponentChange.Split split -> {
          removed(present, split.id(), split.validFrom(), split.expected()).ifPresent(puts::add);
          split.parts().forEach(p -> puts.add(new Put(p, split.validFrom(), null)));
        }
      }
    }
    return puts;
  }

  private static Optional<Put> removed(
      Map<Long, Component> present, long id, Instant validFrom, @Nullable Instant expected) {
    return Optional.ofNullable(present.get(id))
        .map(c -> new Put(c.withState(ComponentState.REMOVED), validFrom, expected));
  }

  private ChangeSet apply(List<Put> puts, ChangeOrigin origin, @Nullable Long undoes) {
    Map<Long, Component> present = present(puts.stream().map(Put::id).toList());
    List<Long> moved =
        puts.stream().filter(p -> hasMovedOn(p, present.get(p.id()))).map(Put::id).toList();
    if (!moved.isEmpty()) {
      throw new ConflictException(moved);
    }
    Instant now = latest(present.values());
    List<Component> after = new ArrayList<>();
    List<Put> real = new ArrayList<>();
    for (Put put : puts) {
      Component stored = stored(put, now);
      Component before = present.get(put.id());
      boolean same =
          before != null
              && before.saysTheSameAs(stored)
              && (undoes == null || before.validFrom().equals(put.validFrom()));
      if (!same) {
        real.add(put);
        after.add(stored);
      }
    }
    if (real.isEmpty() && undoes == null) {
      return new ChangeSet(0, List.of());
    }
    long set = open(origin, now, undoes);
    supersede(real, present, now);
    put(after);
    return new ChangeSet(set, note(set, now, present, after));
  }

  private static boolean hasMovedOn(Put put, @Nullable Component present) {
    Instant expected = put.expected();
    return expected != null
        && (present == null
            || !present.knownFrom().equals(expected.truncatedTo(ChronoUnit.MICROS)));
  }

  /** Now, and later than everything that is to be superseded. */
  private Instant latest(java.util.Collection<Component> present) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (Component c : present) {
      if (!c.knownFrom().isBefore(now)) {
        now = c.knownFrom().plus(1, ChronoUnit.MICROS);
      }
    }
    return now;
  }

  private Component stored(Put put, Instant now) {
    Instant from = put.validFrom().truncatedTo(ChronoUnit.MICROS);
    if (from.isAfter(now)) {
      throw Problem.badField(
          "validFrom",
          from,
          "must not be in the future",
          "Maybe the clock of the device is wrong.");
    }
    Component c = put.component();
    GeoPoint point = GeoPoint.ofE7(c.point().latE7(), c.point().lngE7());
    String path = layers.isGuarded(c.classNo()) ? pathOf(point) : null;
    return c.withPoint(point).withTimes(from, null, now, null).withRegionPath(path);
  }

  private String pathOf(GeoPoint point) {
    return regions.locate(point).map(Region::path).orElseGet(() -> regions.root().path());
  }

  private long open(ChangeOrigin origin, Instant at, @Nullable Long undoes) {
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

  private Map<Long, Component> present(List<Long> ids) {
    Map<Long, Component> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += 10_000) {
      Object[] some = ids.subList(from, Math.min(ids.size(), from + 10_000)).toArray();
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
  private void supersede(List<Put> puts, Map<Long, Component> present, Instant now) {
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

  private void put(List<Component> after) {
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
        Ranges.coverOf(c.shape())
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

  private List<ComponentChanged> note(
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
  private Instant undoable(long setId) {
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

  /** What a set superseded, by identifier; empty of what it brought. */
  private Map<Long, Optional<Component>> before(long setId, Instant at) {
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

  private Put neverWas(long id) {
    Component c = Objects.requireNonNull(present(List.of(id)).get(id));
    return new Put(c.withState(ComponentState.REMOVED), c.validFrom(), null);
  }
}
