package io.yiwang.demo.street;

import java.awt.Color;
import java.util.SplittableRandom;

/** How somebody looks. */
record Person(
    double height, Color skin, Color hair, Color top, Color legs, boolean bag, boolean vest) {
  private static final Color[] SKINS = {
    new Color(232, 196, 164), new Color(218, 176, 142), new Color(240, 208, 180)
  };
  private static final Color[] TOPS = {
    new Color(176, 60, 56), new Color(52, 84, 142), new Color(224, 222, 214),
    new Color(60, 62, 68), new Color(92, 130, 92), new Color(206, 160, 70),
    new Color(140, 100, 150), new Color(120, 140, 160)
  };
  private static final Color[] LEGS = {
    new Color(46, 54, 76), new Color(40, 40, 44), new Color(120, 108, 88), new Color(84, 92, 104)
  };

  static Person of(SplittableRandom r) {
    Color hair = r.nextInt(8) == 0 ? new Color(150, 148, 144) : new Color(34, 30, 28);
    return new Person(
        1.52 + r.nextDouble() * 0.3,
        SKINS[r.nextInt(SKINS.length)],
        hair,
        TOPS[r.nextInt(TOPS.length)],
        LEGS[r.nextInt(LEGS.length)],
        r.nextInt(3) == 0,
        false);
  }

  /** Somebody who works for the city, in an orange vest. */
  static Person worker(SplittableRandom r) {
    Person p = of(r);
    return new Person(
        p.height, p.skin, p.hair, new Color(236, 112, 30), new Color(52, 60, 92), false, true);
  }
}
