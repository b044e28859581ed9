package io.yiwang.citymap.cql;

import io.yiwang.house.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * What a filter may be at most, counted while it is read, and how it is refused; one for each
 * filter.
 */
final class Bounds {
  static final int LONGEST = 16_384;
  static final int DEEPEST = 32;
  static final int MOST_NODES = 500;
  static final int MOST_POINTS = 10_000;

  private static final int SHOWN = 200;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final String filter;
  private final UnaryOperator<Geometry> toDegrees;
  private int depth;
  private int nodes;
  private int points;

  /**
   * @param toDegrees from the coordinates geometries of the filter are written in
   */
  Bounds(String filter, UnaryOperator<Geometry> toDegrees) {
    this.filter = filter;
    this.toDegrees = toDegrees;
    if (filter.length() > LONGEST) {
      throw refuse("has more than " + LONGEST + " characters.");
    }
  }

  void deeper() {
    if (++depth > DEEPEST) {
      throw refuse("is nested more than " + DEEPEST + " deep.");
    }
    node();
  }

  void higher() {
    depth--;
  }

  void node() {
    if (++nodes > MOST_NODES) {
      throw refuse("has more than " + MOST_NODES + " parts.");
    }
  }

  Cql.Shape shape(Geometry geometry) {
    node();
    points += geometry.getNumPoints();
    if (points > MOST_POINTS) {
      throw refuse("has geometries of more than " + MOST_POINTS + " points.");
    }
    if (geometry.isEmpty()) {
      throw refuse("has an empty geometry.");
    }
    if (!new IsValidOp(geometry).isValid()) {
      throw refuse("has a geometry that crosses itself or is not closed.");
    }
    return new Cql.Shape(toDegrees.apply(geometry));
  }

  /** A box in degrees or in the coordinates of the filter; west of its east it spans 180°. */
  Cql.Shape box(double west, double south, double east, double north) {
    node();
    if (!(south <= north)) {
      throw refuse("has a box whose south is north of its north.");
    }
    if (west <= east) {
      return new Cql.Shape(toDegrees.apply(rectangle(west, south, east, north)));
    }
    return new Cql.Shape(
        FACTORY.createGeometryCollection(
            new Geometry[] {
              toDegrees.apply(rectangle(west, south, 180, north)),
              toDegrees.apply(rectangle(-180, south, east, north))
            }));
  }

  private static Geometry rectangle(double west, double south, double east, double north) {
    return FACTORY.toGeometry(new org.locationtech.jts.geom.Envelope(west, east, south, north));
  }

  Cql.Day day(String text) {
    node();
    try {
      return new Cql.Day(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw refuse("has a date (" + text + ") that is not like 2026-10-01.");
    }
  }

  Cql.Moment moment(String text) {
    node();
    try {
      Instant instant =
          OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
      return new Cql.Moment(instant);
    } catch (DateTimeException e) {
      throw refuse("has a time (" + text + ") that is not like 2026-10-01T08:30:00Z.");
    }
  }

  /** A date or a time. */
  Cql.Value time(String text) {
    return text.indexOf('T') < 0 ? day(text) : moment(text);
  }

  Problem refuse(String rule) {
    String shown = filter.length() <= SHOWN ? filter : filter.substring(0, SHOWN) + "…";
    return Problem.badField(
        "filter",
        shown,
        rule,
        "Maybe see CQL2, OGC 21-065r2, and the queryables of the collection.");
  }
}
