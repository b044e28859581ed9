package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Bicycles of tubes and wheels, and cars of plates put together in perspective. */
final class Vehicles {
  private static final Color TYRE = new Color(40, 40, 42);
  private static final double WHEEL = 0.33;
  private static final double CAR_HALF = 0.88;

  /** Side of a car from the rear to the front: along it and above the ground, metres. */
  private static final double[][] SIDE = {
    {-2.15, 0.35},
    {-2.2, 0.8},
    {-1.95, 0.98},
    {-1.5, 1.43},
    {0.35, 1.45},
    {1.1, 0.98},
    {2.05, 0.85},
    {2.2, 0.6},
    {2.15, 0.35}
  };

  private final Brush brush;

  Vehicles(Brush brush) {
    this.brush = brush;
  }

  /**
   * @param middle between the wheels, on the ground
   * @param turn where it points, radians from the right of the street
   */
  void bicycle(Color colour, Spot middle, double turn) {
    double c = Math.cos(turn);
    double s = Math.sin(turn);
    Spot rear = middle.plus(-0.52 * c, -0.52 * s, WHEEL);
    Spot front = middle.plus(0.52 * c, 0.52 * s, WHEEL);
    wheel(rear, c, s);
    wheel(front, c, s);
    Spot crank = middle.plus(-0.06 * c, -0.06 * s, 0.3);
    Spot saddle = middle.plus(-0.24 * c, -0.24 * s, 0.86);
    Spot head = middle.plus(0.36 * c, 0.36 * s, 0.86);
    double tube = 0.055;
    brush.limb(colour, tube, crank, saddle);
    brush.limb(colour, tube, crank, head);
    brush.limb(colour, tube, saddle.plus(0, 0, -0.12), head.plus(0, 0, -0.06));
    brush.limb(Brush.shade(colour, 0.8), 0.035, rear, crank);
    brush.limb(Brush.shade(colour, 0.8), 0.035, rear, saddle.plus(0, 0, -0.1));
    brush.limb(Brush.shade(colour, 0.9), tube, front, head);
    Spot bar = head.plus(0, 0, 0.14);
    brush.limb(TYRE, 0.035, head, bar);
    brush.limb(TYRE, 0.04, bar.plus(-0.26 * s, 0.26 * c, 0), bar.plus(0.26 * s, -0.26 * c, 0));
    brush.limb(
        new Color(30, 30, 32),
        0.1,
        saddle.plus(-0.1 * c, -0.1 * s, 0.05),
        saddle.plus(0.1 * c, 0.1 * s, 0.05));
    brush.limb(
        new Color(150, 152, 154),
        0.12,
        head.plus(0.14 * c, 0.14 * s, -0.14),
        head.plus(0.3 * c, 0.3 * s, -0.14));
  }

  static Spot saddle(Spot middle, double turn) {
    return middle.plus(-0.24 * Math.cos(turn), -0.24 * Math.sin(turn), 0.92);
  }

  static Spot handle(Spot middle, double turn) {
    return middle.plus(0.36 * Math.cos(turn), 0.36 * Math.sin(turn), 1.0);
  }

  private void wheel(Spot hub, double c, double s) {
    List<Spot> rim = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      double a = i * Math.PI / 8;
      rim.add(hub.plus(WHEEL * Math.cos(a) * c, WHEEL * Math.cos(a) * s, WHEEL * Math.sin(a)));
    }
    brush.ring(TYRE, 0.05, rim);
    if (brush.lens.scale(hub) > 25) {
      for (int i = 0; i < 4; i++) {
        brush.limb(new Color(150, 150, 150), 0.008, rim.get(i), rim.get(i + 8));
      }
    }
  }

  /** A part of a car with the distance that decides what hides what. */
  private record Plate(Color colour, Spot[] corners, double depth) {}

  /**
   * @param ahead 1 when it drives along the street away from the camera, -1 towards it
   */
  void car(Color colour, Spot middle, int ahead, String plate) {
    List<Plate> plates = new ArrayList<>();
    for (int i = 0; i + 1 < SIDE.length; i++) {
      boolean glass = i == 2 || i == 4;
      Color c =
          glass
              ? new Color(58, 68, 78)
              : Brush.shade(colour, i == 3 ? 1.1 : i > 5 || i < 2 ? 0.85 : 1);
      plates.add(
          plate(
              c,
              at(middle, ahead, SIDE[i], -CAR_HALF),
              at(middle, ahead, SIDE[i], CAR_HALF),
              at(middle, ahead, SIDE[i + 1], CAR_HALF),
              at(middle, ahead, SIDE[i + 1], -CAR_HALF)));
    }
    for (int side = -1; side <= 1; side += 2) {
      plates.add(flank(colour, middle, ahead, side));
    }
    plates.sort(Comparator.comparingDouble(Plate::depth).reversed());
    wheels(middle, ahead);
    for (Plate p : plates) {
      brush.fill(p.colour(), p.corners());
      if (p.corners().length == SIDE.length) {
        sideGlass(middle, ahead, p.corners()[0].x() < middle.x() ? -1 : 1);
      }
    }
    ends(middle, ahead, plate);
  }

  private Plate plate(Color c, Spot... corners) {
    double sum = 0;
    for (Spot s : corners) {
      sum += brush.lens.depth(s);
    }
    return new Plate(c, corners, sum / corners.length);
  }

  private Plate flank(Color colour, Spot middle, int ahead, int side) {
    Spot[] corners = new Spot[SIDE.length];
    for (int i = 0; i < SIDE.length; i++) {
      corners[i] = at(middle, ahead, SIDE[i], side * CAR_HALF);
    }
    return plate(Brush.shade(colour, 0.92), corners);
  }

  private void sideGlass(Spot middle, int ahead, int side) {
    Color glass = new Color(62, 72, 82);
    double x = side * CAR_HALF;
    brush.fill(
        glass,
        at(middle, ahead, new double[] {-1.72, 1}, x),
        at(middle, ahead, new double[] {-1.42, 1.36}, x),
        at(middle, ahead, new double[] {-0.5, 1.38}, x),
        at(middle, ahead, new double[] {-0.5, 1}, x));
    brush.fill(
        glass,
        at(middle, ahead, new double[] {-0.4, 1}, x),
        at(middle, ahead, new double[] {-0.4, 1.38}, x),
        at(middle, ahead, new double[] {0.3, 1.37}, x),
        at(middle, ahead, new double[] {0.85, 1}, x));
  }

  private void wheels(Spot middle, int ahead) {
    for (int side = -1; side <= 1; side += 2) {
      for (double along : new double[] {-1.35, 1.35}) {
        List<Spot> rim = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
          double a = i * Math.PI / 7;
          rim.add(
              at(
                  middle,
                  ahead,
                  new double[] {along + 0.32 * Math.cos(a), 0.32 + 0.32 * Math.sin(a)},
                  side * (CAR_HALF + 0.01)));
        }
        brush.fill(TYRE, brush.lens.outline(rim));
      }
    }
  }

  private void ends(Spot middle, int ahead, String text) {
    boolean front = ahead < 0;
    double along = front ? 2.21 : -2.21;
    Color light = front ? new Color(236, 238, 230) : new Color(188, 30, 28);
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(
          light,
          at(middle, ahead, new double[] {along, 0.62}, side * 0.82),
          at(middle, ahead, new double[] {along, 0.62}, side * 0.5),
          at(middle, ahead, new double[] {along, 0.76}, side * 0.5),
          at(middle, ahead, new double[] {along, 0.76}, side * 0.82));
    }
    Spot low = at(middle, ahead, new double[] {along, 0.42}, 0);
    Spot left = low.plus(-0.24, 0, 0);
    Spot right = low.plus(0.24, 0, 0);
    brush.fill(new Color(22, 62, 150), left, right, right.plus(0, 0, 0.15), left.plus(0, 0, 0.15));
    lettering(text, left, right);
  }

  private void lettering(String text, Spot left, Spot right) {
    Point2D.Double a = brush.lens.pixel(left);
    Point2D.Double b = brush.lens.pixel(right);
    Point2D.Double top = brush.lens.pixel(left.plus(0, 0, 0.15));
    if (a == null || b == null || top == null || a.distance(b) < 8) {
      return;
    }
    AffineTransform before = brush.g.getTransform();
    brush.g.transform(
        new AffineTransform(
            (b.x - a.x) / 64, (b.y - a.y) / 64, (a.x - top.x) / 20, (a.y - top.y) / 20, a.x, a.y));
    brush.g.setColor(Color.WHITE);
    brush.g.setFont(new Font(Font.MONOSPACED, Font.BOLD, 14));
    brush.g.drawString(text, 3, -5);
    brush.g.setTransform(before);
  }

  /** A point of a car: along it, above the ground, across it. */
  private static Spot at(Spot middle, int ahead, double[] side, double across) {
    return middle.plus(across, ahead * side[0], side[1]);
  }
}
