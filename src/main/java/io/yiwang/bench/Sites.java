package io.yiwang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places inside the city's districts, far enough apart that matters there cannot be taken for each
 * other.
 */
final class Sites {
  /** About 330 m of latitude: more than twice the widest correlation radius of a class. */
  private static final double STEP = 0.003;

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final List<Coordinate> places;
  private final List<String> classes;

  private Sites(List<Coordinate> places, List<String> classes) {
    this.places = places;
    this.classes = classes;
  }

  /** One matter to report about. */
  record Site(double lat, double lng, String classCode) {}

  static Sites of(Wire wire) throws IOException {
    JsonMapper json = new JsonMapper();
    List<Geometry> districts = new ArrayList<>();
    String regions = wire.get("/api/v1/regions/geojson?level=DISTRICT").body();
    json.readTree(regions).get("features").forEach(f -> polygons(f.get("geometry"), districts));
    if (districts.isEmpty()) { // a city without regions is its extent
      JsonNode extent = json.readTree(wire.get("/api/v1/city").body()).get("extent");
      Coordinate southWest = new Coordinate(extent.get(0).asDouble(), extent.get(1).asDouble());
      Coordinate northEast = new Coordinate(extent.get(2).asDouble(), extent.get(3).asDouble());
      districts.add(GEOMETRY.toGeometry(new Envelope(southWest, northEast)));
    }
    List<Coordinate> places = new ArrayList<>();
    for (Geometry district : districts) {
      lattice(district, places);
    }
    Collections.shuffle(places, new Random(42));
    List<String> classes = new ArrayList<>();
    json.readTree(wire.get("/api/v1/catalogue/classes").body())
        .forEach(
            c -> {
              if (c.get("autoFile").asBoolean()) { // the others wait for a person
                classes.add(c.get("code").asString());
              }
            });
    Bench.note(places.size() + " places, " + classes.size() + " classes");
    return new Sites(places, classes);
  }

  /** The n-th matter: a new place each time, and another class once all places are used up. */
  Site site(int n) {
    Coordinate place = places.get(n % places.size());
    int turn = n + n / places.size();
    return new Site(place.y, place.x, classes.get(turn % classes.size()));
  }

  private static void lattice(Geometry district, List<Coordinate> places) {
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(district.buffer(-STEP / 3));
    var box = district.getEnvelopeInternal();
    for (long y = Math.round(box.getMinY() / STEP); y * STEP < box.getMaxY(); y++) {
      for (long x = Math.round(box.getMinX() / STEP); x * STEP < box.getMaxX(); x++) {
        Coordinate place = new Coordinate(x * STEP, y * STEP);
        if (locator.locate(place) == Location.INTERIOR) {
          places.add(place);
        }
      }
    }
  }

  private static void polygons(JsonNode geometry, List<Geometry> into) {
    JsonNode coordinates = geometry.get("coordinates");
    switch (geometry.get("type").asString()) {
      case "Polygon" -> into.add(polygon(coordinates));
      case "MultiPolygon" -> coordinates.forEach(p -> into.add(polygon(p)));
      default -> throw new IllegalArgumentException("unexpected " + geometry.get("type"));
    }
  }

  private static Polygon polygon(JsonNode rings) {
    List<Coordinate> shell = new ArrayList<>();
    rings.get(0).forEach(p -> shell.add(new Coordinate(p.get(0).asDouble(), p.get(1).asDouble())));
    return GEOMETRY.createPolygon(shell.toArray(new Coordinate[0]));
  }
}
