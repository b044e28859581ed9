package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.regions.RegionShapes;
import io.yiwang.kernel.RegionLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws features over the borders of the districts as SVG: a map that needs neither scripts nor
 * tiles.
 */
final class SmallMap {
  private static final double WIDTH = 1_000;
  private static final double HEIGHT = 400;
  private static final double LEAST_DEGREES = 0.004;
  private static final int MOST_CORNERS = 60_000;

  private final City city;
  private final Regions regions;
  private final RegionShapes shapes;

  SmallMap(City city, Regions regions, RegionShapes shapes) {
    this.city = city;
    this.regions = regions;
    this.shapes = shapes;
  }

  String draw(List<? extends Feature> features) {
    Envelope frame = new Envelope();
    features.forEach(f -> frame.expandToInclude(f.shape().getEnvelopeInternal()));
    if (frame.isNull()) {
      City.Extent e = city.extent();
      frame.init(e.minLng(), e.maxLng(), e.minLat(), e.maxLat());
    }
    return new Drawing(frame).draw(features);
  }

  private final class Drawing {
    private final StringBuilder svg = new StringBuilder(4_096);
    private final double squeeze;
    private final double scale;
    private final Coordinate middle;
    private int corners;

    Drawing(Envelope frame) {
      this.middle = frame.centre();
      this.squeeze = Math.max(0.1, Math.cos(Math.toRadians(middle.y)));
      double wide = Math.max(frame.getWidth(), LEAST_DEGREES) * 1.15 * squeeze;
      double high = Math.max(frame.getHeight(), LEAST_DEGREES) * 1.15;
      this.scale = Math.min(WIDTH / wide, HEIGHT / high);
    }

    String draw(List<? extends Feature> features) {
      svg.append("<svg class=\"map\" viewBox=\"0 0 1000 400\" role=\"img\" aria-label=\"地图 Map\">");
      borders();
      features.forEach(f -> shape(f.shape(), f.id()));
      return svg.append("</svg>").toString();
    }

    private void borders() {
      try (GZIPInputStream in =
          new GZIPInputStream(
              new ByteArrayInputStream(shapes.draw(RegionLevel.DISTRICT, regions.root()).gzip()))) {
        for (JsonNode district : JsonMapper.shared().readTree(in).path("features")) {
          svg.append("<path class=\"region\" d=\"");
          for (JsonNode part : district.at("/geometry/coordinates")) {
            for (JsonNode ring : part) {
              border(ring);
            }
          }
          svg.append("\"/>");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void border(JsonNode ring) {
      char command = 'M';
      for (JsonNode corner : ring) {
        at(command, corner.path(0).asDouble(0), corner.path(1).asDouble(0));
        command = 'L';
      }
    }

    private void shape(Geometry shape, String id) {
      corners += shape.getNumPoints();
      if (corners > MOST_CORNERS) {
        return;
      }
      switch (shape) {
        case Point point ->
            svg.append(
                String.format(
                    Locale.ROOT,
                    "<circle class=\"point\" r=\"4\" cx=\"%.1f\""
                        + " cy=\"%.1f\"><title>%s</title></circle>",
                    x(point.getX()),
                    y(point.getY()),
                    HtmlUtils.htmlEscape(id)));
        case LineString line -> path("line", line, List.of(), id);
        case Polygon polygon -> {
          List<LineString> holes = new ArrayList<>();
          for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            holes.add(polygon.getInteriorRingN(hole));
          }
          path("area", polygon.getExteriorRing(), holes, id);
        }
        default -> {
          for (int i = 0; i < shape.getNumGeometries(); i++) {
            shape(shape.getGeometryN(i), id);
          }
        }
      }
    }

    private void path(String kind, LineString first, List<LineString> others, String id) {
      svg.append("<path class=\"").append(kind).append("\" fill-rule=\"evenodd\" d=\"");
      corners(first);
      others.forEach(this::corners);
      svg.append("\"><title>").append(HtmlUtils.htmlEscape(id)).append("</title></path>");
    }

    private void corners(LineString line) {
      for (int i = 0; i < line.getNumPoints(); i++) {
        at(i == 0 ? 'M' : 'L', line.getCoordinateN(i).x, line.getCoordinateN(i).y);
      }
    }

    private void at(char command, double lng, double lat) {
      svg.append(command)
          .append(Math.round(x(lng) * 10) / 10.0)
          .append(' ')
          .append(Math.round(y(lat) * 10) / 10.0);
    }

    private double x(double lng) {
      return WIDTH / 2 + (lng - middle.x) * squeeze * scale;
    }

    private double y(double lat) {
      return HEIGHT / 2 - (lat - middle.y) * scale;
    }
  }
}
