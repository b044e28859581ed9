package io.yiwang.citymap;

import io.yiwang.citymap.catalogue.CatalogueFiles;
import io.yiwang.citymap.catalogue.CatalogueSnapshot;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can go wrong in this city, and how long mending it may take. Served from an immutable
 * snapshot in memory, which is replaced after an import and when a day begins; safe for any thread.
 */
public class Catalogue {
  private static final Instant BUNDLED_AT = Instant.parse("2026-11-23T00:00:00Z");

  private final Clock clock;
  private final Supplier<CatalogueSnapshot> source;
  private volatile CatalogueSnapshot snapshot;

  Catalogue(Supplier<CatalogueSnapshot> source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.snapshot = source.get();
  }

  /** Shanghai's catalogue from the files in the repository, on a fixed day: for tests and tools. */
  public static Catalogue bundled() {
    CatalogueFiles files = CatalogueFiles.bundled();
    CatalogueSnapshot snapshot =
        new CatalogueSnapshot(
            files.all(List.of("gbt47678", "gbt30428", "local-shanghai")),
            files.calendar("china").in(ZoneId.of("Asia/Shanghai")),
            BUNDLED_AT.atZone(ZoneOffset.UTC).toLocalDate());
    return new Catalogue(() -> snapshot, Clock.fixed(BUNDLED_AT, ZoneOffset.UTC));
  }

  /**
   * The class of this code in use today. Codes of the old edition are converted by rule: 0110 and
   * event/0110 are events, component/0137 is the fault of a component; 10 and 11 digits begin with
   * a division.
   */
  public Optional<MatterClass> find(String code) {
    return snapshot().find(code);
  }

  /** The class of this code, in use today or not: the latest that ever had the code. */
  public Optional<MatterClass> findEver(String code) {
    return snapshot().findEver(code);
  }

  /** All classes in use today, by code. */
  public List<MatterClass> list() {
    return snapshot().classes();
  }

  /** All component classes in use today, by code. */
  public List<ComponentClass> listComponentClasses() {
    return snapshot().components();
  }

  /** Filing conditions of a class, the default one first. */
  public List<FilingCondition> conditions(String classCode) {
    return snapshot().conditions(classCode);
  }

  /** Where the limits of a class come from, for example {@code city-manual} or {@code default}. */
  public Optional<String> findBasis(String classCode) {
    return snapshot().basis(classCode);
  }

  public WorkingCalendar calendar() {
    return snapshot.calendar();
  }

  /**
   * The name of the smallest set of classes that holds this one and every class it may be confused
   * with; observations of one family can be the same matter and so travel in one partition.
   */
  public String family(String classCode) {
    return snapshot().family(classCode);
  }

  /** Classes a text in Chinese or English may be about, the likeliest first. */
  public List<Suggestion> suggest(String text, int limit) {
    return snapshot().suggest(text, limit);
  }

  /** Reads the tables again, after an import. */
  public synchronized void reload() {
    snapshot = source.get();
  }

  private CatalogueSnapshot snapshot() {
    CatalogueSnapshot present = snapshot;
    Instant now = clock.instant();
    if (present.isOf(now)) {
      return present;
    }
    return turnTo(now);
  }

  private synchronized CatalogueSnapshot turnTo(Instant now) {
    if (!snapshot.isOf(now)) {
      snapshot = source.get().at(now);
    }
    return snapshot;
  }
}
