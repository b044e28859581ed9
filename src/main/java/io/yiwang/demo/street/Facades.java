package io.yiwang.demo.street;

import java.awt.Color;
import java.util.Comparator;
import java.util.SplittableRandom;

/** House fronts: shops below, windows above. */
final class Facades {
  private static final double FLOOR = 3;
  private static final Color GLASS = new Color(96, 112, 124);
  private static final Color[] WALLS = {
    new Color(196, 184, 164),
    new Color(176, 132, 112),
    new Color(206, 202, 194),
    new Color(164, 158, 150),
    new Color(188, 166, 128)
  };
  private static final Color[] SIGNS = {
    new Color(168, 44, 40),
    new Color(34, 92, 140),
    new Color(40, 116, 76),
    new Color(206, 150, 40),
    new Color(70, 60, 72)
  };

  private final Layout layout;
  private final Brush brush;

  Facades(Layout layout, Brush brush) {
    this.layout = layout;
    this.brush = brush;
  }

  void paint() {
    double end = Layout.LENGTH * 1.6;
    brush.fill( // what closes the view
        new Color(186, 190, 194),
        new Spot(-30, end, 0),
        new Spot(40, end, 0),
        new Spot(40, end, 13),
        new Spot(4, end, 13),
        new Spot(4, end, 19),
        new Spot(-30, end, 19));
    layout.houses().stream()
        .sorted(Comparator.comparingDouble(Layout.House::from).reversed())
        .forEach(this::house);
  }

  /** Signs and shop windows that are lit at night, in these colours. */
  void shine(Color sign, Color window) {
    for (Layout.House h : layout.houses()) {
      double x = h.near() ? layout.wall() : layout.farWall();
      int count = shopsOf(h);
      double each = (h.to() - h.from()) / count;
      rooms(h, x, window);
      for (int i = 0; i < count; i++) {
        double y = h.from() + i * each;
        if (Math.floorMod(h.seed() + i, 3L) > 0) {
          front(window, x, y + 0.3, y + each - 0.3, 0.35, 2.5);
        }
        if (Math.floorMod(h.seed() + i, 4L) > 0) {
          front(sign, x, y + 0.15, y + each - 0.15, 2.7, 3.5);
        }
      }
    }
  }

  private void rooms(Layout.House h, double x, Color window) {
    SplittableRandom r = new SplittableRandom(h.seed());
    for (double z = FLOOR + 1; z < h.height() - 1.6; z += FLOOR) {
      for (double y = h.from() + 0.8; y < h.to() - 1.6; y += 2.4) {
        if (r.nextInt(3) == 0) {
          front(window, x, y, y + 1.3, z, z + 1.5);
        }
      }
    }
  }

  private static int shopsOf(Layout.House h) {
    return Math.max(1, (int) ((h.to() - h.from()) / 4));
  }

  private void house(Layout.House h) {
    SplittableRandom r = new SplittableRandom(h.seed());
    double x = h.near() ? layout.wall() : layout.farWall();
    double light = h.near() ? 0.86 : 1.02;
    Color wall =
        Brush.shade(WALLS[r.nextInt(WALLS.length)], light * (0.92 + r.nextDouble() * 0.14));
    front(wall, x, h.from(), h.to(), 0, h.height());
    front(Brush.shade(wall, 0.8), x, h.from(), h.to(), h.height() - 0.3, h.height());
    gable(Brush.shade(wall, 0.72), h, x);
    for (double z = FLOOR + 1; z < h.height() - 1.6; z += FLOOR) {
      for (double y = h.from() + 0.8; y < h.to() - 1.6; y += 2.4) {
        window(x, y, z, r);
      }
    }
    shops(h, x, r);
  }

  private void window(double x, double y, double z, SplittableRandom r) {
    front(new Color(222, 220, 214), x, y - 0.06, y + 1.36, z - 0.06, z + 1.56);
    front(Brush.shade(GLASS, 0.7 + r.nextDouble() * 0.5), x, y, y + 1.3, z, z + 1.5);
    front(new Color(214, 212, 206), x, y + 0.62, y + 0.68, z, z + 1.5);
    if (r.nextInt(6) == 0) { // air conditioner
      front(Brush.shade(new Color(206, 206, 202), 0.9), x, y + 0.1, y + 0.9, z - 0.75, z - 0.2);
    }
  }

  private void shops(Layout.House h, double x, SplittableRandom r) {
    int count = shopsOf(h);
    double each = (h.to() - h.from()) / count;
    for (int i = 0; i < count; i++) {
      double y = h.from() + i * each;
      front(Brush.shade(GLASS, 0.55 + r.nextDouble() * 0.5), x, y + 0.3, y + each - 0.3, 0.35, 2.5);
      front(new Color(60, 56, 52), x, y + each * 0.42, y + each * 0.42 + 0.9, 0, 2.4);
      for (int k = 0; k < 5; k++) { // what is in the window
        double at = y + 0.5 + r.nextDouble() * (each - 1.4);
        Color goods = new Color(90 + r.nextInt(130), 80 + r.nextInt(110), 70 + r.nextInt(100));
        front(goods, x, at, at + 0.35, 0.5 + r.nextDouble(), 1.1 + r.nextDouble() * 0.9);
      }
      Color sign = SIGNS[r.nextInt(SIGNS.length)];
      front(sign, x, y + 0.15, y + each - 0.15, 2.7, 3.5);
      for (double at = y + 0.6; at < y + each - 0.9; at += 0.62) { // lettering
        glyph(x, at, r);
      }
    }
  }

  private void glyph(double x, double y, SplittableRandom r) {
    Color ink = new Color(240, 234, 214);
    for (int i = 0; i < 4; i++) {
      double z = 2.86 + r.nextDouble() * 0.42;
      double from = y + r.nextDouble() * 0.15;
      front(ink, x, from, from + 0.3, z, z + 0.05);
    }
    double at = y + 0.1 + r.nextDouble() * 0.2;
    front(ink, x, at, at + 0.06, 2.84, 3.34);
  }

  private void gable(Color c, Layout.House h, double x) {
    double deep = h.near() ? x - 9 : x + 9;
    brush.fill(
        c,
        new Spot(x, h.from(), 0),
        new Spot(deep, h.from(), 0),
        new Spot(deep, h.from(), h.height()),
        new Spot(x, h.from(), h.height()));
  }

  private void front(Color c, double x, double y0, double y1, double z0, double z1) {
    brush.fill(
        c, new Spot(x, y0, z0), new Spot(x, y1, z0), new Spot(x, y1, z1), new Spot(x, y0, z1));
  }
}
