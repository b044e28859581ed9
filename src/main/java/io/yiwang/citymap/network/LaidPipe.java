package io.yiwang.citymap.network;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.distance.DistanceOp;
import tools.jackson.databind.JsonNode;

/**
 * A pipe as it lies: its course in a plane of metres, and the cover above it at both ends, between
 * which it falls evenly.
 */
record LaidPipe(
    Component component, Geometry course, @Nullable Double first, @Nullable Double last) {

  /** Where a dig comes near a pipe: in the plane, and how deep the pipe lies there. */
  record Meeting(Coordinate at, double distance, @Nullable Double depth) {}

  static LaidPipe of(Component pipe, Metric plane) {
    Geometry shape = pipe.shape();
    Geometry course =
        plane.transform(
            shape == null
                ? new GeometryFactory()
                    .createPoint(new Coordinate(pipe.point().lng(), pipe.point().lat()))
                : shape);
    JsonNode depth = pipe.details() == null ? null : pipe.details().get("depth");
    return new LaidPipe(pipe, course, depthAtEnd(depth, 0), depthAtEnd(depth, 1));
  }

  /** One number holds for the whole pipe, two for its ends. */
  private static @Nullable Double depthAtEnd(@Nullable JsonNode depth, int end) {
    if (depth == null) {
      return null;
    }
    JsonNode value = depth.isArray() ? depth.path(end) : depth;
    return value.isNumber() ? value.asDouble() : null;
  }

  /** Cover in metres at a point of the course, null when unknown. */
  @Nullable Double depthAt(Coordinate point) {
    if (first == null || last == null) {
      return null;
    }
    if (!(course instanceof LineString) || course.getLength() == 0) {
      return Math.min(first, last);
    }
    double share = new LengthIndexedLine(course).project(point) / course.getLength();
    return first + (last - first) * share;
  }

  /**
   * Each place where a line crosses it; the shallowest place under an area; else the nearest one.
   */
  List<Meeting> meet(Geometry dig) {
    Geometry common = dig.intersection(course);
    if (common.isEmpty()) {
      Coordinate nearest = DistanceOp.nearestPoints(course, dig)[0];
      return List.of(new Meeting(nearest, course.distance(dig), depthAt(nearest)));
    }
    List<Meeting> meetings = new ArrayList<>();
    for (Coordinate at : common.getCoordinates()) {
      meetings.add(new Meeting(at, 0, depthAt(at)));
    }
    return dig.getDimension() < 2 ? meetings : List.of(shallowest(meetings));
  }

  private static Meeting shallowest(List<Meeting> meetings) {
    Meeting found = meetings.getFirst();
    for (Meeting one : meetings) {
      Double depth = one.depth();
      Double least = found.depth();
      if (depth != null && (least == null || depth < least)) {
        found = one;
      }
    }
    return found;
  }
}
