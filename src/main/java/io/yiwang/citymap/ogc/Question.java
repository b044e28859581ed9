package io.yiwang.citymap.ogc;

import io.yiwang.citymap.cql.Cql;
import io.yiwang.citymap.cql.CqlDecision;
import io.yiwang.citymap.cql.CqlSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Which features are asked for.
 *
 * @param after where the page before ended, null for the first
 * @param period null for now
 */
record Question(
    int limit,
    @Nullable String after,
    @Nullable Box box,
    @Nullable Period period,
    Cql.@Nullable Condition filter) {

  /** The smallest of the areas that every feature asked for meets. */
  @Nullable Geometry area() {
    List<Geometry> areas = new ArrayList<>();
    if (box != null) {
      areas.add(box.geometry());
    }
    if (filter != null) {
      areas.addAll(CqlSql.areas(filter));
    }
    return areas.stream().min(Comparator.comparingDouble(Question::size)).orElse(null);
  }

  private static double size(Geometry area) {
    double size = 0;
    for (int i = 0; i < area.getNumGeometries(); i++) {
      Envelope part = area.getGeometryN(i).getEnvelopeInternal();
      size += part.getArea();
    }
    return size;
  }

  /** Whether a feature is one that is asked for, exactly. */
  Predicate<Feature> exactly() {
    Box wanted = box;
    Geometry rectangle = wanted == null ? null : wanted.geometry();
    CqlDecision decision = filter == null ? null : new CqlDecision(filter);
    return feature ->
        (wanted == null || rectangle == null || meets(wanted, rectangle, feature.shape()))
            && (decision == null || decision.holds(feature));
  }

  private static boolean meets(Box box, Geometry rectangle, Geometry shape) {
    if (shape.getNumPoints() == 1) {
      return box.holds(shape.getCoordinate().x, shape.getCoordinate().y);
    }
    for (int i = 0; i < rectangle.getNumGeometries(); i++) {
      if (rectangle.getGeometryN(i).intersects(shape)) {
        return true;
      }
    }
    return false;
  }
}
