package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.Beliefs.Put;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
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
  private static final int LAST_SEQUENCE = 999_999;
  private static final long LOCK = 0x43_4F_4D_50L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Beliefs beliefs;
  private final ChangeBook book;
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
    this.beliefs = new Beliefs(jdbc, json);
    this.book = new ChangeBook(jdbc, json);
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
          Instant at = book.undoable(setId);
          List<Put> back = new ArrayList<>();
          for (Map.Entry<Long, Optional<Component>> one : book.before(setId, at).entrySet()) {
            back.add(
                one.getValue()
                    .map(was -> new Put(was, was.validFrom(), null))
                    .orElseGet(() -> neverWas(one.getKey())));
          }
          ChangeSet done = apply(back, origin, setId);
          book.markUndone(setId, done.id());
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

  private ChangeSet write(java.util.function.Supplier<ChangeSet> work) {
    ChangeSet done =
        SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    if (!done.changes().isEmpty()) {
      afterCommit(() -> news.tell(done.changes()));
    }
    return done;
  }

  /** At once, or when the transaction of whoever changes things together with their own is over. */
  private static void afterCommit(Runnable telling) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      telling.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            telling.run();
          }
        });
  }

  private void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
  }

  /** Removals and splits as puts; those of things that are not there fall away. */
  private List<Put> puts(List<? extends ComponentChange> changes) {
    lock();
    Map<Long, Component> present =
        beliefs.present(
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
    Map<Long, Component> present = beliefs.present(puts.stream().map(Put::id).toList());
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
    long set = book.open(origin, now, undoes);
    beliefs.supersede(real, present, now);
    beliefs.put(after);
    return new ChangeSet(set, book.note(set, now, present, after));
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

  private Put neverWas(long id) {
    Component c = Objects.requireNonNull(beliefs.present(List.of(id)).get(id));
    return new Put(c.withState(ComponentState.REMOVED), c.validFrom(), null);
  }
}
