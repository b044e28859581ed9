package io.yiwang.demo;

import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Where the districts of the demonstration city lie: from the map the build packs as {@value
 * #PACKED}, or, in a build without it, cut out of a coast drawn by hand by nearness to a few points
 * of each district.
 */
final class DistrictShapes {
  static final String PACKED = "shanghai-districts.json";
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  /** lng, lat of the mainland's border and coast, clockwise from the north-west. */
  private static final double[] MAINLAND = {
    121.25, 31.49, 121.34, 31.51, 121.40, 31.49, 121.46, 31.43, 121.50, 31.39, 121.55, 31.36,
    121.65, 31.34, 121.72, 31.29, 121.78, 31.22, 121.82, 31.15, 121.87, 31.06, 121.97, 30.95,
    121.98, 30.88, 121.93, 30.85, 121.80, 30.86, 121.66, 30.84, 121.52, 30.82, 121.42, 30.75,
    121.32, 30.70, 121.25, 30.70, 121.16, 30.78, 121.03, 30.81, 120.98, 30.87, 121.00, 30.95,
    120.93, 31.00, 120.86, 31.02, 120.88, 31.10, 120.86, 31.13, 121.00, 31.14, 121.06, 31.17,
    121.06, 31.26, 121.13, 31.29, 121.12, 31.35, 121.10, 31.37, 121.16, 31.44, 121.25, 31.49
  };

  /** Chongming, Changxing and Hengsha. */
  private static final double[][] ISLANDS = {
    {
      121.16, 31.77, 121.22, 31.84, 121.32, 31.86, 121.46, 31.77, 121.60, 31.71, 121.75, 31.65,
      121.88, 31.60, 121.97, 31.53, 121.98, 31.48, 121.90, 31.46, 121.75, 31.49, 121.60, 31.53,
      121.48, 31.59, 121.38, 31.64, 121.27, 31.70, 121.16, 31.77
    },
    {
      121.57, 31.42, 121.63, 31.43, 121.72, 31.37, 121.79, 31.33, 121.75, 31.32, 121.63, 31.38,
      121.57, 31.42
    },
    {121.81, 31.36, 121.88, 31.36, 121.89, 31.31, 121.83, 31.31, 121.81, 31.36}
  };

  /** More points (lng, lat) of the districts that one middle does not describe. */
  private static final Map<String, double[]> MORE =
      Map.of(
          "310115",
              new double[] {
                121.54, 31.21, 121.57, 31.31, 121.62, 31.20, 121.75, 31.03, 121.85, 30.92, 121.52,
                31.14, 121.66, 31.02
              },
          "310112", new double[] {121.34, 31.18, 121.38, 31.13, 121.46, 31.03, 121.50, 31.06},
          "310113", new double[] {121.36, 31.45, 121.47, 31.37, 121.39, 31.33},
          "310114", new double[] {121.30, 31.42, 121.17, 31.30, 121.30, 31.28},
          "310118", new double[] {120.95, 31.07, 121.18, 31.20, 121.02, 30.99},
          "310117", new double[] {121.30, 31.12, 121.15, 30.96, 121.30, 30.97},
          "310116", new double[] {121.08, 30.88, 121.33, 30.77, 121.20, 30.90},
          "310120", new double[] {121.42, 30.94, 121.68, 30.90},
          "310106", new double[] {121.445, 31.235, 121.445, 31.31},
          "310104", new double[] {121.445, 31.20, 121.45, 31.12});

  private DistrictShapes() {}

  /** The districts in order of code; they touch but do not overlap beyond rounding. */
  static List<District> list() {
    return Resources.text(PACKED).map(DistrictShapes::packed).orElseGet(DistrictShapes::drawn);
  }

  static List<District> packed(String json) {
    Map<String, Geometry> areas = EchartsMap.read(json);
    return named(
        row -> {
          Geometry area = areas.get(row);
          if (area == null) {
            throw new IllegalStateException("The packed map has no area named " + row + ".");
          }
          return area;
        });
  }

  static List<District> drawn() {
    Geometry mainland = polygon(MAINLAND);
    List<Geometry> islands = Arrays.stream(ISLANDS).map(DistrictShapes::polygon).toList();
    List<District> bare = named(name -> GEOMETRIES.createPolygon());
    Map<Coordinate, String> seeds = new LinkedHashMap<>();
    for (District d : bare) {
      if (!d.code().equals("310151")) {
        seeds.put(new Coordinate(d.centre().lng(), d.centre().lat()), d.code());
        double[] more = MORE.getOrDefault(d.code(), new double[0]);
        for (int i = 0; i < more.length; i += 2) {
          seeds.put(new Coordinate(more[i], more[i + 1]), d.code());
        }
      }
    }
    Map<String, Geometry> areas = cells(mainland, seeds);
    areas.put("310151", GEOMETRIES.buildGeometry(islands));
    return bare.stream()
        .map(d -> d.withArea(areas.getOrDefault(d.code(), GEOMETRIES.createPolygon())))
        .toList();
  }

  private static Map<String, Geometry> cells(Geometry land, Map<Coordinate, String> seeds) {
    var builder = new VoronoiDiagramBuilder();
    builder.setSites(seeds.keySet());
    builder.setClipEnvelope(new Envelope(120.5, 122.5, 30.4, 32.1));
    Geometry diagram = builder.getDiagram(GEOMETRIES);
    Map<String, List<Geometry>> parts = new HashMap<>();
    for (int i = 0; i < diagram.getNumGeometries(); i++) {
      Geometry cell = diagram.getGeometryN(i);
      String code = seeds.get((Coordinate) cell.getUserData());
      parts
          .computeIfAbsent(String.valueOf(code), c -> new ArrayList<>())
          .add(OverlayNGRobust.overlay(cell, land, 1));
    }
    Map<String, Geometry> areas = new HashMap<>();
    parts.forEach((code, some) -> areas.put(code, OverlayNGRobust.union(some, GEOMETRIES)));
    return areas;
  }

  private interface AreaByName {
    Geometry of(String nameZh);
  }

  private static List<District> named(AreaByName areas) {
    return Resources.csv("districts.csv").stream()
        .map(
            row -> {
              String nameZh = Resources.field(row, "name_zh");
              return new District(
                  Resources.field(row, "code"),
                  nameZh,
                  Resources.field(row, "name_en"),
                  Integer.parseInt(Resources.field(row, "residents_10k")),
                  new GeoPoint(
                      Double.parseDouble(Resources.field(row, "lat")),
                      Double.parseDouble(Resources.field(row, "lng"))),
                  areas.of(nameZh));
            })
        .toList();
  }

  private static Geometry polygon(double[] lngLat) {
    var ring = new Coordinate[lngLat.length / 2];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Coordinate(lngLat[2 * i], lngLat[2 * i + 1]);
    }
    return GEOMETRIES.createPolygon(ring);
  }
}
