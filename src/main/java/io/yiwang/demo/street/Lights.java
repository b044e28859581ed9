package io.yiwang.demo.street;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.SplittableRandom;

/** What shines by itself, painted over the lit picture: lamps, windows, headlights; and rain. */
final class Lights {
  private final StreetScene scene;
  private final Brush brush;

  Lights(StreetScene scene, Brush brush) {
    this.scene = scene;
    this.brush = brush;
  }

  void paint(double t, Air air) {
    double dark = 1 - air.daylight();
    if (dark > 0.35) {
      for (Spot lamp : scene.layout.lamps()) {
        double reach = lamp.x() < scene.layout.farKerb() ? 1.3 : -1.3;
        glow(lamp.plus(reach, 0, 0.25), 1.1, new Color(255, 226, 170), 0.9 * dark);
        if (air.rain() > 0.1) {
          mirror(lamp.plus(reach, 0, 0), new Color(255, 214, 150), dark * air.rain());
        }
      }
      for (Traffic.Drive drive : scene.traffic.drives(t)) {
        carLights(drive, dark, air);
      }
      for (Traffic.Ride ride : scene.traffic.rides(t)) {
        if (ride.ahead() < 0) {
          glow(ground(ride.x(), ride.y() - 0.5).plus(0, 0, 0.9), 0.35, Color.WHITE, 0.8 * dark);
        }
      }
    }
    if (air.rain() > 0.02) {
      rain(t, air);
    }
  }

  private Spot ground(double x, double y) {
    return new Spot(x, y, scene.layout.ground(x));
  }

  private void carLights(Traffic.Drive drive, double dark, Air air) {
    Spot middle = ground(drive.x(), drive.y());
    boolean front = drive.ahead() < 0;
    for (int side = -1; side <= 1; side += 2) {
      Spot lamp = middle.plus(side * 0.66, -2.25, 0.68);
      Color c = front ? new Color(255, 250, 232) : new Color(255, 60, 44);
      glow(lamp, front ? 0.75 : 0.4, c, dark * 0.95);
      if (air.rain() > 0.1) {
        mirror(lamp.plus(0, -0.6, -0.68), c, dark * air.rain());
      }
    }
    double ahead = front ? -7 : 7;
    Point2D.Double at = brush.lens.pixel(middle.plus(0, ahead, 0));
    if (at != null) {
      brush.fill(
          new Color(255, 246, 220, (int) (46 * dark)),
          brush.flat(middle.plus(0, ahead, 0), 1.7, 4.2));
      brush.fill(
          new Color(255, 246, 220, (int) (46 * dark)),
          brush.flat(middle.plus(0, ahead * 0.8, 0), 1.2, 2.8));
    }
  }

  private void glow(Spot spot, double radius, Color c, double strength) {
    Point2D.Double at = brush.lens.pixel(spot);
    if (at == null) {
      return;
    }
    double r = Math.max(1.5, radius * brush.lens.scale(spot));
    brush.g.setPaint(
        new RadialGradientPaint(
            at,
            (float) r,
            new float[] {0, 0.22f, 1},
            new Color[] {
              Brush.clear(Brush.shade(c, 1.1), strength),
              Brush.clear(c, strength * 0.55),
              Brush.clear(c, 0)
            }));
    brush.g.fill(new Ellipse2D.Double(at.x - r, at.y - r, 2 * r, 2 * r));
  }

  /** A streak of light on a wet road, towards the camera. */
  private void mirror(Spot spot, Color c, double strength) {
    for (int i = 1; i <= 3; i++) {
      brush.fill(
          Brush.clear(c, 0.1 * strength),
          brush.flat(ground(spot.x(), spot.y() - i * 0.7), 0.1 + 0.05 * i, 0.5 + i * 0.6));
    }
  }

  private void rain(double t, Air air) {
    SplittableRandom r = Dice.of(scene.layout.seed(), 19, (long) (t * 1000));
    int width = brush.lens.width();
    int rows = brush.lens.rows();
    int drops = (int) (air.rain() * width * 0.75);
    double lean = 0.06 + 0.1 * air.wind();
    for (int i = 0; i < drops; i++) {
      double near = r.nextDouble();
      double length = rows * (0.015 + 0.05 * near * near);
      double x = r.nextDouble() * width;
      double y = r.nextDouble() * rows;
      brush.g.setColor(new Color(214, 222, 230, (int) (24 + 64 * near)));
      brush.g.setStroke(new BasicStroke((float) (rows / 540.0 * (0.6 + near))));
      brush.g.draw(new Line2D.Double(x, y, x + lean * length, y + length));
    }
    Color haze = new Color(176, 184, 192, (int) (30 * air.rain() * (0.3 + 0.7 * air.daylight())));
    brush.g.setPaint(new GradientPaint(0, 0, haze, 0, rows * 0.7f, Brush.clear(haze, 0)));
    brush.g.fillRect(0, 0, width, rows); // what hangs in the air
  }
}
