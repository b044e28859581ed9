package io.yiwang.citymap.intake;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ChangeSet;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.components.ConflictException;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.intake.StagedRow.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies an import: all of its rows as one change set, with the keys of its source, in one
 * transaction. What was changed since the comparison is compared anew instead.
 */
@org.springframework.stereotype.Component
class ApplyStage {
  private static final int BATCH = 2_000;

  private final MapImports imports;
  private final StagedRows staged;
  private final SourceKeys keys;
  private final ComponentReader reader;
  private final ComponentWriter writer;
  private final Keepers keepers;
  private final CityGround ground;
  private final TransactionTemplate transaction;

  ApplyStage(
      MapImports imports,
      StagedRows staged,
      SourceKeys keys,
      ComponentReader reader,
      ComponentWriter writer,
      Keepers keepers,
      CityGround ground,
      TransactionTemplate transaction) {
    this.imports = imports;
    this.staged = staged;
    this.keys = keys;
    this.reader = reader;
    this.writer = writer;
    this.keepers = keepers;
    this.ground = ground;
    this.transaction = transaction;
  }

  void run(MapImport job, String worker) {
    try {
      transaction.executeWithoutResult(
          status -> {
            imports.hold(job.id(), worker);
            apply(job);
          });
    } catch (ConflictException e) {
      transaction.executeWithoutResult(
          status -> {
            imports.hold(job.id(), worker);
            List<String> notes = new ArrayList<>(job.read().notes());
            notes.add("Things have changed since the comparison; it was made anew.");
            imports.note(job.id(), notes);
            imports.to(job.id(), MapImport.Stage.COMPARING);
          });
    }
  }

  private void apply(MapImport job) {
    var facts = new Facts(new KeeperNames(keepers, true));
    List<ComponentChange> changes = new ArrayList<>();
    Map<String, Long> known = new LinkedHashMap<>();
    Instant from = from(job);
    long after = Long.MIN_VALUE;
    List<StagedRow> rows = staged.list(job.id(), after, BATCH);
    while (!rows.isEmpty()) {
      take(rows, facts, from, changes, known);
      after = rows.getLast().row();
      rows = staged.list(job.id(), after, BATCH);
    }
    ChangeSet done = writer.change(changes, origin(job));
    keys.put(job.source(), known);
    imports.applied(job.id(), done.id() == 0 ? null : done.id());
  }

  private static ChangeOrigin origin(MapImport job) {
    return new ChangeOrigin(
        ChangeOrigin.Way.IMPORT,
        job.by().personId() == 0 ? null : job.by().personId(),
        job.by().name(),
        job.source() + ": " + job.file().name());
  }

  /** Since when it is so: the day the file says it shows, or now. */
  private Instant from(MapImport job) {
    String day = MapMapping.of(job.mapping()).asOf();
    return day == null
        ? ground.now()
        : LocalDate.parse(day).atStartOfDay(ground.zone()).toInstant();
  }

  private void take(
      List<StagedRow> rows,
      Facts facts,
      Instant from,
      List<ComponentChange> changes,
      Map<String, Long> known) {
    Map<Long, Component> present =
        reader.findAll(rows.stream().map(StagedRow::componentId).filter(Objects::nonNull).toList());
    Map<Long, Queue<Long>> free = free(rows);
    for (StagedRow row : rows) {
      if (row.leftOut() && row.componentId() == null) {
        continue;
      }
      Long id = id(row, free);
      Component before = present.get(id);
      if (row.key() != null) {
        known.put(row.key(), id);
      }
      if (row.kind() != Kind.SAME && !row.leftOut()) {
        changes.add(change(row, id, before, facts, from));
      }
    }
  }

  private static ComponentChange change(
      StagedRow row,
      long id,
      @org.jspecify.annotations.Nullable Component before,
      Facts facts,
      Instant from) {
    if (row.row() < 0) {
      return new ComponentChange.Remove(id, from, row.expected());
    }
    Component base = before == null ? Component.point(id, null, row.point()) : before;
    return new ComponentChange.Put(facts.onto(base, row), since(row, before, from), row.expected());
  }

  /** A new thing stands since the day its row says. */
  private static Instant since(
      StagedRow row, @org.jspecify.annotations.Nullable Component before, Instant from) {
    String since = row.facts().path("since").asString("");
    return before == null && !since.isEmpty() ? Instant.parse(since) : from;
  }

  /** Identifiers for those that are new, taken together for each division and class. */
  private Map<Long, Queue<Long>> free(List<StagedRow> rows) {
    Map<Long, Integer> wanted = new HashMap<>();
    rows.stream()
        .filter(row -> row.componentId() == null && !row.leftOut())
        .forEach(row -> wanted.merge(kind(row), 1, Integer::sum));
    Map<Long, Queue<Long>> free = new HashMap<>();
    wanted.forEach(
        (kind, count) ->
            free.put(
                kind,
                new ArrayDeque<>(
                    writer.nextIds((int) (kind / 100_000), (int) (kind % 100_000), count))));
    return free;
  }

  private static long kind(StagedRow row) {
    return row.division() * 100_000L + row.classNo();
  }

  private static long id(StagedRow row, Map<Long, Queue<Long>> free) {
    Long id = row.componentId();
    return id != null ? id : Objects.requireNonNull(free.get(kind(row))).remove();
  }
}
