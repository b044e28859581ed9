package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.FileFault;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.MapFile;
import io.yiwang.citymap.files.MapFiles;
import io.yiwang.citymap.files.RowFault;
import io.yiwang.citymap.files.SystemCheck;
import io.yiwang.citymap.intake.StagedRows.Reject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a file into rows, a thousand in a transaction together with how far it has come; after a
 * stop it reads on from there.
 */
@Component
class ReadStage {
  private static final int BATCH = 1_000;

  private final MapImports imports;
  private final StagedRows staged;
  private final Uploads uploads;
  private final CityGround ground;
  private final TransactionTemplate transaction;

  ReadStage(
      MapImports imports,
      StagedRows staged,
      Uploads uploads,
      CityGround ground,
      TransactionTemplate transaction) {
    this.imports = imports;
    this.staged = staged;
    this.uploads = uploads;
    this.ground = ground;
    this.transaction = transaction;
  }

  /**
   * @throws FileFault when the file cannot be read to its end; the rows before are kept
   */
  void run(MapImport job, String worker) throws IOException {
    MapMapping mapping = MapMapping.of(job.mapping());
    try (MapFile file = MapFiles.open(uploads.file(job.id()), mapping.options())) {
      List<String> notes = new ArrayList<>(file.notes());
      CoordinateSystem system = system(mapping, file, notes);
      imports.opened(job.id(), file.format(), system.name(), notes);
      var rows = new Rows(job, worker, mapping, system);
      try {
        file.read(rows);
      } finally {
        notes.addAll(rows.check.warnings());
        imports.note(job.id(), notes);
      }
      rows.flush();
    }
    transaction.executeWithoutResult(
        status -> {
          imports.hold(job.id(), worker);
          imports.to(job.id(), MapImport.Stage.COMPARING);
        });
    uploads.delete(job.id());
  }

  private static CoordinateSystem system(MapMapping mapping, MapFile file, List<String> notes) {
    String said = mapping.system();
    String declared = file.declaredSystem();
    CoordinateSystem inFile = null;
    if (declared != null) {
      try {
        inFile = CoordinateSystem.of(declared);
      } catch (IllegalArgumentException e) {
        if (said == null) {
          throw new FileFault(String.valueOf(e.getMessage()), "Maybe say crs in the mapping.");
        }
      }
    }
    if (said == null) {
      return inFile == null ? CoordinateSystem.WGS84 : inFile;
    }
    CoordinateSystem system = CoordinateSystem.of(said);
    if (inFile != null && !inFile.name().equals(system.name())) {
      notes.add(
          "The file says it is in "
              + inFile
              + "; the mapping says "
              + system
              + ", which was used.");
    }
    return system;
  }

  /** Collects rows until there are enough for a transaction. */
  private final class Rows implements MapFile.Rows {
    private final MapImport job;
    private final String worker;
    private final MapMapping mapping;
    private final RowMapper mapper;
    private final SystemCheck check;
    private final List<MappedRow> good = new ArrayList<>(BATCH);
    private final List<Reject> bad = new ArrayList<>();
    private long last;
    private long seen;
    private long leftOut;

    Rows(MapImport job, String worker, MapMapping mapping, CoordinateSystem system) {
      this.job = job;
      this.worker = worker;
      this.mapping = mapping;
      mapper = new RowMapper(mapping, system, ground);
      check = new SystemCheck(system, ground.lng());
      last = job.read().lastRow();
    }

    @Override
    public void row(MapFeature feature) {
      look(feature);
      if (feature.row() <= job.read().lastRow()) {
        return;
      }
      if (!mapping.wants(feature)) {
        leftOut++;
        took(feature.row());
        return;
      }
      try {
        MappedRow row = mapper.map(feature);
        requireRight(row);
        good.add(row);
      } catch (RowFault fault) {
        bad.add(Reject.of(feature.row(), fault));
      }
      took(feature.row());
    }

    private void look(MapFeature feature) {
      try {
        Coordinate at = mapper.shapes().raw(feature).getCoordinate();
        check.see(at.x, at.y);
      } catch (RowFault fault) {
        // told when the row is mapped
      }
    }

    private void requireRight(MappedRow row) {
      String mine = job.by().regionPath();
      String path = ground.path(row.point());
      if (!mine.isEmpty() && !path.equals(mine) && !path.startsWith(mine + ".")) {
        throw new RowFault(
            "geometry",
            row.point().lat() + ", " + row.point().lng(),
            "lies outside of the region of whoever brings it in.",
            null);
      }
      if (ground.guarded(row.classNo()) && !job.by().guarded()) {
        throw new RowFault(
            "class",
            String.valueOf(row.classNo()),
            "is guarded; your duties do not let you change it.",
            null);
      }
    }

    @Override
    public void bad(long row, RowFault fault) {
      if (row > job.read().lastRow()) {
        bad.add(Reject.of(row, fault));
        took(row);
      }
    }

    private void took(long row) {
      last = row;
      if (++seen % BATCH == 0) {
        flush();
      }
    }

    private void flush() {
      transaction.executeWithoutResult(
          status -> {
            imports.hold(job.id(), worker);
            List<MappedRow> once = once();
            staged.add(job.id(), once);
            staged.reject(job.id(), bad);
            imports.progressed(job.id(), last, once.size(), bad.size(), leftOut);
          });
      good.clear();
      bad.clear();
      leftOut = 0;
    }

    /** Those whose key has not come before; the others by their place, or not at all. */
    private List<MappedRow> once() {
      Map<String, Long> before = known(good);
      Map<String, MappedRow> once = new LinkedHashMap<>();
      for (MappedRow row : good) {
        MappedRow one = row;
        if (taken(one, once, before) && one.keyed() && mapping.repeatedKeysByPlace()) {
          one = one.byPlace();
        }
        if (taken(one, once, before)) {
          MappedRow first = once.get(one.key());
          long at = first == null ? before.getOrDefault(one.key(), 0L) : first.row();
          bad.add(
              new Reject(
                  row.row(),
                  one.keyed() ? "key" : "geometry",
                  one.keyed() ? one.key() : one.point().lat() + ", " + one.point().lng(),
                  one.keyed() ? "is in row " + at + " already." : "is the place of row " + at + ".",
                  one.keyed() ? "Maybe say repeatedKey: place." : "Maybe the row came twice."));
        } else {
          once.put(one.key(), one);
        }
      }
      return List.copyOf(once.values());
    }

    private Map<String, Long> known(List<MappedRow> rows) {
      Set<String> keys = new HashSet<>();
      for (MappedRow row : rows) {
        keys.add(row.key());
        keys.add(row.byPlace().key());
      }
      return keys.isEmpty() ? Map.of() : staged.rowsOf(job.id(), keys);
    }

    private boolean taken(MappedRow row, Map<String, MappedRow> once, Map<String, Long> before) {
      return once.containsKey(row.key()) || before.containsKey(row.key());
    }
  }
}
