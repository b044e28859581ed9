package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.book.CaseStore;
import io.yiwang.cases.book.Change;
import io.yiwang.cases.book.Entry;
import io.yiwang.cases.book.Merging;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ObservationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What becomes of cases when an incident absorbs another. Rare, so done one pair at a time. */
@Component
class Unions {
  private final CaseStore store;
  private final Routes routes;
  private final Merging merging;

  Unions(CaseStore store, Routes routes, Merging merging) {
    this.store = store;
    this.routes = routes;
    this.merging = merging;
  }

  /** Whether anything was united. */
  boolean unite(List<IncidentChange> changes) {
    Map<UUID, UUID> absorberOf = new LinkedHashMap<>();
    for (IncidentChange change : changes) {
      UUID id = change.incident().value();
      change.absorbed().forEach(absorbed -> absorberOf.put(absorbed.value(), id));
      ObservationId into = change.mergedInto();
      if (into != null) {
        absorberOf.put(id, into.value());
      }
    }
    absorberOf.forEach(this::unite);
    return !absorberOf.isEmpty();
  }

  private void unite(UUID absorbed, UUID absorber) {
    Map<UUID, Route> known = routes.load(List.of(absorbed, absorber));
    Route lost = known.get(absorbed);
    Route kept = known.get(absorber);
    if (lost == null) {
      if (kept != null) {
        routes.put(Map.of(absorbed, kept.own()));
      }
    } else if (kept == null) {
      adopt(lost.id(), absorber);
    } else if (kept.id() != lost.id() && !merging.keptApart(kept.own(), lost.own())) {
      merge(kept.id(), lost.id(), absorber);
    }
  }

  private void adopt(long id, UUID absorber) {
    Entry entry = store.lock(id);
    Move move = store.lifecycle().adopt(entry.subject(), absorber, store.now());
    store.write(List.of(Change.of(entry, move, CaseActor.SYSTEM)));
    routes.put(Map.of(absorber, id));
  }

  private void merge(long first, long second, UUID absorber) {
    Map<Long, Entry> entries = store.lockAll(List.of(first, second));
    Entry a = Objects.requireNonNull(entries.get(first));
    Entry b = Objects.requireNonNull(entries.get(second));
    boolean firstSurvives = Merging.firstSurvives(a.subject(), b.subject());
    Entry survivor = firstSurvives ? a : b;
    Entry lost = firstSurvives ? b : a;
    if (lost.subject().state().terminal()) {
      linkEnded(survivor, lost, absorber);
      return;
    }
    List<Change> changes =
        merging.merge(lost, survivor, Merging.byRule(absorber.toString()), false);
    store.write(changes);
    rekey(changes.getFirst().entryAfter(), absorber);
  }

  /**
   * One of the two has ended: it stays as it ended, and the open one (if any) stands for the
   * incident from now on.
   */
  private void linkEnded(Entry survivor, Entry ended, UUID absorber) {
    Case open = survivor.subject();
    merging.addLink(open.id(), "SAME_MATTER", ended.id());
    merging.addLink(ended.id(), "SAME_MATTER", open.id());
    Move noted =
        store.lifecycle().link(open, "SAME_MATTER", ended.subject(), CaseActor.SYSTEM, store.now());
    Change change = Change.of(survivor, noted, CaseActor.SYSTEM);
    store.write(List.of(change));
    rekey(change.entryAfter(), absorber);
  }

  private void rekey(Entry survivor, UUID absorber) {
    if (!survivor.subject().matter().incident().equals(absorber)) {
      adopt(survivor.id(), absorber);
    } else {
      routes.put(Map.of(absorber, survivor.id()));
    }
  }
}
