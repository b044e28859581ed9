package io.yiwang.demo.street;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/** Paints what never moves, in plain daylight without sun: sky, ground, houses, poles. */
final class Backdrop {
  private static final Color ASPHALT = new Color(104, 105, 108);
  private static final Color PAVING = new Color(170, 164, 155);
  private static final Color KERB = new Color(186, 184, 178);
  private static final Color LINE = new Color(214, 213, 205);
  private static final double FINE = 34;

  private final Layout layout;
  private final Brush brush;
  private final SplittableRandom r;

  private Backdrop(Layout layout, Brush brush) {
    this.layout = layout;
    this.brush = brush;
    this.r = Dice.of(layout.seed(), 2, 0);
  }

  static BufferedImage paint(Layout layout, Lens lens) {
    var image = new BufferedImage(lens.width(), lens.rows(), BufferedImage.TYPE_INT_RGB);
    var brush = new Brush(image, lens);
    var backdrop = new Backdrop(layout, brush);
    backdrop.sky();
    backdrop.road();
    backdrop.pavements();
    backdrop.grain(image);
    new Facades(layout, brush).paint();
    backdrop.furniture();
    brush.done();
    return image;
  }

  private void sky() {
    int rows = brush.lens.rows();
    brush.g.setPaint(
        new GradientPaint(0, 0, new Color(168, 196, 224), 0, rows / 2f, new Color(222, 228, 232)));
    brush.g.fillRect(0, 0, brush.lens.width(), rows);
  }

  private void road() {
    double low = -Layout.KERB_HEIGHT;
    quad(ASPHALT, layout.kerb(), layout.farKerb(), -5, Layout.LENGTH * 2, low);
    for (int i = 0; i < 26; i++) { // mended places and stains
      double x = layout.kerb() + 0.5 + r.nextDouble() * (layout.farKerb() - layout.kerb() - 2);
      double y = 4 + r.nextDouble() * 45;
      Color tone = Brush.shade(ASPHALT, 0.9 + r.nextDouble() * 0.16);
      brush.fill(
          Brush.clear(tone, 0.6),
          brush.flat(new Spot(x, y, low), 0.3 + r.nextDouble(), 0.5 + r.nextDouble() * 2.5));
    }
    double middle = (layout.kerb() + layout.farKerb()) / 2;
    for (double y = 2; y < 80; y += 6) {
      quad(LINE, middle - 0.07, middle + 0.07, y, y + 2.4, low);
    }
    quad(LINE, layout.kerb() + 1.7, layout.kerb() + 1.8, 0, 90, low);
    quad(LINE, layout.farKerb() - 1.8, layout.farKerb() - 1.7, 0, 90, low);
    cover(layout.kerb() + 3, 14.5, low);
    cover(middle + 1.5, 24, low);
    upright(Brush.shade(KERB, 0.82), layout.farKerb(), low);
  }

  private void cover(double x, double y, double z) {
    brush.fill(new Color(70, 68, 66), brush.flat(new Spot(x, y, z), 0.4, 0.4));
    brush.fill(new Color(92, 90, 86), brush.flat(new Spot(x, y, z), 0.33, 0.33));
  }

  private void pavements() {
    brush.floor(PAVING, layout.wall(), layout.kerb(), -6, Layout.LENGTH * 2);
    brush.floor(PAVING, layout.farKerb(), layout.farWall(), -6, Layout.LENGTH * 2);
    slabs(layout.wall(), layout.kerb());
    slabs(layout.farKerb(), layout.farWall());
    double blind = layout.wall() + 2.6;
    brush.floor(new Color(196, 170, 96), blind, blind + 0.42, 0, 90); // for the blind
    for (double y = 3; y < FINE; y += 0.42) {
      brush.floor(new Color(172, 148, 82), blind, blind + 0.42, y, y + 0.03);
    }
    brush.floor(KERB, layout.kerb() - 0.3, layout.kerb(), -6, Layout.LENGTH * 2);
    brush.floor(KERB, layout.farKerb(), layout.farKerb() + 0.3, -6, Layout.LENGTH * 2);
    for (double y = 0; y < 60; y += 1) {
      brush.floor(Brush.shade(KERB, 0.8), layout.kerb() - 0.3, layout.kerb(), y, y + 0.03);
    }
    layout.bays().forEach(this::bay);
    layout.trees().forEach(t -> square(t.x(), t.y()));
  }

  private void slabs(double from, double to) {
    double size = 0.6;
    for (double y = 2.4; y < FINE; y += size) {
      for (double x = from; x < to - 0.3; x += size) {
        Color tone = Brush.shade(PAVING, 0.93 + r.nextDouble() * 0.11);
        brush.floor(tone, x + 0.012, Math.min(to, x + size - 0.012), y + 0.012, y + size - 0.012);
      }
    }
  }

  private void bay(Layout.Bay bay) {
    List<Spot> corners =
        List.of(
            Spot.ground(bay.x0(), bay.y0()),
            Spot.ground(bay.x1(), bay.y0()),
            Spot.ground(bay.x1(), bay.y1()),
            Spot.ground(bay.x0(), bay.y1()));
    brush.ring(new Color(236, 236, 232), 0.09, corners);
  }

  private void square(double x, double y) {
    brush.floor(new Color(120, 112, 100), x - 0.55, x + 0.55, y - 0.55, y + 0.55);
    brush.floor(new Color(96, 80, 62), x - 0.48, x + 0.48, y - 0.48, y + 0.48);
  }

  private void furniture() {
    bin(layout.wall() + 0.9, 16);
    var standing = new Standing(layout, brush);
    layout.lamps().reversed().stream().filter(l -> l.y() >= Standing.NEAR).forEach(standing::lamp);
    for (int i = layout.trees().size() - 1; i >= 0; i--) {
      if (layout.trees().get(i).y() >= Standing.NEAR) {
        standing.tree(i);
      }
    }
  }

  /** Asphalt is rough and slabs are not quite smooth. */
  private void grain(BufferedImage image) {
    for (int py = 0; py < image.getHeight(); py++) {
      for (int px = 0; px < image.getWidth(); px++) {
        Spot ground = brush.lens.ground(px, py);
        if (ground != null) {
          boolean road = ground.x() > layout.kerb() && ground.x() < layout.farKerb();
          int n = (int) ((r.nextDouble() + r.nextDouble() - 1) * (road ? 12 : 4));
          int p = image.getRGB(px, py);
          image.setRGB(
              px,
              py,
              level((p >> 16 & 255) + n) << 16
                  | level((p >> 8 & 255) + n) << 8
                  | level((p & 255) + n));
        }
      }
    }
  }

  private static int level(int value) {
    return Math.clamp(value, 0, 255);
  }

  private void bin(double x, double y) {
    for (int i = 0; i < 2; i++) {
      Color colour = i == 0 ? new Color(52, 104, 70) : new Color(66, 88, 132);
      double left = x + i * 0.5;
      brush.fill(
          colour,
          Spot.ground(left, y),
          Spot.ground(left + 0.42, y),
          new Spot(left + 0.42, y, 0.95),
          new Spot(left, y, 0.95));
      brush.fill(
          Brush.shade(colour, 0.4),
          new Spot(left + 0.07, y, 0.68),
          new Spot(left + 0.35, y, 0.68),
          new Spot(left + 0.35, y, 0.82),
          new Spot(left + 0.07, y, 0.82));
    }
  }

  private void quad(Color c, double x0, double x1, double y0, double y1, double z) {
    brush.fill(
        c, new Spot(x0, y0, z), new Spot(x1, y0, z), new Spot(x1, y1, z), new Spot(x0, y1, z));
  }

  private void upright(Color c, double x, double low) {
    Path2D side =
        brush.lens.outline(
            List.of(
                new Spot(x, -5, low),
                new Spot(x, 150, low),
                new Spot(x, 150, 0),
                new Spot(x, -5, 0)));
    brush.fill(c, side);
    brush.g.setStroke(new BasicStroke(1));
  }
}
