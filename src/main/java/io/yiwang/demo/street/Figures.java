package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.geom.Point2D;

/** People on foot: a body of limbs that swing as they walk, with a face when they come nearer. */
final class Figures {
  private final Brush brush;

  Figures(Brush brush) {
    this.brush = brush;
  }

  /**
   * @param gone metres walked, which sets the step; of somebody who stands it does not change
   * @param faces whether they look towards the camera
   */
  void walker(Person p, Spot foot, double gone, boolean faces, boolean umbrella) {
    double unit = p.height() / 1.7;
    double step = Math.sin(gone * 4.2 / unit) * 0.24 * unit;
    Spot hip = foot.plus(0, 0, 0.86 * unit);
    Spot neck = foot.plus(0, 0, 1.42 * unit);
    for (int side = -1; side <= 1; side += 2) {
      Color leg = side < 0 ? Brush.shade(p.legs(), 0.8) : p.legs();
      Spot knee = hip.plus(side * 0.08 * unit, side * step * 0.5, -0.42 * unit);
      Spot ankle = foot.plus(side * 0.09 * unit, side * step, 0.06);
      brush.limb(leg, 0.15 * unit, hip.plus(side * 0.07 * unit, 0, 0), knee);
      brush.limb(leg, 0.12 * unit, knee, ankle);
      brush.limb(
          new Color(48, 44, 42),
          0.1 * unit,
          ankle,
          ankle.plus(side * 0.03, faces ? -0.08 : 0.08, -0.03));
    }
    body(p, hip, neck, unit);
    for (int side = -1; side <= 1; side += 2) {
      arm(p, neck, side, -step, unit, umbrella && side > 0);
    }
    head(p, neck.plus(0, 0, 0.17 * unit), unit, faces);
    if (umbrella) {
      umbrella(p, neck, unit);
    }
  }

  /** Sitting on a bicycle whose saddle is here. */
  void rider(Person p, Spot saddle, Spot handle, double gone, boolean faces) {
    double unit = p.height() / 1.7;
    Spot ahead = saddle.towards(handle, 0.45);
    Spot neck = ahead.plus(0, 0, 0.56 * unit);
    for (int side = -1; side <= 1; side += 2) {
      double turn = gone * 1.5 + (side < 0 ? Math.PI : 0);
      Spot pedal = saddle.towards(handle, 0.35).plus(side * 0.1, 0, -0.55 + 0.14 * Math.sin(turn));
      Spot knee = saddle.towards(handle, 0.62).plus(side * 0.13, 0, -0.12 + 0.1 * Math.sin(turn));
      brush.limb(p.legs(), 0.15 * unit, saddle, knee);
      brush.limb(p.legs(), 0.12 * unit, knee, pedal);
    }
    body(p, saddle, neck, unit);
    for (int side = -1; side <= 1; side += 2) {
      brush.limb(
          Brush.shade(p.top(), 0.9),
          0.1 * unit,
          neck.plus(side * 0.2 * unit, 0, -0.08),
          handle.plus(side * 0.2, 0, 0));
    }
    head(p, neck.plus(0, 0, 0.17 * unit), unit, faces);
  }

  private void body(Person p, Spot hip, Spot neck, double unit) {
    brush.fill(
        p.top(),
        hip.plus(-0.15 * unit, 0, -0.04),
        hip.plus(0.15 * unit, 0, -0.04),
        neck.plus(0.21 * unit, 0, -0.08 * unit),
        neck.plus(0.07 * unit, 0, 0),
        neck.plus(-0.07 * unit, 0, 0),
        neck.plus(-0.21 * unit, 0, -0.08 * unit));
    if (p.vest()) {
      Color stripe = new Color(240, 240, 200);
      brush.limb(stripe, 0.05, hip.plus(-0.15, 0, 0.16), hip.plus(0.15, 0, 0.16));
      brush.limb(stripe, 0.05, hip.plus(-0.17, 0, 0.34), hip.plus(0.17, 0, 0.34));
    }
    if (p.bag()) {
      brush.limb(new Color(70, 52, 42), 0.2 * unit, hip.plus(0.2, 0, 0.04), hip.plus(0.2, 0, 0.16));
      brush.limb(new Color(70, 52, 42), 0.025, hip.plus(0.2, 0, 0.2), neck.plus(-0.12, 0, -0.05));
    }
  }

  private void arm(Person p, Spot neck, int side, double swing, double unit, boolean holds) {
    Spot shoulder = neck.plus(side * 0.21 * unit, 0, -0.08 * unit);
    Spot elbow =
        holds
            ? shoulder.plus(side * 0.06, 0, -0.22 * unit)
            : shoulder.plus(side * 0.05, side * swing * 0.5, -0.28 * unit);
    Spot hand =
        holds
            ? neck.plus(side * 0.16, 0, -0.06)
            : shoulder.plus(side * 0.04, side * swing, -0.54 * unit);
    Color sleeve = Brush.shade(p.top(), 0.88);
    brush.limb(sleeve, 0.1 * unit, shoulder, elbow);
    brush.limb(sleeve, 0.085 * unit, elbow, hand);
    brush.ball(p.skin(), hand, 0.05 * unit);
  }

  private void head(Person p, Spot middle, double unit, boolean faces) {
    brush.limb(Brush.shade(p.skin(), 0.85), 0.1 * unit, middle, middle.plus(0, 0, -0.16 * unit));
    brush.egg(p.hair(), middle.plus(0, 0, 0.02), 0.105 * unit, 0.135 * unit);
    if (!faces) {
      return;
    }
    brush.egg(p.skin(), middle.plus(0, 0, -0.025 * unit), 0.088 * unit, 0.108 * unit);
    Point2D.Double at = brush.lens.pixel(middle);
    if (at == null || brush.lens.scale(middle) * unit < 45) {
      return; // too far to tell eyes from mouth
    }
    for (int side = -1; side <= 1; side += 2) {
      brush.limb(
          p.hair(),
          0.014 * unit,
          middle.plus(side * 0.055 * unit, 0, 0.03 * unit),
          middle.plus(side * 0.022 * unit, 0, 0.033 * unit));
      brush.egg(Color.WHITE, middle.plus(side * 0.038 * unit, 0, 0.004 * unit), 0.017, 0.009);
      brush.ball(new Color(36, 26, 22), middle.plus(side * 0.038 * unit, 0, 0.004 * unit), 0.009);
    }
    Color shadow = Brush.shade(p.skin(), 0.78);
    brush.limb(shadow, 0.014, middle.plus(0, 0, 0), middle.plus(0.006, 0, -0.04 * unit));
    brush.limb(
        new Color(164, 84, 78),
        0.014,
        middle.plus(-0.03 * unit, 0, -0.075 * unit),
        middle.plus(0.03 * unit, 0, -0.075 * unit));
  }

  private void umbrella(Person p, Spot neck, double unit) {
    Spot top = neck.plus(0.05, 0, 0.62 * unit);
    brush.limb(new Color(60, 60, 60), 0.02, neck.plus(0.12, 0, 0), top);
    Color cloth = Brush.shade(p.top(), 1.15);
    brush.fill(
        cloth,
        top.plus(-0.55, 0, -0.24),
        top.plus(-0.36, 0, -0.06),
        top.plus(0, 0, 0.04),
        top.plus(0.36, 0, -0.06),
        top.plus(0.55, 0, -0.24),
        top.plus(0.2, 0, -0.2),
        top.plus(-0.2, 0, -0.2));
  }
}
