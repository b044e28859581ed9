package io.yiwang.demo.street;

import java.awt.Color;
import java.util.SplittableRandom;

/** Lamps and trees: people walk behind and before the near ones. */
final class Standing {
  /** What stands nearer than this can hide somebody, metres. */
  static final double NEAR = 42;

  private final Layout layout;
  private final Brush brush;

  Standing(Layout layout, Brush brush) {
    this.layout = layout;
    this.brush = brush;
  }

  void lamp(Spot head) {
    Spot foot = Spot.ground(head.x(), head.y());
    Color metal = new Color(92, 96, 100);
    brush.limb(metal, 0.13, foot, head);
    double reach = head.x() < layout.farKerb() ? 1.5 : -1.5;
    brush.limb(metal, 0.08, head, head.plus(reach, 0, 0.3));
    brush.limb(
        new Color(200, 202, 200), 0.16, head.plus(reach, 0, 0.3), head.plus(reach * 0.7, 0, 0.26));
  }

  void tree(int number) {
    Spot foot = layout.trees().get(number);
    SplittableRandom own = Dice.of(layout.seed(), 3, number);
    Color bark = new Color(112, 98, 80);
    brush.stem(bark, foot, 4.2, 0.17, 0.1);
    brush.stem(Brush.shade(bark, 0.75), foot.plus(0.08, 0, 0), 4.2, 0.07, 0.02);
    for (int i = 0; i < 5; i++) {
      double turn = i * 1.26 + own.nextDouble();
      brush.limb(
          bark,
          0.09,
          foot.plus(0, 0, 3.4),
          foot.plus(Math.cos(turn) * 1.3, Math.sin(turn) * 1.3, 5.2));
    }
    for (int i = 0; i < 90; i++) { // the leaves behind and below are darker
      double turn = own.nextDouble() * 2 * Math.PI;
      double far = Math.sqrt(own.nextDouble()) * 2.3;
      double high = 4.3 + own.nextDouble() * 2.9;
      double light = 0.62 + 0.13 * (high - 4.3) + own.nextDouble() * 0.2;
      brush.egg(
          Brush.shade(new Color(84, 124, 62), light),
          foot.plus(far * Math.cos(turn), far * Math.sin(turn) * 0.7, high),
          0.2 + own.nextDouble() * 0.35,
          0.16 + own.nextDouble() * 0.25);
    }
  }
}
