package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** The shade of trees and houses: it moves with the sun, and with the wind in the leaves. */
final class Shade {
  private static final int LEAVES = 34;
  private static final double CROWN = 5.4;

  private final Layout layout;
  private final Brush brush;

  Shade(Layout layout, Brush brush) {
    this.layout = layout;
    this.brush = brush;
  }

  void paint(Air air) {
    if (air.sun() < 0.03) {
      return;
    }
    double dx = Math.cos(air.sunTurn()) * air.shade();
    double dy = Math.sin(air.sunTurn()) * air.shade();
    Path2D.Double all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < layout.trees().size(); i++) {
      Spot foot = layout.trees().get(i);
      if (foot.y() < 45) {
        leaves(all, foot.plus(dx * CROWN, dy * CROWN, 0), i, air);
        trunk(all, foot, dx, dy);
      }
    }
    brush.fill(new Color(14, 18, 34, (int) (112 * air.sun())), all);
  }

  private void leaves(Path2D.Double all, Spot middle, int tree, Air air) {
    SplittableRandom r = Dice.of(layout.seed(), 4, tree);
    for (int i = 0; i < LEAVES; i++) {
      double turn = r.nextDouble() * 2 * Math.PI;
      double far = Math.sqrt(r.nextDouble()) * 2.5;
      double sway = air.wind() * (0.1 + 0.22 * r.nextDouble());
      double size = 0.2 + r.nextDouble() * 0.5;
      all.append(
          brush.flat(
              middle.plus(far * Math.cos(turn) + sway, far * Math.sin(turn) + sway * 0.4, 0),
              size,
              size * (0.7 + r.nextDouble() * 0.6)),
          false);
    }
  }

  private void trunk(Path2D.Double all, Spot foot, double dx, double dy) {
    double wide = 0.13 / Math.max(0.2, Math.hypot(dx, dy));
    all.append(
        brush.lens.outline(
            java.util.List.of(
                foot.plus(dy * wide, -dx * wide, 0),
                foot.plus(dx * 4 + dy * wide, dy * 4 - dx * wide, 0),
                foot.plus(dx * 4 - dy * wide, dy * 4 + dx * wide, 0),
                foot.plus(-dy * wide, dx * wide, 0))),
        false);
  }
}
