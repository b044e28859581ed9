package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.book.CaseStore;
import io.yiwang.cases.book.Change;
import io.yiwang.cases.book.Entry;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Matter;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ObservationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns a batch of announcements into cases, in the caller's transaction: first new incidents open
 * cases (or adopt the case of an incident they absorbed), then cases of absorbed incidents merge,
 * then the others grow or are cleared. Announcements are snapshots, so a repeated one changes
 * nothing.
 *
 * <p>Used by one thread at a time per incident partition.
 */
@Component
class Arrivals {
  private final CaseStore store;
  private final Routes routes;
  private final Openings openings;
  private final Unions unions;
  private final KeptMembers members;
  private final JdbcTemplate jdbc;

  Arrivals(
      CaseStore store,
      Routes routes,
      Openings openings,
      Unions unions,
      KeptMembers members,
      JdbcTemplate jdbc) {
    this.store = store;
    this.routes = routes;
    this.openings = openings;
    this.unions = unions;
    this.members = members;
    this.jdbc = jdbc;
  }

  void take(List<IncidentChange> changes) {
    KeptMembers.Batch kept = members.batch();
    Map<UUID, Route> known = routes.load(incidentsOf(changes));
    Set<UUID> opened = open(changes, known, kept);
    if (unions.unite(changes)) {
      known = routes.load(incidentsOf(changes));
    }
    grow(changes, known, opened, kept);
    kept.write();
  }

  private static Collection<UUID> incidentsOf(List<IncidentChange> changes) {
    Set<UUID> ids = new LinkedHashSet<>();
    for (IncidentChange change : changes) {
      ids.add(change.incident().value());
      change.absorbed().forEach(id -> ids.add(id.value()));
      ObservationId into = change.mergedInto();
      if (into != null) {
        ids.add(into.value());
      }
    }
    return ids;
  }

  /** Opens a case for each incident that has none and that no incident with a case is part of. */
  private Set<UUID> open(
      List<IncidentChange> changes, Map<UUID, Route> known, KeptMembers.Batch kept) {
    List<IncidentChange> fresh =
        changes.stream()
            .filter(c -> c.mergedInto() == null && !known.containsKey(c.incident().value()))
            .filter(c -> c.absorbed().stream().noneMatch(a -> known.containsKey(a.value())))
            .toList();
    if (fresh.isEmpty()) {
      return Set.of();
    }
    Instant now = store.now();
    Lifecycle life = store.lifecycle();
    List<Long> ids = routes.nextIds(fresh.size());
    List<String> numbers = openings.numbers(fresh.size(), now);
    List<Change> written = new ArrayList<>();
    Map<UUID, Long> caseOf = new LinkedHashMap<>();
    for (int i = 0; i < fresh.size(); i++) {
      IncidentChange change = fresh.get(i);
      long id = ids.get(i);
      Move move = openings.open(life, id, numbers.get(i), change, now);
      written.add(Change.opened(move));
      caseOf.put(change.incident().value(), id);
      kept.add(id, change, 0);
    }
    store.write(written);
    routes.open(caseOf);
    return caseOf.keySet();
  }

  private void grow(
      List<IncidentChange> changes,
      Map<UUID, Route> known,
      Set<UUID> opened,
      KeptMembers.Batch kept) {
    List<IncidentChange> whole = new ArrayList<>();
    List<Object[]> light = new ArrayList<>();
    Instant now = store.now();
    for (IncidentChange change : changes) {
      UUID id = change.incident().value();
      Route route = known.get(id);
      if (change.mergedInto() != null) {
        continue;
      }
      if (opened.contains(id)) {
        if (change.clearedAt() != null) {
          whole.add(change);
        }
        continue;
      }
      if (route == null) {
        continue;
      }
      kept.add(route.own(), change, route.ownReports());
      if (route.mergedByHand()) {
        growMerged(route, change);
      } else if (needsCase(route, change)) {
        whole.add(change);
      } else if (change.reports() > 0) {
        light.add(lightRow(route, change, now));
      }
    }
    jdbc.batchUpdate(LIGHT, light);
    growWhole(whole, known);
  }

  private static final String LIGHT =
      """
      update cases.case_file
      set reports = ? + extra_reports, evidence = ?, last_seen = greatest(last_seen, ?),
          updated_at = ?
      where id = ? and (reports <> ? + extra_reports or evidence <> ?)
      """;

  private static Object[] lightRow(Route route, IncidentChange change, Instant now) {
    return new Object[] {
      change.reports(),
      change.evidence(),
      Timestamp.from(change.lastSeen()),
      Timestamp.from(now),
      route.id(),
      change.reports(),
      change.evidence()
    };
  }

  /**
   * Whether more than numbers change: the case may be filed, is cleared, or has grown enough to
   * tell everybody.
   */
  private static boolean needsCase(Route route, IncidentChange change) {
    if (route.state().terminal()) {
      return false;
    }
    boolean cleared = change.clearedAt() != null && !change.clearedAt().equals(route.clearedAt());
    return cleared
        || (route.state() == CaseState.REPORTED && change.reports() != route.reports())
        || worthTelling(route.reports(), change.reports());
  }

  /** Every report up to five is told, then each time the number has doubled. */
  static boolean worthTelling(int before, int after) {
    return after > before
        && (before < 5 || Integer.highestOneBit(after) > Integer.highestOneBit(before));
  }

  private void growWhole(List<IncidentChange> whole, Map<UUID, Route> known) {
    if (whole.isEmpty()) {
      return;
    }
    Map<UUID, Long> idOf = new HashMap<>();
    known.forEach((incident, route) -> idOf.put(incident, route.id()));
    List<UUID> unknown =
        whole.stream().map(c -> c.incident().value()).filter(i -> !idOf.containsKey(i)).toList();
    routes.load(unknown).forEach((incident, route) -> idOf.put(incident, route.id()));
    Map<Long, Entry> entries =
        new HashMap<>(
            store.lockAll(new TreeSet<>(whole.stream().map(c -> getId(idOf, c)).toList())));
    List<Change> first = new ArrayList<>();
    List<Change> second = new ArrayList<>();
    for (IncidentChange change : whole) {
      growOne(change, entries, getId(idOf, change), first, second);
    }
    store.write(first);
    store.write(second);
  }

  private static long getId(Map<UUID, Long> idOf, IncidentChange change) {
    return Objects.requireNonNull(idOf.get(change.incident().value()));
  }

  private void growOne(
      IncidentChange change,
      Map<Long, Entry> entries,
      long id,
      List<Change> first,
      List<Change> second) {
    Entry entry = Objects.requireNonNull(entries.get(id));
    Instant now = store.now();
    Lifecycle life = store.lifecycle();
    Matter.Growth before = entry.subject().matter().growth();
    @Nullable Instant cleared = change.clearedAt();
    boolean newlyCleared = cleared != null && !cleared.equals(before.clearedAt());
    Matter.Growth after = Openings.growth(change, before.extraReports());
    if (!after.equals(before)) {
      Move grown = life.grow(entry.subject(), after, openings.taking(change, now), now);
      Change written = Change.of(entry, grown, CaseActor.SYSTEM);
      first.add(written);
      entry = new Entry(grown.after(), entry.lines() + grown.history().size());
    }
    if (cleared != null && (newlyCleared || entry.subject().version() == 1)) {
      Move gone = life.cleared(entry.subject(), cleared, now);
      second.add(Change.of(entry, gone, CaseActor.SYSTEM));
      entry = new Entry(gone.after(), entry.lines() + gone.history().size());
    }
    entries.put(id, entry);
  }

  /**
   * The incident's own case was merged by hand: its growth counts for the case it was merged into.
   */
  private void growMerged(Route route, IncidentChange change) {
    int more = change.reports() - route.ownReports();
    if (more > 0) {
      jdbc.update(
          "update cases.case_file set reports = ? where id = ?", change.reports(), route.own());
      jdbc.update(
          """
          update cases.case_file set reports = reports + ?, extra_reports = extra_reports + ?
          where id = ?
          """,
          more,
          more,
          route.id());
    }
  }
}
