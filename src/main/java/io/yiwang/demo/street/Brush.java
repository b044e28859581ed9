package io.yiwang.demo.street;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Paints shapes of the street, given in metres, into a picture. */
final class Brush {
  private static final int ROUND = 18;

  final Graphics2D g;
  final Lens lens;

  Brush(BufferedImage image, Lens lens) {
    this.g = image.createGraphics();
    this.lens = lens;
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static Color shade(Color c, double factor) {
    return new Color(
        (int) Math.clamp(c.getRed() * factor, 0, 255),
        (int) Math.clamp(c.getGreen() * factor, 0, 255),
        (int) Math.clamp(c.getBlue() * factor, 0, 255),
        c.getAlpha());
  }

  static Color clear(Color c, double opacity) {
    return new Color(
        c.getRed(), c.getGreen(), c.getBlue(), (int) Math.clamp(255 * opacity, 0, 255));
  }

  void fill(Color colour, Spot... corners) {
    fill(colour, lens.outline(List.of(corners)));
  }

  void fill(Color colour, Shape shape) {
    g.setColor(colour);
    g.fill(shape);
  }

  /** A rectangle lying on the ground. */
  void floor(Color colour, double x0, double x1, double y0, double y1) {
    fill(
        colour, Spot.ground(x0, y0), Spot.ground(x1, y0), Spot.ground(x1, y1), Spot.ground(x0, y1));
  }

  /** An ellipse lying on the ground or above it. */
  Path2D.Double flat(Spot middle, double rx, double ry) {
    List<Spot> rim = new ArrayList<>();
    for (int i = 0; i < ROUND; i++) {
      double turn = 2 * Math.PI * i / ROUND;
      rim.add(middle.plus(rx * Math.cos(turn), ry * Math.sin(turn), 0));
    }
    return lens.outline(rim);
  }

  /** A ball; more exactly a disc that faces the camera. */
  void ball(Color colour, Spot middle, double radius) {
    egg(colour, middle, radius, radius);
  }

  void egg(Color colour, Spot middle, double wide, double high) {
    Point2D.Double at = lens.pixel(middle);
    if (at != null) {
      double s = lens.scale(middle);
      fill(
          colour,
          new Ellipse2D.Double(at.x - wide * s, at.y - high * s, 2 * wide * s, 2 * high * s));
    }
  }

  /** A round limb, pole or tube between two places. */
  void limb(Color colour, double thick, Spot a, Spot b) {
    Point2D.Double from = lens.pixel(a);
    Point2D.Double to = lens.pixel(b);
    if (from != null && to != null) {
      double s = (lens.scale(a) + lens.scale(b)) / 2;
      g.setColor(colour);
      g.setStroke(
          new BasicStroke(
              (float) Math.max(0.6, thick * s), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(new Line2D.Double(from, to));
    }
  }

  /** A closed line through places. */
  void ring(Color colour, double thick, List<Spot> places) {
    g.setColor(colour);
    g.setStroke(new BasicStroke((float) Math.max(0.6, thick * lens.scale(places.getFirst()))));
    g.draw(lens.outline(places));
  }

  /** A tapered upright stem. */
  void stem(Color colour, Spot foot, double high, double below, double above) {
    fill(
        colour,
        foot.plus(-below, 0, 0),
        foot.plus(below, 0, 0),
        foot.plus(above, 0, high),
        foot.plus(-above, 0, high));
  }

  void done() {
    g.dispose();
  }
}
