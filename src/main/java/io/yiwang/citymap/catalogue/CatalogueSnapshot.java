package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Suggestion;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as it stands on one day, with all that is needed to answer from memory. Immutable;
 * a new day or an import makes a new one.
 */
public final class CatalogueSnapshot {
  private final CatalogueData data;
  private final WorkingCalendar calendar;
  private final Instant from;
  private final Instant until;
  private final Map<String, ClassRow> current = new TreeMap<>();
  private final Map<String, MatterClass> ever = new HashMap<>();
  private final Map<String, ComponentClass> components = new TreeMap<>();
  private final Map<String, String> families;
  private final ClassFinder finder;
  private final List<MatterClass> classes;

  public CatalogueSnapshot(CatalogueData data, WorkingCalendar calendar, LocalDate day) {
    this.data = data;
    this.calendar = calendar;
    this.from = day.atStartOfDay(calendar.zone()).toInstant();
    this.until = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    data.matters().stream()
        .sorted(Comparator.comparing(row -> row.matterClass().validFrom()))
        .forEach(row -> add(row, day));
    for (ComponentClass c : data.components()) {
      if (isValid(c.validFrom(), c.validTo(), day)) {
        components.put(c.code(), c);
      }
    }
    this.classes = current.values().stream().map(ClassRow::matterClass).toList();
    this.families = Families.of(classes);
    this.finder = new ClassFinder(classes);
  }

  private void add(ClassRow row, LocalDate day) {
    MatterClass c = row.matterClass();
    ever.put(c.code(), c);
    if (isValid(c.validFrom(), c.validTo(), day)) {
      current.put(c.code(), row);
    }
  }

  private static boolean isValid(LocalDate from, @Nullable LocalDate to, LocalDate day) {
    return !day.isBefore(from) && (to == null || day.isBefore(to));
  }

  /** Whether this snapshot is the one of the day this instant lies in. */
  public boolean isOf(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** The same catalogue on the day of this instant. */
  public CatalogueSnapshot at(Instant now) {
    return new CatalogueSnapshot(data, calendar, now.atZone(calendar.zone()).toLocalDate());
  }

  public Optional<MatterClass> find(String code) {
    return row(code).map(ClassRow::matterClass);
  }

  public Optional<MatterClass> findEver(String code) {
    return find(code).or(() -> Optional.ofNullable(ever.get(code)));
  }

  private Optional<ClassRow> row(String code) {
    ClassRow row = current.get(code);
    return row != null
        ? Optional.of(row)
        : CodeRule.currentCode(code, data.rules()).map(current::get);
  }

  public List<MatterClass> classes() {
    return classes;
  }

  public List<ComponentClass> components() {
    return List.copyOf(components.values());
  }

  public List<FilingCondition> conditions(String classCode) {
    return row(classCode).map(ClassRow::conditions).orElse(List.of());
  }

  public Optional<String> basis(String classCode) {
    return row(classCode).map(ClassRow::basis);
  }

  public WorkingCalendar calendar() {
    return calendar;
  }

  public String family(String classCode) {
    String family = families.get(classCode);
    if (family != null) {
      return family;
    }
    return find(classCode).map(c -> families.getOrDefault(c.code(), c.code())).orElse(classCode);
  }

  public List<Suggestion> suggest(String text, int limit) {
    return finder.find(text, limit);
  }
}
