package io.yiwang.citymap.grids;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.coverage.CoverageSteps.Building;
import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/** The buildings of a place, which no grid should cut. */
@org.springframework.stereotype.Component
class GridBuildings {
  /** 建筑物. */
  private static final int CLASS = 5998;

  private static final int MOST = 5_000;

  private final ComponentReader reader;

  GridBuildings(ComponentReader reader) {
    this.reader = reader;
  }

  List<Building> in(Geometry place) {
    return reader.within(place, ComponentFilter.ofClasses(CLASS), null, MOST).components().stream()
        .filter(c -> c.shape() instanceof Polygonal)
        .map(c -> new Building(name(c), Objects.requireNonNull(c.shape())))
        .toList();
  }

  private static String name(Component c) {
    return Objects.requireNonNullElse(
        c.name(), Objects.requireNonNullElse(c.address(), c.idText()));
  }
}
