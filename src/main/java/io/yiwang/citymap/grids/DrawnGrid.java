package io.yiwang.citymap.grids;

import io.yiwang.citymap.regions.Outline;
import io.yiwang.house.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/**
 * A unit grid on a drawing.
 *
 * @param outline GeoJSON polygon in WGS-84 degrees
 */
record DrawnGrid(
    String code, @Nullable String nameZh, @Nullable String nameEn, @Nullable JsonNode outline) {
  private static final int MOST = 400;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,40}");
  private static final int LONGEST_NAME = 100;

  /** The areas of a drawing by code, in its order; refuses what is no drawing. */
  static Map<String, Geometry> areas(@Nullable List<DrawnGrid> grids) {
    List<DrawnGrid> all = Objects.requireNonNullElse(grids, List.of());
    if (all.size() > MOST) {
      throw Problem.badField("grids", all.size(), "must be at most " + MOST + ".", null);
    }
    Map<String, Geometry> areas = new LinkedHashMap<>();
    for (DrawnGrid grid : all) {
      grid.check();
      JsonNode outline = Objects.requireNonNull(grid.outline);
      if (areas.put(grid.code, Outline.drawn("grids.outline", outline)) != null) {
        throw Problem.badField("grids.code", grid.code, "must be given once.", null);
      }
    }
    return areas;
  }

  private void check() {
    if (code == null || !CODE.matcher(code).matches()) {
      throw Problem.badField(
          "grids.code", code, "must have 1 to 40 letters, digits or dashes.", null);
    }
    if (outline == null || outline.isNull()) {
      throw Problem.badField("grids.outline", code, "must be given.", null);
    }
    for (String name : new String[] {nameZh, nameEn}) {
      if (name != null && name.length() > LONGEST_NAME) {
        throw Problem.badField(
            "grids.name",
            name.length(),
            "must have at most " + LONGEST_NAME + " characters.",
            null);
      }
    }
  }
}
