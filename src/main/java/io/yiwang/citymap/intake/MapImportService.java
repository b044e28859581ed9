package io.yiwang.citymap.intake;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.intake.MapImport.Stage;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with imports. */
@Service
class MapImportService {
  private final MapImports imports;
  private final StagedRows staged;
  private final Uploads uploads;
  private final ImportWorker worker;
  private final ComponentWriter writer;
  private final Importers importers;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;

  MapImportService(
      MapImports imports,
      StagedRows staged,
      Uploads uploads,
      ImportWorker worker,
      ComponentWriter writer,
      Importers importers,
      AuditTrail audit,
      TransactionTemplate transaction) {
    this.imports = imports;
    this.staged = staged;
    this.uploads = uploads;
    this.worker = worker;
    this.writer = writer;
    this.importers = importers;
    this.audit = audit;
    this.transaction = transaction;
  }

  MapImport begin(String name, long bytes, MapMapping mapping) {
    MapImport.By me = importers.current();
    if (mapping.asOf() != null) {
      requireDay(mapping.asOf());
    }
    return SystemDuty.call(
        () -> {
          long id = imports.add(name, bytes, mapping, me);
          audit.append(audit.entry(AuditAction.CREATE, Importers.COMPONENT).about(name(id)));
          return imports.get(id);
        });
  }

  private static void requireDay(String day) {
    try {
      java.time.LocalDate.parse(day);
    } catch (java.time.DateTimeException e) {
      throw Problem.badField("asOf", day, "must be a day such as 2026-11-24.", null);
    }
  }

  private static String name(long id) {
    return "map-import:" + id;
  }

  MapImport get(long id) {
    MapImport.By me = importers.current();
    MapImport job = SystemDuty.call(() -> imports.get(id));
    Importers.requireSight(me, job);
    return job;
  }

  List<MapImport> list(int page, int size) {
    MapImport.By me = importers.current();
    return SystemDuty.call(() -> imports.list(me.regionPath(), (long) page * size, size));
  }

  /** A piece of the file, which must go on where the one before ended. */
  MapImport receive(long id, long offset, InputStream body) throws IOException {
    MapImport job = get(id);
    if (job.stage() != Stage.RECEIVING || job.file().received() != offset) {
      throw Problem.conflict(
              "upload-elsewhere",
              "The upload of import " + id + " stands at byte " + job.file().received() + ".",
              "Maybe ask where it stands and go on from there.")
          .with("received", job.file().received());
    }
    long now = uploads.write(job, offset, body);
    boolean kept = SystemDuty.call(() -> imports.received(id, offset, now));
    if (!kept) {
      throw Problem.conflict("upload-elsewhere", "Another piece was quicker.", null);
    }
    worker.wake();
    return get(id);
  }

  /** Has it applied, leaving out rows. */
  MapImport apply(long id, List<Long> leaveOut) {
    get(id);
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  require(imports.move(id, List.of(Stage.REVIEW), Stage.APPLYING), id);
                  staged.leaveOut(id, leaveOut);
                  audit.append(
                      audit.entry(AuditAction.CHANGE, Importers.COMPONENT).about(name(id)));
                }));
    worker.wake();
    return get(id);
  }

  /** Compares it to the city anew, or reads the file again when that is what failed. */
  MapImport again(long id) {
    MapImport job = get(id);
    boolean unread = job.stage() == Stage.FAILED && Files.exists(uploads.file(id));
    SystemDuty.run(
        () ->
            require(
                imports.move(
                    id,
                    List.of(Stage.REVIEW, Stage.UNDONE, Stage.FAILED),
                    unread ? Stage.READING : Stage.COMPARING),
                id));
    worker.wake();
    return get(id);
  }

  MapImport undo(long id) {
    MapImport job = get(id);
    MapImport.By me = importers.current();
    var origin =
        new ChangeOrigin(
            ChangeOrigin.Way.UNDO,
            me.personId() == 0 ? null : me.personId(),
            me.name(),
            job.source() + ": " + job.file().name());
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  require(imports.move(id, List.of(Stage.APPLIED), Stage.UNDONE), id);
                  if (job.setId() != null) {
                    writer.undo(Objects.requireNonNull(job.setId()), origin);
                  }
                  audit.append(
                      audit.entry(AuditAction.CHANGE, Importers.COMPONENT).about(name(id)));
                }));
    return get(id);
  }

  /** Throws it away; what it changed stays. */
  void discard(long id) throws IOException {
    get(id);
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  require(
                      imports.move(
                          id,
                          List.of(
                              Stage.RECEIVING,
                              Stage.READING,
                              Stage.COMPARING,
                              Stage.REVIEW,
                              Stage.FAILED,
                              Stage.UNDONE),
                          Stage.DISCARDED),
                      id);
                  staged.clear(id);
                }));
    uploads.delete(id);
  }

  private void require(boolean moved, long id) {
    if (!moved) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "wrong-stage",
          "Import " + id + " is " + imports.get(id).stage() + ", where this cannot be done.",
          "stage",
          imports.get(id).stage(),
          "Maybe somebody else was quicker.");
    }
  }
}
