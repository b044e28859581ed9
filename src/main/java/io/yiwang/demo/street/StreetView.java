package io.yiwang.demo.street;

import io.yiwang.kernel.GeoPoint;
import java.awt.Rectangle;
import java.awt.geom.Area;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a drawn street lies in the city, and what somebody who sets its camera up would measure and
 * draw on its picture.
 *
 * @param pole where the camera's pole stands
 * @param bearing of the street, degrees from north
 */
public record StreetView(StreetScene scene, GeoPoint pole, double bearing) {
  private static final double METRES_PER_DEGREE = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
  private static final double REACH = 38;
  private static final double CLEAR = 20;

  /** A measured point: part of the picture's width and height, and its place. */
  public record Measured(double px, double py, GeoPoint place) {}

  /** A polygon drawn on the picture: {@code kind} as the cameras' API calls it. */
  public record Drawn(String kind, String name, List<double[]> corners) {
    public Drawn {
      corners = List.copyOf(corners);
    }
  }

  /** Degrees from north in which the camera looks. */
  public double heading() {
    return (bearing + Math.toDegrees(scene.lens.pan()) + 360) % 360;
  }

  public double fieldOfView() {
    return Math.toDegrees(scene.lens.fieldOfView());
  }

  /** The place of a point of the street: metres across it and along it. */
  public GeoPoint place(double x, double y) {
    double turn = Math.toRadians(bearing);
    double right = x - scene.lens.x();
    double east = y * Math.sin(turn) + right * Math.cos(turn);
    double north = y * Math.cos(turn) - right * Math.sin(turn);
    return new GeoPoint(
        pole.lat() + north / METRES_PER_DEGREE,
        pole.lng() + east / METRES_PER_DEGREE / Math.cos(Math.toRadians(pole.lat())));
  }

  /** Metres across the street from the houses of this side (0) to the kerb (1). */
  public double across(double share) {
    return scene.layout.wall() + share * (scene.layout.kerb() - scene.layout.wall());
  }

  /** Metres across the street from this kerb (0) to the other (1). */
  public double onRoad(double share) {
    return scene.layout.kerb() + share * (scene.layout.farKerb() - scene.layout.kerb());
  }

  /** Four points of the pavement that can be found in the picture and on the map. */
  public List<Measured> ground() {
    double left = scene.layout.wall() + 0.5;
    double right = scene.layout.kerb() - 0.3;
    return List.of(
        measured(left + 2, 8), measured(right, 8), measured(right, 28), measured(left, 28));
  }

  private Measured measured(double x, double y) {
    Point2D.Double at = scene.lens.pixel(Spot.ground(x, y));
    if (at == null) {
      throw new IllegalStateException("The camera cannot see so near.");
    }
    return new Measured(at.x / scene.lens.width(), at.y / scene.lens.rows(), place(x, y));
  }

  /** What a camera of this street is for; what does not concern it is drawn as ignored. */
  public enum Focus {
    PAVEMENT,
    ROADWAY
  }

  public List<Drawn> zones(Focus focus) {
    Layout l = scene.layout;
    List<Drawn> zones = new ArrayList<>();
    zones.add(drawn("PAVEMENT", "人行道", l.wall() + 0.2, l.kerb() - 0.35, 5, REACH));
    zones.add(drawn("NO_PARKING", "人行道禁停", l.wall() + 0.2, l.kerb() - 0.35, 5, REACH));
    zones.add(drawn("ROADWAY", "车行道", l.kerb() + 0.2, l.farKerb() - 0.2, 5, REACH));
    for (Layout.Bay bay : l.bays()) {
      zones.add(drawn("PARKING", "非机动车停放点", bay.x0() - 0.1, bay.x1() + 0.1, bay.y0(), bay.y1()));
    }
    zones.add(farAway());
    zones.add(
        drawn("IGNORE", "房屋立面", List.of(wall(5, 0), wall(CLEAR, 0), wall(CLEAR, 9), wall(5, 9))));
    if (focus == Focus.PAVEMENT) {
      zones.add(drawn("IGNORE", "车行道与对面", l.kerb() - 0.3, l.farWall() + 30, 4, CLEAR));
      for (Layout.Bay bay : l.bays()) { // bicycles come and go there
        zones.add(drawn("IGNORE", "停放点内", bay.x0() - 0.2, l.kerb(), bay.y0() - 0.2, bay.y1() + 1));
      }
    } else {
      zones.add(drawn("IGNORE", "人行道", l.wall(), l.kerb(), 4, CLEAR));
      zones.add(drawn("IGNORE", "对面人行道", l.farKerb(), l.farWall() + 30, 4, CLEAR));
    }
    return zones;
  }

  private Spot wall(double y, double z) {
    return new Spot(scene.layout.wall() + 0.2, y, z);
  }

  /** Farther away a scrap of paper is only a few pixels. */
  private Drawn farAway() {
    Point2D.Double at = scene.lens.pixel(Spot.ground(0, CLEAR));
    double below = at == null ? 0.2 : at.y / scene.lens.rows();
    return new Drawn(
        "IGNORE",
        "远处",
        List.of(
            new double[] {0, 0},
            new double[] {1, 0},
            new double[] {1, below},
            new double[] {0, below}));
  }

  private Drawn drawn(String kind, String name, double x0, double x1, double y0, double y1) {
    return drawn(
        kind,
        name,
        List.of(
            Spot.ground(x0, y0), Spot.ground(x1, y0), Spot.ground(x1, y1), Spot.ground(x0, y1)));
  }

  private Drawn drawn(String kind, String name, List<Spot> places) {
    Lens lens = scene.lens;
    var shape = new Area(lens.outline(places));
    shape.intersect(new Area(new Rectangle(0, 0, lens.width(), lens.rows())));
    Map<String, double[]> corners = new LinkedHashMap<>();
    var at = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      if (i.currentSegment(at) != PathIterator.SEG_CLOSE) {
        double px = Math.round(at[0] / lens.width() * 1000) / 1000.0;
        double py = Math.round(at[1] / lens.rows() * 1000) / 1000.0;
        corners.putIfAbsent(px + " " + py, new double[] {px, py});
      }
    }
    return new Drawn(kind, name, List.copyOf(corners.values()));
  }
}
