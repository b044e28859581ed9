package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The membership rule read aloud: every row against every incident, in canonical order. Shares no
 * code with the index.
 */
final class Reference {
  private static final double METRES_PER_DEGREE = Math.PI * 6_371_008.8 / 180;

  private final Function<String, ClassRule> rules;
  private final List<Incident> incidents = new ArrayList<>();
  private final Map<ObservationId, Incident> assigned = new HashMap<>();
  private final Map<ObservationId, Row> seen = new HashMap<>();
  private final List<Row> splits = new ArrayList<>();

  private Reference(Function<String, ClassRule> rules) {
    this.rules = rules;
  }

  private static final class Incident {
    final Row anchor;
    final List<Row> members = new ArrayList<>();
    long lastSeen;
    @Nullable Row clear;

    Incident(Row anchor) {
      this.anchor = anchor;
    }

    void join(Row row) {
      members.add(row);
      if (!row.cleared()) {
        lastSeen = row.at();
      } else if (clear == null) {
        clear = row;
      }
    }

    String line() {
      Map<Integer, Double> sources = new TreeMap<>();
      members.stream()
          .filter(m -> !m.cleared())
          .forEach(m -> sources.merge(m.source(), m.weight(), Math::max));
      double evidence = sources.values().stream().mapToDouble(d -> d).sum();
      return "%s | %d reports | %.4f | last %d | %s | %s"
          .formatted(
              anchor.id(),
              members.stream().filter(m -> !m.cleared()).count(),
              Math.min(1, evidence),
              lastSeen,
              clear == null ? "open" : "cleared " + clear.at(),
              members.stream().map(m -> m.id().toString()).sorted().toList());
    }
  }

  /** One line an incident, sorted. */
  static List<String> incidents(Collection<Row> rows, Function<String, ClassRule> rules) {
    Reference reference = new Reference(rules);
    Map<ObservationId, Row> distinct = new HashMap<>();
    rows.forEach(row -> distinct.putIfAbsent(row.id(), row));
    distinct.values().stream().filter(Row::apart).forEach(reference.splits::add);
    distinct.values().stream()
        .filter(r -> !r.apart())
        .sorted(Row.CANONICAL)
        .forEach(reference::take);
    return reference.incidents.stream().map(Incident::line).sorted().toList();
  }

  private void take(Row row) {
    Incident chosen = row.clears() != null ? named(row) : isApart(row) ? null : best(row);
    if (chosen == null && !row.cleared()) {
      chosen = new Incident(row);
      incidents.add(chosen);
    }
    seen.put(row.id(), row);
    if (chosen != null) {
      chosen.join(row);
      assigned.put(row.id(), chosen);
    }
  }

  private boolean isApart(Row row) {
    return row.observed()
        && splits.stream()
            .anyMatch(s -> row.id().equals(s.clears()) && family(s).equals(family(row)));
  }

  private @Nullable Incident named(Row row) {
    Row named = seen.get(row.clears());
    if (named == null || !family(named).equals(family(row))) {
      return null;
    }
    return assigned.get(named.id());
  }

  private @Nullable Incident best(Row row) {
    Incident best = null;
    for (Incident i : incidents) {
      boolean active =
          i.clear == null && row.at() <= i.lastSeen + rules.apply(i.anchor.code()).window();
      if (active && matches(i.anchor, row) && (best == null || better(i, best, row))) {
        best = i;
      }
    }
    return best;
  }

  private static boolean better(Incident one, Incident other, Row row) {
    boolean same = sameObject(one.anchor, row);
    if (same != sameObject(other.anchor, row)) {
      return same;
    }
    int nearer = Double.compare(square(one.anchor, row), square(other.anchor, row));
    return nearer != 0 ? nearer < 0 : Row.CANONICAL.compare(one.anchor, other.anchor) < 0;
  }

  private boolean matches(Row anchor, Row row) {
    if (!family(anchor).equals(family(row))) {
      return false;
    }
    if (sameObject(anchor, row)) {
      return true;
    }
    ClassRule a = rules.apply(anchor.code());
    ClassRule b = rules.apply(row.code());
    boolean confusable =
        a.code().equals(b.code())
            || a.confusable().contains(b.code())
            || b.confusable().contains(a.code());
    boolean different =
        anchor.component() != 0 && row.component() != 0 && anchor.component() != row.component();
    return confusable && !different && square(anchor, row) <= (double) a.radius() * a.radius();
  }

  private static boolean sameObject(Row a, Row b) {
    return (a.component() != 0 && a.component() == b.component())
        || (a.track() != 0 && a.track() == b.track());
  }

  private static double square(Row anchor, Row row) {
    double latitude = Math.round(anchor.lat() / 1e5) / 100.0;
    double scale = METRES_PER_DEGREE / 1e7;
    double north = (row.lat() - anchor.lat()) * scale;
    double cosine = StrictMath.cos(StrictMath.toRadians(latitude));
    double east = ((double) row.lng() - anchor.lng()) * scale * cosine;
    return north * north + east * east;
  }

  private String family(Row row) {
    return rules.apply(row.code()).family();
  }
}
