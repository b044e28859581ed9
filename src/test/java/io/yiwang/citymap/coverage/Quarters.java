package io.yiwang.citymap.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/** Neighbourhoods of irregular shape, each divided at random into parts that cover it. */
record Quarters(Polygon whole, Map<String, Geometry> parts) {
  static final GeometryFactory GEOMETRY = new GeometryFactory();
  static final double METRE = 1 / 111_195.0;
  private static final double LNG = 121.45;
  private static final double LAT = 31.22;
  private static final double RADIUS = 250 * METRE;

  static Quarters random(Random random, int parts) {
    int corners = random.nextInt(5, 40);
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = RADIUS * random.nextDouble(0.6, 1.4);
      ring[i] = new Coordinate(LNG + radius * Math.cos(angle), LAT + radius * Math.sin(angle));
    }
    ring[corners] = ring[0];
    Polygon whole = GEOMETRY.createPolygon(ring);
    List<Coordinate> sites = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      sites.add(
          new Coordinate(
              LNG + random.nextDouble(-RADIUS, RADIUS), LAT + random.nextDouble(-RADIUS, RADIUS)));
    }
    VoronoiDiagramBuilder voronoi = new VoronoiDiagramBuilder();
    voronoi.setSites(sites);
    voronoi.setClipEnvelope(new Envelope(LNG - 1, LNG + 1, LAT - 1, LAT + 1));
    Geometry cells = voronoi.getDiagram(GEOMETRY);
    Map<String, Geometry> all = new TreeMap<>();
    for (int i = 0; i < cells.getNumGeometries(); i++) {
      Geometry part = OverlayNGRobust.overlay(cells.getGeometryN(i), whole, OverlayNG.INTERSECTION);
      if (!part.isEmpty()) {
        all.put("g%02d".formatted(i), Coverage.areasOnly(part));
      }
    }
    boolean tiny = all.values().stream().anyMatch(p -> p.getArea() < 100 * METRE * METRE);
    return tiny ? random(random, parts) : new Quarters(whole, all);
  }

  Coverage coverage() {
    return Coverage.of(whole, parts);
  }

  String any(Random random) {
    return List.copyOf(parts.keySet()).get(random.nextInt(parts.size()));
  }

  Geometry part(String code) {
    return Objects.requireNonNull(parts.get(code));
  }

  Quarters with(String code, Geometry area) {
    Map<String, Geometry> others = new TreeMap<>(parts);
    others.put(code, area);
    return new Quarters(whole, others);
  }

  Quarters without(String code) {
    Map<String, Geometry> others = new TreeMap<>(parts);
    others.remove(code);
    return new Quarters(whole, others);
  }

  Geometry moved(String code, double east, double north) {
    return AffineTransformation.translationInstance(east * METRE, north * METRE)
        .transform(part(code));
  }

  /** Each corner of each part a little elsewhere, on its own. */
  Quarters shaken(Random random, double metres) {
    Map<String, Geometry> others = new TreeMap<>();
    parts.forEach(
        (code, area) -> {
          Geometry copy = area.copy();
          Map<Coordinate, Coordinate> once = new TreeMap<>();
          for (Coordinate corner : area.getCoordinates()) {
            once.computeIfAbsent(
                corner,
                c ->
                    new Coordinate(
                        c.x + random.nextDouble(-metres, metres) * METRE,
                        c.y + random.nextDouble(-metres, metres) * METRE));
          }
          copy.apply(
              (Coordinate c) -> {
                Coordinate to = once.get(new Coordinate(c.x, c.y));
                c.setCoordinate(to);
              });
          copy.geometryChanged();
          others.put(code, copy);
        });
    boolean tangled = others.values().stream().anyMatch(area -> !area.isValid());
    return tangled ? shaken(random, metres) : new Quarters(whole, others);
  }
}
