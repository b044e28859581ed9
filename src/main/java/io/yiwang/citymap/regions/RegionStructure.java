package io.yiwang.citymap.regions;

import io.yiwang.access.reorganisation.Plan;
import io.yiwang.access.reorganisation.Structure;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.access.reorganisation.Succession.PathMove;
import io.yiwang.access.reorganisation.Succession.Successor;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.coverage.CoverageSteps;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The regions as plans change them. A region that is no more keeps its dated rows and names its
 * successors.
 */
@Component
class RegionStructure implements Structure {
  private final City city;
  private final Regions regions;
  private final RegionStore store;
  private final RegionHistory history;

  RegionStructure(City city, Regions regions, RegionStore store, RegionHistory history) {
    this.city = city;
    this.regions = regions;
    this.store = store;
    this.history = history;
  }

  @Override
  public Plan.Subject subject() {
    return Plan.Subject.REGION;
  }

  @Override
  public Succession apply(Plan plan, long reorganisation, LocalDate day) {
    Redrawing redrawing = new Redrawing(city, regions, store, history).of(plan);
    RegionPlan checked =
        RegionPlan.of(
            city,
            redrawing.drafts(),
            code -> redrawing.ended().contains(code) ? null : regions.find(code).orElse(null));
    if (!checked.rejects().isEmpty()) {
      RegionPlan.Reject reject = checked.rejects().getFirst();
      throw Problem.badField(
          "into." + reject.field(), reject.value(), reject.code() + ": " + reject.reason(), null);
    }
    Map<String, String> old = paths(redrawing.ended());
    List<RegionStore.Moved> moved =
        store.reorganise(
            checked.planned(),
            redrawing.ended(),
            day,
            codes -> history.keep(reorganisation, codes));
    history.keepSuccessors(reorganisation, redrawing.successors());
    return succession(moved, redrawing.ended(), old, redrawing.successors(), isShared(plan));
  }

  @Override
  public Succession undo(Plan plan, long reorganisation, LocalDate day) {
    List<RegionPlan.Planned> before = history.before(reorganisation);
    Set<String> codes = before.stream().map(p -> p.region().code()).collect(Collectors.toSet());
    Set<String> made =
        plan.kind() == Plan.Kind.REDRAW ? drawn(plan) : history.successors(reorganisation);
    Map<String, List<String>> back =
        plan.kind() == Plan.Kind.REDRAW ? backToDrawing(made, before) : back(plan, made);
    Set<String> ended = made.stream().filter(c -> !codes.contains(c)).collect(Collectors.toSet());
    Map<String, String> old = paths(ended);
    List<RegionStore.Moved> moved = store.reorganise(before, ended, day, kept -> {});
    history.forget(reorganisation);
    return succession(moved, ended, old, back, plan.kind() == Plan.Kind.REDRAW);
  }

  /** Whether rows of several regions come to lie at one path. */
  private static boolean isShared(Plan plan) {
    return plan.kind() == Plan.Kind.MERGE || plan.kind() == Plan.Kind.REDRAW;
  }

  private static Set<String> drawn(Plan plan) {
    return plan.into().stream()
        .map(part -> part.required("code", part.code(), null))
        .collect(Collectors.toSet());
  }

  private static Map<String, List<String>> back(Plan plan, Set<String> made) {
    Map<String, List<String>> back = new LinkedHashMap<>();
    for (String code : made) {
      List<String> heirs = new ArrayList<>(plan.codes());
      if (heirs.remove(code)) {
        heirs.addFirst(code);
      }
      if (!heirs.equals(List.of(code))) {
        back.put(code, heirs);
      }
    }
    return back;
  }

  private Map<String, List<String>> backToDrawing(
      Set<String> made, List<RegionPlan.Planned> before) {
    Map<String, Geometry> now = new LinkedHashMap<>();
    made.forEach(code -> now.put(code, store.area(code)));
    Map<String, Geometry> was = new LinkedHashMap<>();
    before.forEach(p -> was.put(p.region().code(), p.area()));
    return CoverageSteps.successors(now, was);
  }

  private Map<String, String> paths(Iterable<String> codes) {
    Map<String, String> paths = new LinkedHashMap<>();
    codes.forEach(code -> paths.put(code, store.path(code)));
    return paths;
  }

  private Succession succession(
      List<RegionStore.Moved> moved,
      Set<String> ended,
      Map<String, String> old,
      Map<String, List<String>> successors,
      boolean shared) {
    List<PathMove> paths =
        moved.stream()
            .map(m -> new PathMove(m.was(), m.now(), false))
            .collect(Collectors.toCollection(ArrayList::new));
    Map<String, List<Successor>> codes = new LinkedHashMap<>();
    successors.forEach(
        (code, heirs) ->
            codes.put(
                code, heirs.stream().map(h -> new Successor(h, store.path(h), Set.of())).toList()));
    for (String code : ended) {
      String path = old.get(code);
      List<Successor> heirs = codes.get(code);
      if (path != null && heirs != null) {
        paths.add(new PathMove(path, heirs.getFirst().path(), shared));
      }
    }
    return Succession.of(Plan.Subject.REGION, paths, codes, locator());
  }

  /** By the regions as the caller's transaction has left them, read when first asked. */
  private Function<GeoPoint, Optional<String>> locator() {
    Supplier<RegionIndex> index = SingletonSupplier.of(() -> store.index(city));
    return point -> index.get().locate(point).map(Region::path);
  }

  @Override
  public void settled() {
    regions.reload();
  }
}
