package io.yiwang.citymap.grids;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.components.GeoJson;
import io.yiwang.citymap.coverage.Coverage;
import io.yiwang.citymap.coverage.CoverageFault;
import io.yiwang.citymap.coverage.CoverageSteps;
import io.yiwang.citymap.regions.Outline;
import io.yiwang.citymap.regions.RegionHistory;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes a drawing one step further and says what is wrong with it. Keeps nothing. */
@Component
class GridDrawing {
  private final RegionHistory history;
  private final GridBuildings buildings;

  GridDrawing(RegionHistory history, GridBuildings buildings) {
    this.history = history;
    this.buildings = buildings;
  }

  /** What is done next. */
  enum Act {
    /** Grids along a line are divided. */
    SPLIT,
    /** Grids become one. */
    MERGE,
    /** A new grid takes the room of an outline. */
    DRAW,
    /** Gaps become grids. */
    FILL,
    /** Grids are taken off the drawing. */
    REMOVE
  }

  /**
   * A step.
   *
   * @param codes the grids it is about: to divide (none is all that the line crosses), to unite, to
   *     remove
   * @param line of a SPLIT, GeoJSON
   * @param outline of a DRAW, GeoJSON
   */
  record DrawingStep(
      @Nullable Act act,
      @Nullable List<String> codes,
      @Nullable JsonNode line,
      @Nullable JsonNode outline) {
    List<String> grids() {
      return Objects.requireNonNullElse(codes, List.of());
    }
  }

  /**
   * Something wrong with a drawing, and where.
   *
   * @param forbids whether it must be mended before the drawing can be published
   * @param thing the building that is cut
   */
  record DrawingFault(
      CoverageFault.Kind kind,
      boolean forbids,
      List<String> codes,
      long squareMetres,
      Map<String, Object> where,
      @Nullable String thing) {}

  /** A grid of a drawing that was looked at. */
  record CheckedGrid(
      String code,
      String nameZh,
      String nameEn,
      long squareMetres,
      boolean isNew,
      Map<String, Object> outline) {}

  /** A drawing with what is wrong with it, the worst first. */
  record Drawing(List<CheckedGrid> grids, List<DrawingFault> faults, boolean holds) {}

  Drawing look(
      Region neighbourhood, Geometry whole, List<DrawnGrid> drawn, @Nullable DrawingStep step) {
    Map<String, Geometry> areas = DrawnGrid.areas(drawn);
    Set<String> ever = history.codes(neighbourhood.code());
    Map<String, DrawnGrid> names = new LinkedHashMap<>();
    drawn.forEach(grid -> names.put(grid.code(), grid));
    Set<String> used = new HashSet<>(ever);
    used.addAll(names.keySet());
    Coverage coverage = Coverage.of(whole, areas);
    if (step != null && step.act != null) {
      GridCodes codes = new GridCodes(neighbourhood.code(), used);
      coverage = Coverage.of(whole, after(coverage, step, step.act, codes));
    }
    return told(neighbourhood, coverage, names, ever);
  }

  private static Map<String, Geometry> after(
      Coverage before, DrawingStep step, Act act, GridCodes codes) {
    List<String> named = step.grids();
    for (String code : named) {
      if (!before.parts().containsKey(code)) {
        throw Problem.badField("step.codes", code, "is not on the drawing.", null);
      }
    }
    return switch (act) {
      case SPLIT -> divided(before, step, codes);
      case MERGE -> {
        if (named.size() < 2 || new HashSet<>(named).size() < named.size()) {
          throw Problem.badField("step.codes", named, "must name 2 grids or more.", null);
        }
        yield CoverageSteps.merge(before, named);
      }
      case DRAW ->
          CoverageSteps.draw(
              before, valid(Outline.drawn("step.outline", given(step.outline))), codes.get());
      case FILL -> CoverageSteps.fill(before, codes);
      case REMOVE -> {
        Map<String, Geometry> left = new LinkedHashMap<>(before.parts());
        named.forEach(left::remove);
        yield left;
      }
    };
  }

  private static Map<String, Geometry> divided(Coverage before, DrawingStep step, GridCodes codes) {
    Map<String, Geometry> after =
        CoverageSteps.split(
            before,
            Outline.line("step.line", given(step.line)),
            step.grids().isEmpty() ? null : step.grids().getFirst(),
            codes);
    if (after.size() == before.parts().size()) {
      throw Problem.badField(
          "step.line",
          null,
          "must divide a grid.",
          "Maybe draw it from one border right to the other.");
    }
    return after;
  }

  private static JsonNode given(@Nullable JsonNode shape) {
    if (shape == null) {
      throw Problem.badField("step", null, "must be drawn.", null);
    }
    return shape;
  }

  private static Geometry valid(Geometry drawn) {
    if (!drawn.isValid()) {
      throw Problem.badField(
          "step.outline", null, "must not cross itself.", "Maybe draw it once more.");
    }
    return drawn;
  }

  private Drawing told(
      Region neighbourhood, Coverage coverage, Map<String, DrawnGrid> names, Set<String> ever) {
    List<CoverageFault> faults = new ArrayList<>(coverage.faults());
    faults.addAll(CoverageSteps.cuts(coverage, buildings.in(coverage.whole())));
    faults.sort(Comparator.comparing(CoverageFault::kind));
    List<CheckedGrid> grids = new ArrayList<>();
    coverage.parts().keySet().stream()
        .sorted()
        .forEach(
            code -> {
              DrawnGrid named = names.get(code);
              int number = GridCodes.number(neighbourhood.code(), code);
              grids.add(
                  new CheckedGrid(
                      code,
                      name(named == null ? null : named.nameZh(), "第" + number + "网格"),
                      name(named == null ? null : named.nameEn(), "Grid " + number),
                      Math.round(coverage.squareMetres(code)),
                      !ever.contains(code),
                      GeoJson.write(coverage.part(code))));
            });
    return new Drawing(grids, faults.stream().map(GridDrawing::told).toList(), coverage.holds());
  }

  private static DrawingFault told(CoverageFault fault) {
    return new DrawingFault(
        fault.kind(),
        fault.forbids(),
        fault.codes(),
        Math.round(fault.squareMetres()),
        GeoJson.write(fault.where()),
        fault.thing());
  }

  private static String name(@Nullable String given, String usual) {
    return given == null || given.isBlank() ? usual : given.strip();
  }
}
