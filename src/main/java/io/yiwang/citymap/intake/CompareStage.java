package io.yiwang.citymap.intake;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Near;
import io.yiwang.citymap.intake.StagedRow.Kind;
import io.yiwang.citymap.intake.StagedRows.Reject;
import io.yiwang.kernel.ComponentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the rows of a file to the city. A row is the component its identifier says, or the key
 * of its source, or the nearest of its class that nothing else in the file is.
 */
@org.springframework.stereotype.Component
class CompareStage {
  private static final int BATCH = 1_000;
  private static final int NEAREST = 8;
  private static final double METRES_OF_A_DEGREE = 111_195;

  private final MapImports imports;
  private final StagedRows staged;
  private final SourceKeys keys;
  private final ComponentReader reader;
  private final Keepers keepers;
  private final Vanished vanished;
  private final TransactionTemplate transaction;

  CompareStage(
      MapImports imports,
      StagedRows staged,
      SourceKeys keys,
      ComponentReader reader,
      Keepers keepers,
      Vanished vanished,
      TransactionTemplate transaction) {
    this.imports = imports;
    this.staged = staged;
    this.keys = keys;
    this.reader = reader;
    this.keepers = keepers;
    this.vanished = vanished;
    this.transaction = transaction;
  }

  void run(MapImport job, String worker) {
    MapMapping mapping = MapMapping.of(job.mapping());
    step(
        job,
        worker,
        () -> {
          staged.reset(job.id());
          staged.recognise(job.id(), job.source());
          staged.drop(job.id(), staged.twice(job.id()).stream().map(CompareStage::twice).toList());
        });
    var facts = new Facts(new KeeperNames(keepers, false));
    var shift = new ShiftCheck();
    long after = 0;
    long done = 0;
    List<StagedRow> rows = staged.list(job.id(), after, BATCH);
    while (!rows.isEmpty()) {
      List<StagedRow> some = rows;
      long count = done += some.size();
      step(
          job,
          worker,
          () -> {
            compare(job, mapping, facts, shift, some);
            imports.compared(job.id(), count);
          });
      after = rows.getLast().row();
      rows = staged.list(job.id(), after, BATCH);
    }
    step(job, worker, () -> vanished.find(job, mapping));
    step(
        job,
        worker,
        () -> {
          imports.counted(job.id());
          List<String> notes = new ArrayList<>(job.read().notes());
          notes.removeIf(ShiftCheck::isOurs);
          shift.warning(job.read().crs()).ifPresent(notes::add);
          imports.note(job.id(), notes);
          imports.to(job.id(), MapImport.Stage.REVIEW);
        });
  }

  private static Reject twice(StagedRows.Twice t) {
    return new Reject(
        t.row(),
        "id",
        ComponentId.text(t.component()),
        "is the component of row " + t.first() + " already.",
        null);
  }

  private void step(MapImport job, String worker, Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          imports.hold(job.id(), worker);
          work.run();
        });
  }

  private void compare(
      MapImport job, MapMapping mapping, Facts facts, ShiftCheck shift, List<StagedRow> rows) {
    Map<Long, Component> known =
        reader.findAll(rows.stream().map(StagedRow::componentId).filter(Objects::nonNull).toList());
    List<StagedRow> compared = new ArrayList<>(rows.size());
    List<Reject> bad = new ArrayList<>();
    Set<Long> claimed = new HashSet<>();
    boolean neighbours = anythingAround(rows, mapping.tolerance());
    for (StagedRow row : rows) {
      Component present = row.componentId() == null ? null : known.get(row.componentId());
      if (row.componentId() == null) {
        present = neighbours ? nearest(job, mapping, row, claimed) : null;
        if (present != null) {
          claimed.add(present.id());
        }
        shift.look(row, present, reader);
      }
      if (present != null && present.classNo() != row.classNo()) {
        bad.add(
            new Reject(
                row.row(),
                "class",
                ComponentId.classCode(row.classNo()),
                "is another than of component " + present.idText() + ", which has this key.",
                "Maybe that one is to be removed first."));
      } else {
        compared.add(of(row, present, facts));
        if (present != null) {
          shift.moved(present.point(), row.point());
        }
      }
    }
    staged.compared(job.id(), compared);
    if (!bad.isEmpty()) {
      staged.drop(job.id(), bad);
    }
  }

  /** Whether the city has anything of the classes of these rows where they are. */
  private boolean anythingAround(List<StagedRow> rows, double metres) {
    var box = new Envelope();
    rows.forEach(row -> box.expandToInclude(row.point().lng(), row.point().lat()));
    box.expandBy(metres / METRES_OF_A_DEGREE * 4);
    int[] classes = rows.stream().mapToInt(StagedRow::classNo).distinct().toArray();
    return !reader
        .within(new GeometryFactory().toGeometry(box), ComponentFilter.ofClasses(classes), null, 1)
        .components()
        .isEmpty();
  }

  private @Nullable Component nearest(
      MapImport job, MapMapping mapping, StagedRow row, Set<Long> claimed) {
    List<Near> near =
        reader.nearest(
            row.point(), NEAREST, mapping.tolerance(), ComponentFilter.ofClasses(row.classNo()));
    if (near.isEmpty()) {
      return null;
    }
    Set<Long> ids = near.stream().map(n -> n.component().id()).collect(Collectors.toSet());
    Set<Long> taken = new HashSet<>(staged.claimed(job.id(), ids));
    taken.addAll(claimed);
    boolean keyed = row.key() != null && !row.key().startsWith(MappedRow.PLACE);
    if (keyed) {
      taken.addAll(keys.keyed(job.source(), ids));
    }
    return near.stream()
        .map(Near::component)
        .filter(c -> !taken.contains(c.id()))
        .findFirst()
        .orElse(null);
  }

  private static StagedRow of(StagedRow row, @Nullable Component present, Facts facts) {
    if (present == null) {
      return with(row, Kind.APPEARED, null, List.of());
    }
    Component after = facts.onto(present, row);
    List<StagedRow.Difference> differences = facts.differences(present, after, row);
    boolean here = present.state() != ComponentState.REMOVED;
    boolean stays = after.state() != ComponentState.REMOVED;
    if (!here && stays) {
      return with(row, Kind.APPEARED, present, differences);
    }
    if (here && !stays) {
      return with(row, Kind.VANISHED, present, differences);
    }
    if (!Facts.samePlace(present, row)) {
      return with(row, Kind.MOVED, present, differences);
    }
    return with(row, differences.isEmpty() ? Kind.SAME : Kind.CHANGED, present, differences);
  }

  private static StagedRow with(
      StagedRow r, Kind kind, @Nullable Component present, List<StagedRow.Difference> differences) {
    return new StagedRow(
        r.row(),
        kind,
        present == null ? r.componentId() : Long.valueOf(present.id()),
        r.givenId(),
        r.key(),
        r.classNo(),
        r.division(),
        r.point(),
        r.shape(),
        r.facts(),
        present == null ? null : present.knownFrom(),
        present == null ? null : present.point(),
        present == null ? null : present.point().distanceMetres(r.point()),
        differences,
        r.leftOut());
  }
}
