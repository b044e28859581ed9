package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Things somebody dropped, and standing water. */
final class Litter {
  private static final Color[] BAGS = {
    new Color(226, 226, 222), new Color(42, 42, 46), new Color(190, 54, 48), new Color(60, 128, 84)
  };

  private final Brush brush;

  Litter(Brush brush) {
    this.brush = brush;
  }

  /** Draws it and tells the pixels it covers. */
  Rectangle2D draw(Thing thing, Spot at) {
    SplittableRandom r = new SplittableRandom(thing.seed());
    double size = thing.kind().metres();
    brush.fill(new Color(20, 20, 24, 90), brush.flat(at.plus(0.03, 0, 0), size * 0.56, size * 0.5));
    return switch (thing.kind()) {
      case SCRAP -> scrap(at, size, r);
      case BAG -> bag(at, size, r);
      case BOX -> box(at, size, r);
    };
  }

  /** A crumpled sheet of paper: bright facets that lean every way. */
  private Rectangle2D scrap(Spot at, double size, SplittableRandom r) {
    Color paper = r.nextInt(4) == 0 ? new Color(238, 214, 120) : new Color(240, 238, 230);
    List<Spot> rim = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double turn = i * 2 * Math.PI / 9;
      double far = size / 2 * (0.75 + r.nextDouble() * 0.35);
      rim.add(at.plus(far * Math.cos(turn), far * Math.sin(turn), r.nextDouble() * 0.08));
    }
    Spot top = at.plus((r.nextDouble() - 0.5) * 0.1, (r.nextDouble() - 0.5) * 0.1, 0.13);
    Path2D outline = brush.lens.outline(rim);
    brush.fill(paper, outline);
    for (int i = 0; i < rim.size(); i++) {
      brush.fill(
          Brush.shade(paper, 0.72 + r.nextDouble() * 0.3),
          rim.get(i),
          rim.get((i + 1) % rim.size()),
          top);
    }
    return outline.getBounds2D();
  }

  private Rectangle2D bag(Spot at, double size, SplittableRandom r) {
    Color plastic = BAGS[r.nextInt(BAGS.length)];
    Path2D.Double body = new Path2D.Double();
    List<Spot> rim = new ArrayList<>();
    for (int i = 0; i <= 12; i++) {
      double turn = Math.PI * i / 12;
      double far = size / 2 * (0.86 + r.nextDouble() * 0.2);
      rim.add(at.plus(far * Math.cos(turn), 0, size * 0.85 * Math.sin(turn) * far * 2 / size));
    }
    rim.add(at.plus(-size * 0.3, -0.1, 0));
    rim.add(at.plus(size * 0.3, -0.1, 0));
    body.append(brush.lens.outline(rim), false);
    brush.fill(plastic, body);
    for (int i = 0; i < 5; i++) {
      double x = (r.nextDouble() - 0.5) * size * 0.7;
      brush.limb(
          Brush.shade(plastic, i % 2 == 0 ? 0.75 : 1.25),
          0.03,
          at.plus(x, -0.05, size * 0.12),
          at.plus(x * 0.3, -0.02, size * (0.5 + r.nextDouble() * 0.3)));
    }
    Spot knot = at.plus(0, 0, size * 0.92);
    brush.limb(plastic, 0.05, knot, knot.plus(-0.09, 0, 0.1));
    brush.limb(plastic, 0.05, knot, knot.plus(0.1, 0, 0.08));
    return body.getBounds2D();
  }

  private Rectangle2D box(Spot at, double size, SplittableRandom r) {
    Color card = Brush.shade(new Color(176, 132, 86), 0.9 + r.nextDouble() * 0.25);
    double wide = size / 2;
    double deep = size * 0.36;
    double high = size * 0.62;
    Spot a = at.plus(-wide, -deep, 0);
    Spot b = at.plus(wide, -deep, 0);
    Spot c = at.plus(wide, deep, 0);
    Spot d = at.plus(-wide, deep, 0);
    Spot up = new Spot(0, 0, high);
    brush.fill(Brush.shade(card, 0.72), d, a, lift(a, up), lift(d, up));
    brush.fill(Brush.shade(card, 0.8), b, c, lift(c, up), lift(b, up));
    brush.fill(Brush.shade(card, 0.92), a, b, lift(b, up), lift(a, up));
    brush.fill(Brush.shade(card, 1.12), lift(a, up), lift(b, up), lift(c, up), lift(d, up));
    brush.limb(new Color(212, 196, 150), 0.06, at.plus(0, -deep, high), at.plus(0, deep, high));
    brush.limb(
        new Color(120, 84, 52), 0.02, a.plus(0.1, 0, high * 0.3), a.plus(0.4, 0, high * 0.3));
    Path2D outline = brush.lens.outline(List.of(a, b, lift(b, up), lift(c, up), lift(d, up), d));
    return outline.getBounds2D();
  }

  private static Spot lift(Spot s, Spot by) {
    return s.plus(by.x(), by.y(), by.z());
  }

  /** Water: an uneven rim, the sky in it, and rings where drops fall. */
  Rectangle2D water(Spot at, double radius, double rain, double t) {
    SplittableRandom r = Dice.of(Double.doubleToLongBits(at.x() * 31 + at.y()), 5, 0);
    List<Spot> rim = new ArrayList<>();
    double a = r.nextDouble() * 6;
    double b = r.nextDouble() * 6;
    for (int i = 0; i < 40; i++) {
      double turn = i * Math.PI / 20;
      double far = radius * (0.82 + 0.12 * Math.sin(2 * turn + a) + 0.07 * Math.sin(5 * turn + b));
      rim.add(at.plus(far * Math.cos(turn), far * 1.6 * Math.sin(turn), 0));
    }
    Path2D outline = brush.lens.outline(rim);
    Rectangle2D bounds = outline.getBounds2D();
    if (bounds.isEmpty()) {
      return bounds;
    }
    brush.g.setPaint(
        new java.awt.GradientPaint(
            0,
            (float) bounds.getMinY(),
            new Color(92, 100, 106),
            0,
            (float) bounds.getMaxY() + 1,
            new Color(158, 176, 192)));
    brush.g.fill(outline);
    SplittableRandom drops = Dice.of(7, 6, (long) (t * 8));
    for (int i = 0; i < rain * 14 * radius; i++) {
      double turn = drops.nextDouble() * 2 * Math.PI;
      double far = Math.sqrt(drops.nextDouble()) * radius * 0.7;
      double size = 0.05 + drops.nextDouble() * 0.12;
      brush.g.setStroke(new java.awt.BasicStroke(1));
      brush.g.setColor(new Color(206, 216, 224, 150));
      brush.g.draw(
          brush.flat(at.plus(far * Math.cos(turn), far * 1.5 * Math.sin(turn), 0), size, size));
    }
    return bounds;
  }
}
