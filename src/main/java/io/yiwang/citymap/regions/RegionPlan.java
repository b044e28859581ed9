package io.yiwang.citymap.regions;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;

/**
 * Checks drafts against each other and the regions there are, and turns the good ones into regions.
 */
public final class RegionPlan {
  private static final int MAX_CODE = 40;

  private final City city;
  private final Map<String, Region> regions = new HashMap<>();
  private final List<Planned> planned = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Set<String> codes = new HashSet<>();

  /** A region to be kept, with its area. */
  public record Planned(Region region, Geometry area) {}

  /** Why a draft is not taken. */
  public record Reject(String code, String field, @Nullable String value, String reason) {}

  private RegionPlan(City city) {
    this.city = city;
  }

  public static RegionPlan of(
      City city, List<RegionDraft> drafts, Function<String, @Nullable Region> present) {
    RegionPlan plan = new RegionPlan(city);
    plan.regions.put(city.code(), root(city));
    drafts.stream()
        .sorted(Comparator.comparing(RegionDraft::level))
        .forEachOrdered(draft -> plan.add(draft, present));
    return plan;
  }

  public List<Planned> planned() {
    return planned;
  }

  public List<Reject> rejects() {
    return rejects;
  }

  private void reject(RegionDraft draft, String field, @Nullable String value, String reason) {
    rejects.add(new Reject(draft.code(), field, value, reason));
  }

  private void add(RegionDraft draft, Function<String, @Nullable Region> present) {
    if (draft.code().isBlank() || draft.code().length() > MAX_CODE || draft.code().contains(".")) {
      reject(draft, "code", draft.code(), "must have 1 to 40 characters and no dot.");
      return;
    }
    if (!codes.add(draft.code())) {
      reject(draft, "code", draft.code(), "must be unique in the import.");
      return;
    }
    if (!(draft.area() instanceof Polygonal) || draft.area().isEmpty()) {
      reject(draft, "geometry", draft.area().getGeometryType(), "must be a polygon.");
      return;
    }
    Geometry area = mended(draft.area());
    if (!touchesExtent(area.getEnvelopeInternal())) {
      reject(
          draft,
          "geometry",
          area.getEnvelopeInternal().toString(),
          "must lie in the city's extent. Maybe longitude and latitude are swapped.");
      return;
    }
    boolean isRoot = draft.code().equals(city.code());
    String parentCode = draft.parent() == null ? city.code() : draft.parent();
    Region parent = parent(parentCode, present);
    if (!isRoot && parent == null) {
      reject(
          draft, "parent", parentCode, "must be a region. Maybe its level was not imported yet.");
    } else if (!isRoot && parent != null && parent.level().compareTo(draft.level()) >= 0) {
      reject(draft, "parent", parentCode, "must be of a higher level than " + draft.level() + ".");
    } else {
      Region region =
          new Region(
              draft.code(),
              isRoot ? RegionLevel.CITY : draft.level(),
              draft.nameZh(),
              draft.nameEn(),
              isRoot || parent == null ? null : parent.code(),
              isRoot || parent == null ? draft.code() : parent.path() + "." + draft.code(),
              centre(area));
      regions.put(region.code(), region);
      planned.add(new Planned(region, area));
    }
  }

  private @Nullable Region parent(String code, Function<String, @Nullable Region> present) {
    Region region = regions.get(code);
    return region == null ? present.apply(code) : region;
  }

  /** An area that crosses itself, as drawn ones do, is cut into valid polygons. */
  private static Geometry mended(Geometry area) {
    return area.isValid() ? area : area.buffer(0);
  }

  private boolean touchesExtent(Envelope box) {
    return box.intersects(extent(city));
  }

  private static Envelope extent(City city) {
    City.Extent e = city.extent();
    return new Envelope(e.minLng(), e.maxLng(), e.minLat(), e.maxLat());
  }

  private static GeoPoint centre(Geometry area) {
    Point centroid = area.getCentroid();
    Coordinate c =
        area.contains(centroid)
            ? centroid.getCoordinate()
            : area.getInteriorPoint().getCoordinate();
    return new GeoPoint(c.y, c.x);
  }

  /** The city as a region, as long as none was imported under its code. */
  public static Region root(City city) {
    return new Region(
        city.code(),
        RegionLevel.CITY,
        city.nameZh(),
        city.nameEn(),
        null,
        city.code(),
        city.centre());
  }
}
