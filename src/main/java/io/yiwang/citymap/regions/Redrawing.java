package io.yiwang.citymap.regions;

import io.yiwang.access.reorganisation.Plan;
import io.yiwang.access.reorganisation.Plan.Part;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.coverage.Coverage;
import io.yiwang.citymap.coverage.CoverageFault;
import io.yiwang.citymap.coverage.CoverageSteps;
import io.yiwang.house.Problem;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Works out which regions a plan draws anew, and which end. */
final class Redrawing {
  /** About a hundredth of a square metre. */
  private static final double SAME_SQUARE_DEGREES = 1e-12;

  private final City city;
  private final Regions regions;
  private final RegionStore store;
  private final RegionHistory history;
  private final List<RegionDraft> drafts = new ArrayList<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final Map<String, List<String>> successors = new LinkedHashMap<>();

  Redrawing(City city, Regions regions, RegionStore store, RegionHistory history) {
    this.city = city;
    this.regions = regions;
    this.store = store;
    this.history = history;
  }

  /** Regions that are new or changed. */
  List<RegionDraft> drafts() {
    return drafts;
  }

  /** Codes of regions that are no more. */
  Set<String> ended() {
    return ended;
  }

  /** What became of each region that is no more or only in part, the heir first. */
  Map<String, List<String>> successors() {
    return successors;
  }

  Redrawing of(Plan plan) {
    List<Region> present = plan.codes().stream().map(this::present).toList();
    switch (plan.kind()) {
      case RENAME -> rename(present.getFirst(), plan.heir());
      case MOVE -> move(present.getFirst(), plan.heir());
      case MERGE -> merge(present, plan.heir());
      case SPLIT -> split(present.getFirst(), plan.into());
      case REDRAW -> redraw(present.getFirst(), plan.into());
    }
    return this;
  }

  private void rename(Region region, Part part) {
    drafts.add(
        new RegionDraft(
            region.code(),
            region.level(),
            part.required("nameZh", part.nameZh(), null),
            part.required("nameEn", part.nameEn(), null),
            region.parent(),
            store.area(region.code())));
  }

  private void move(Region region, Part part) {
    String parent = part.required("parent", part.parent(), null);
    Region above = present("into.parent", parent);
    if ((above.path() + ".").startsWith(region.path() + ".")) {
      throw Problem.badField("into.parent", parent, "lies in " + region.code() + " itself.", null);
    }
    drafts.add(below(region, parent));
  }

  private RegionDraft below(Region region, String parent) {
    return new RegionDraft(
        region.code(),
        region.level(),
        region.nameZh(),
        region.nameEn(),
        parent,
        store.area(region.code()));
  }

  private void merge(List<Region> present, Part part) {
    Region first = present.getFirst();
    for (Region other : present) {
      if (other.level() != first.level()) {
        throw Problem.badField(
            "codes", other.code(), "must be a " + first.level() + " like the others.", null);
      }
    }
    String code = part.required("code", part.code(), first.code());
    Region base = present.stream().filter(r -> r.code().equals(code)).findFirst().orElse(first);
    if (!base.code().equals(code)) {
      refuseTaken(code);
    }
    String parent = part.parent() == null ? base.parent() : part.parent();
    List<Geometry> areas = present.stream().map(r -> store.area(r.code())).toList();
    drafts.add(
        new RegionDraft(
            code,
            base.level(),
            part.required("nameZh", part.nameZh(), base.nameZh()),
            part.required("nameEn", part.nameEn(), base.nameEn()),
            parent,
            polygons(OverlayNGRobust.union(areas))));
    for (Region region : present) {
      if (!region.code().equals(code)) {
        ended.add(region.code());
        successors.put(region.code(), List.of(code));
        regions.children(region.code()).forEach(child -> drafts.add(below(child, code)));
      }
    }
  }

  private void split(Region region, List<Part> parts) {
    Geometry rest = store.area(region.code());
    Map<String, Region> children = new LinkedHashMap<>();
    regions.children(region.code()).forEach(child -> children.put(child.code(), child));
    Map<Part, Geometry> areas = new LinkedHashMap<>();
    Map<String, String> parentOf = new LinkedHashMap<>();
    Set<String> codes = new HashSet<>();
    for (Part part : parts) {
      String code = part.required("code", part.code(), null);
      if (!codes.add(code)) {
        throw Problem.badField("into.code", code, "must be given once.", null);
      }
      if (!code.equals(region.code())) {
        refuseTaken(code);
      }
    }
    for (Part part : parts.subList(1, parts.size())) {
      String code = Objects.requireNonNull(part.code()).strip();
      Geometry area = areaOf(part, region, rest, children, parentOf);
      parentOf.replaceAll((child, of) -> of.isEmpty() ? code : of);
      areas.put(part, area);
      rest = polygons(OverlayNGRobust.overlay(rest, area, OverlayNG.DIFFERENCE));
    }
    areas.put(parts.getFirst(), nonEmpty(rest, parts.getFirst()));
    String heir = Objects.requireNonNull(parts.getFirst().code()).strip();
    for (Part part : parts) {
      boolean keeps = region.code().equals(part.code());
      drafts.add(
          new RegionDraft(
              Objects.requireNonNull(part.code()).strip(),
              region.level(),
              part.required("nameZh", part.nameZh(), keeps ? region.nameZh() : null),
              part.required("nameEn", part.nameEn(), keeps ? region.nameEn() : null),
              part.parent() == null ? region.parent() : part.parent(),
              Objects.requireNonNull(areas.get(part))));
    }
    for (Region child : children.values()) {
      String parent = parentOf.getOrDefault(child.code(), heir);
      if (!parent.equals(region.code())) {
        drafts.add(below(child, parent));
      }
    }
    if (!codes.contains(region.code())) {
      ended.add(region.code());
    }
    successors.put(
        region.code(), parts.stream().map(p -> Objects.requireNonNull(p.code()).strip()).toList());
  }

  /** All grids of a neighbourhood, as they shall be. */
  private void redraw(Region above, List<Part> parts) {
    if (above.level() != RegionLevel.NEIGHBOURHOOD) {
      throw Problem.badField("codes", above.code(), "must be a neighbourhood.", null);
    }
    Map<String, Region> present = new LinkedHashMap<>();
    regions.children(above.code()).forEach(grid -> present.put(grid.code(), grid));
    Map<String, Geometry> drawn = new LinkedHashMap<>();
    for (Part part : parts) {
      String code = part.required("code", part.code(), null);
      if (!present.containsKey(code)) {
        refuseTaken(code);
      }
      if (part.outline() == null || drawn.put(code, Outline.read(part.outline())) != null) {
        throw Problem.badField("into.code", code, "must be drawn once.", null);
      }
    }
    Coverage coverage = Coverage.of(store.area(above.code()), drawn);
    if (!coverage.holds()) {
      CoverageFault worst = coverage.faults().getFirst();
      throw Problem.badField(
          "into.outline",
          worst.codes(),
          "must cover " + above.code() + " once: " + worst.kind() + ".",
          "Maybe look at the drawing again; the borders may have changed since.");
    }
    Map<String, Geometry> before = new LinkedHashMap<>();
    present.keySet().forEach(code -> before.put(code, store.area(code)));
    for (Part part : parts) {
      String code = part.required("code", part.code(), null);
      Region was = present.get(code);
      drafts.add(
          new RegionDraft(
              code,
              RegionLevel.GRID,
              part.required("nameZh", part.nameZh(), was == null ? null : was.nameZh()),
              part.required("nameEn", part.nameEn(), was == null ? null : was.nameEn()),
              above.code(),
              kept(before.get(code), coverage.part(code))));
    }
    before.keySet().stream().filter(code -> !drawn.containsKey(code)).forEach(ended::add);
    successors.putAll(CoverageSteps.successors(before, coverage.parts()));
  }

  /** The old drawing of what has not moved, so that it has no new version. */
  private static Geometry kept(@Nullable Geometry old, Geometry now) {
    return old != null && old.symDifference(now).getArea() < SAME_SQUARE_DEGREES ? old : now;
  }

  /** The area of a part that is not the heir; claims its children with an empty parent. */
  private Geometry areaOf(
      Part part,
      Region region,
      Geometry rest,
      Map<String, Region> children,
      Map<String, String> parentOf) {
    List<Geometry> claimed = new ArrayList<>();
    for (String code : Objects.requireNonNullElse(part.children(), List.<String>of())) {
      if (!children.containsKey(code) || parentOf.containsKey(code)) {
        throw Problem.badField(
            "into.children",
            code,
            "must lie right below " + region.code() + " and go to one part.",
            null);
      }
      parentOf.put(code, "");
      claimed.add(store.area(code));
    }
    if (part.outline() == null) {
      return nonEmpty(claimed.isEmpty() ? null : polygons(OverlayNGRobust.union(claimed)), part);
    }
    Geometry outline = Outline.read(part.outline());
    Geometry area =
        nonEmpty(polygons(OverlayNGRobust.overlay(rest, outline, OverlayNG.INTERSECTION)), part);
    PreparedArea inside = new PreparedArea(area);
    for (Region child : children.values()) {
      if (inside.contains(child.centre().lng(), child.centre().lat())) {
        parentOf.putIfAbsent(child.code(), "");
      }
    }
    return area;
  }

  private static Geometry nonEmpty(@Nullable Geometry area, Part part) {
    if (area == null || area.isEmpty()) {
      throw Problem.badField(
          "into.outline",
          part.code(),
          "has no area.",
          "Maybe draw its outline within the region, or name what lies below it.");
    }
    return area;
  }

  /** Lines and points that are left where borders touch are no area. */
  private static Geometry polygons(Geometry any) {
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < any.getNumGeometries(); i++) {
      if (any.getGeometryN(i) instanceof Polygon p && p.getArea() > 0) {
        polygons.add(p);
      }
    }
    return polygons.size() == 1
        ? polygons.getFirst()
        : any.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
  }

  private Region present(String code) {
    Region region = present("codes", code);
    if (region.code().equals(city.code())) {
      throw Problem.badField("codes", code, "is the city itself.", null);
    }
    return region;
  }

  private Region present(String field, String code) {
    return regions
        .find(code)
        .orElseThrow(
            () -> Problem.badField(field, code, "is no region of today.", "Maybe it has ended."));
  }

  /** A code is never used again: what was filed under it would seem to lie elsewhere. */
  private void refuseTaken(String code) {
    if (regions.find(code).isPresent() || history.everWas(code)) {
      throw Problem.badField(
          "into.code", code, "is or was a region already.", "Maybe choose another code.");
    }
  }
}
