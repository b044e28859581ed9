package io.yiwang.access.exports;

import io.yiwang.access.Action;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Decisions;
import io.yiwang.access.Exportable;
import io.yiwang.access.Person;
import io.yiwang.access.Purposes;
import io.yiwang.access.References;
import io.yiwang.access.Sheet;
import io.yiwang.access.SignedIn;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists taken away as files. Whoever may export a class asks; more rows than may be taken at once
 * wait for a second person. A file is made when it is downloaded, with the rights of that moment;
 * request, decision and each download are in the audit trail first.
 */
@Component
@EnableConfigurationProperties(ExportSettings.class)
class Exports {
  private static final int PEOPLE_PER_ENTRY = AuditEntry.MOST_OBJECTS - 1;

  private final Map<String, Exportable> lists;
  private final Purposes purposes;
  private final References references;
  private final Subjects subjects;
  private final Decisions decisions;
  private final ExportStore store;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final ExportSettings settings;
  private final Clock clock;

  Exports(
      List<Exportable> lists,
      Purposes purposes,
      References references,
      Subjects subjects,
      Decisions decisions,
      ExportStore store,
      AuditTrail audit,
      TransactionTemplate transaction,
      ExportSettings settings,
      Clock clock) {
    this.lists = lists.stream().collect(Collectors.toMap(Exportable::name, Function.identity()));
    this.purposes = purposes;
    this.references = references;
    this.subjects = subjects;
    this.decisions = decisions;
    this.store = store;
    this.audit = audit;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  Export.State state(Export export) {
    return export.state(clock.instant());
  }

  Export ask(Export.Wanted wanted) {
    Person me = SignedIn.current().person();
    Exportable list = list(wanted.what());
    requireRight(list);
    Purposes.KnownPurpose purpose = purposes.get(wanted.purpose(), Purposes.Use.EXPORT);
    if (!wanted.reference().isEmpty()) {
      references.get(wanted.reference(), purpose);
    }
    long rows = list.count(wanted.filter());
    boolean needsApproval = settings.needsApproval(list.dataClass(), rows);
    Instant now = clock.instant();
    var terms =
        new ExportStore.Terms(
            rows,
            needsApproval,
            settings.downloads(),
            now.plus(needsApproval ? settings.patience() : settings.kept()));
    return written(
        () -> {
          Export export = store.get(store.add(me, wanted, terms, now));
          audit.append(note(AuditAction.PERMISSION, "export.asked", export, rows));
          return export;
        });
  }

  private Exportable list(String name) {
    Exportable list = lists.get(name);
    if (list == null) {
      throw Problem.badField(
          "what", name, "must be one of " + lists.keySet().stream().sorted().toList() + ".", null);
    }
    return list;
  }

  private void requireRight(Exportable list) {
    if (decisions.reach(subjects.current(), Action.EXPORT, list.dataClass()).nothing()) {
      throw Problem.forbidden("Your duties do not let you take this list away.");
    }
  }

  List<Export> mine() {
    return store.of(SignedIn.current().person().id());
  }

  List<Export> waiting() {
    Person me = SignedIn.current().person();
    return store.undecided(clock.instant()).stream().filter(e -> mayDecide(e, me)).toList();
  }

  private boolean mayDecide(Export export, Person me) {
    return export.asker().personId() != me.id()
        && decisions.decide(subjects.current(), null, Action.CHANGE, export.item()).allowed();
  }

  /** A second person of the asker's region, or of one above it, agrees or does not. */
  Export decide(long id, boolean approved, @Nullable String reason) {
    Person me = SignedIn.current().person();
    Export export = store.get(id);
    if (!mayDecide(export, me)) {
      throw Problem.forbidden("This is for a second person at the asker's region or above it.");
    }
    if (!approved && (reason == null || reason.isBlank())) {
      throw Problem.badField("reason", reason, "must say why not.", null);
    }
    Instant now = clock.instant();
    var decision = new ExportStore.Decision(approved, reason, now, now.plus(settings.kept()));
    return written(
        () -> {
          if (state(export) != Export.State.WAITING || !store.decide(id, me, decision)) {
            throw Problem.conflict(
                "already-decided", "Export " + id + " is " + state(store.get(id)) + ".", null);
          }
          String what = approved ? "export.approved" : "export.refused";
          audit.append(note(AuditAction.PERMISSION, what, export, export.rows()));
          return store.get(id);
        });
  }

  /** Takes a request back, or the file away that it made. */
  Export withdraw(long id) {
    Export export = own(id);
    return written(
        () -> {
          store.withdraw(id, clock.instant());
          audit.append(note(AuditAction.PERMISSION, "export.withdrawn", export, export.rows()));
          return store.get(id);
        });
  }

  private Export own(long id) {
    Export export = store.get(id);
    if (export.asker().personId() != SignedIn.current().person().id()) {
      throw Problem.notFound("export", id);
    }
    return export;
  }

  /** A file on its way; nothing of it has left yet. */
  record File(Export export, Exportable list, String mark) {}

  /** Counts and audits a download. */
  File open(long id) {
    Person me = SignedIn.current().person();
    Export export = own(id);
    Exportable list = list(export.wanted().what());
    requireRight(list);
    if (!export.asker().is(me)) {
      throw Problem.forbidden("This was asked for at another of your posts. Maybe change to it.");
    }
    Map<String, String> filter = export.wanted().filter();
    long rows = list.count(filter);
    if (settings.needsApproval(list.dataClass(), rows) && !export.needsApproval()) {
      throw Problem.conflict(
          "export-grown",
          "The list has grown to " + rows + " rows, which needs a second person.",
          "Maybe ask for it anew.");
    }
    List<AuditEntry> entries = entries(list, export, rows);
    Instant now = clock.instant();
    written(
        () -> {
          if (!store.take(id, now)) {
            throw new Problem(
                HttpStatus.GONE,
                "export-over",
                "Export " + id + " is " + state(store.get(id)) + " and cannot be downloaded.",
                null,
                null,
                "Maybe ask for it anew.");
          }
          audit.appendAll(entries);
          return id;
        });
    return new File(export, list, mark(export, me, now));
  }

  /** Whoever is in the file is named, so that they can ask who took them away. */
  private List<AuditEntry> entries(Exportable list, Export export, long rows) {
    List<String> people = list.people(export.wanted().filter());
    List<AuditEntry> entries = new ArrayList<>();
    AuditEntry entry = note(AuditAction.EXPORT, list.dataClass() + ".list", export, rows);
    for (int from = 0; from < people.size(); from += PEOPLE_PER_ENTRY) {
      List<String> part =
          new ArrayList<>(people.subList(from, Math.min(people.size(), from + PEOPLE_PER_ENTRY)));
      int count = part.size();
      part.add(export.name());
      entries.add(entry.counting(0).about(part).counting(count));
    }
    return entries.isEmpty() ? List.of(entry) : entries;
  }

  private static String mark(Export export, Person me, Instant now) {
    return "%s %s(%s) %s"
        .formatted(export.name(), me.name(), me.login(), now.truncatedTo(ChronoUnit.SECONDS));
  }

  void write(File file, OutputStream out) throws IOException {
    Export.Wanted wanted = file.export.wanted();
    long rows;
    try (Sheet sheet = new Sheet(out, file.mark, !wanted.lang().startsWith("en"))) {
      file.list.write(wanted.filter(), sheet);
      rows = sheet.rows();
    }
    written(
        () -> {
          store.taken(file.export.id(), rows);
          return rows;
        });
  }

  private AuditEntry note(AuditAction action, String dataClass, Export export, long rows) {
    return audit
        .entry(action, dataClass)
        .about(export.name())
        .in(export.asker().regionPath())
        .forPurpose(export.wanted().purpose(), export.wanted().reference())
        .counting(rows);
  }

  /** As the platform, in a transaction that commits only when the trail has kept it. */
  private <T> T written(Supplier<T> work) {
    return SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }
}
