package io.yiwang.demo.life;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Draws a small street scene: with the matter, or clean again. The same place always looks the
 * same.
 */
final class Picture {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int KERB = 215;
  private static final float QUALITY = 0.72f;

  private final SplittableRandom place;
  private final Graphics2D g;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);

  private Picture(long placeSeed) {
    place = new SplittableRandom(placeSeed);
    g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  /**
   * @param scene one of the scenes of {@code demo/matters.csv}
   * @param night whether it is dark
   */
  static byte[] draw(String scene, long placeSeed, boolean night, boolean mended) {
    var picture = new Picture(placeSeed);
    picture.street();
    if (!mended) {
      picture.matter(scene);
    } else if (scene.equals("LAMP")) {
      picture.lamp(true);
    }
    if (night) {
      picture.dark();
    }
    return picture.jpeg();
  }

  private void street() {
    g.setColor(new Color(188, 208, 224));
    g.fillRect(0, 0, WIDTH, KERB);
    for (int x = -20; x < WIDTH; ) {
      int width = 60 + place.nextInt(70);
      int height = 90 + place.nextInt(110);
      int tone = 120 + place.nextInt(80);
      g.setColor(new Color(tone, tone - place.nextInt(20), tone - 15 - place.nextInt(25)));
      g.fillRect(x, KERB - height, width, height);
      g.setColor(new Color(90, 100, 115));
      for (int wx = x + 8; wx < x + width - 12; wx += 18) {
        for (int wy = KERB - height + 12; wy < KERB - 40; wy += 24) {
          g.fillRect(wx, wy, 9, 12);
        }
      }
      g.setColor(new Color(80 + place.nextInt(120), 50 + place.nextInt(60), 50));
      g.fillRect(x + 4, KERB - 30, width - 8, 8);
      x += width + 3;
    }
    g.setColor(new Color(168, 162, 152));
    g.fillRect(0, KERB, WIDTH, 55);
    g.setColor(new Color(150, 145, 135));
    for (int x = 0; x < WIDTH; x += 26) {
      g.drawLine(x, KERB, x - 12, KERB + 55);
    }
    g.setColor(new Color(74, 76, 80));
    g.fillRect(0, KERB + 55, WIDTH, HEIGHT - KERB - 55);
    g.setColor(new Color(222, 220, 205));
    for (int x = 10; x < WIDTH; x += 80) {
      g.fillRect(x, KERB + 96, 44, 5);
    }
    int tree = 30 + place.nextInt(WIDTH - 80);
    g.setColor(new Color(92, 70, 48));
    g.fillRect(tree, KERB - 70, 9, 85);
    g.setColor(new Color(66, 110, 62));
    g.fillOval(tree - 34, KERB - 130, 76, 74);
  }

  private void matter(String scene) {
    int x = 150 + place.nextInt(170);
    switch (scene) {
      case "HEAP" -> heap(x);
      case "HOLE" -> hole(x);
      case "PUDDLE" -> puddle(x);
      case "STALL" -> stall(x);
      case "POSTER" -> posters(x);
      case "BIKES" -> bikes(x);
      case "COVER" -> cover(x);
      case "LAMP" -> lamp(false);
      default -> heap(x);
    }
  }

  private void heap(int x) {
    for (int i = 0; i < 26; i++) {
      g.setColor(
          new Color(60 + place.nextInt(170), 60 + place.nextInt(150), 50 + place.nextInt(130)));
      int dx = place.nextInt(130) - 65;
      int up = place.nextInt(Math.max(4, 48 - Math.abs(dx) / 2));
      var bag = new Polygon();
      for (int k = 0; k < 7; k++) {
        double turn = k * Math.PI * 2 / 7;
        int r = 9 + place.nextInt(10);
        bag.addPoint(
            x + dx + (int) (r * Math.cos(turn)), KERB + 40 - up + (int) (r * Math.sin(turn)));
      }
      g.fillPolygon(bag);
    }
  }

  private void hole(int x) {
    g.setColor(new Color(38, 36, 34));
    g.fillOval(x - 58, KERB + 76, 116, 38);
    g.setColor(new Color(104, 98, 90));
    g.setStroke(new BasicStroke(4));
    g.drawOval(x - 58, KERB + 76, 116, 38);
    for (int i = 0; i < 9; i++) {
      g.drawLine(x, KERB + 95, x - 90 + place.nextInt(180), KERB + 62 + place.nextInt(70));
    }
  }

  private void puddle(int x) {
    g.setColor(new Color(120, 140, 152));
    g.fillOval(x - 150, KERB + 46, 310, 88);
    g.setColor(new Color(176, 194, 204));
    for (int i = 0; i < 7; i++) {
      g.drawOval(x - 110 + place.nextInt(200), KERB + 60 + place.nextInt(48), 40, 9);
    }
  }

  private void stall(int x) {
    g.setColor(new Color(176, 60, 52));
    g.fillPolygon(
        new int[] {x - 70, x + 70, x + 50, x - 50},
        new int[] {KERB - 30, KERB - 30, KERB - 66, KERB - 66},
        4);
    g.setColor(new Color(120, 92, 64));
    g.fillRect(x - 58, KERB + 2, 116, 34);
    for (int i = 0; i < 16; i++) {
      g.setColor(new Color(200, 80 + place.nextInt(120), 40));
      g.fillOval(x - 54 + place.nextInt(100), KERB - 8 + place.nextInt(10), 12, 12);
    }
  }

  private void posters(int x) {
    for (int i = 0; i < 14; i++) {
      g.setColor(new Color(230, 225 - place.nextInt(40), 120 + place.nextInt(120)));
      g.fillRect(x - 90 + place.nextInt(170), KERB - 84 + place.nextInt(62), 22, 28);
    }
  }

  private void bikes(int x) {
    g.setStroke(new BasicStroke(3));
    for (int i = 0; i < 9; i++) {
      int bx = x - 120 + i * 26 + place.nextInt(8);
      int by = KERB + 16 + place.nextInt(16);
      g.setColor(i % 2 == 0 ? new Color(235, 190, 40) : new Color(60, 150, 210));
      g.drawOval(bx, by, 22, 22);
      g.drawOval(bx + 26, by, 22, 22);
      g.drawLine(bx + 11, by + 11, bx + 24, by - 10);
      g.drawLine(bx + 24, by - 10, bx + 37, by + 11);
    }
  }

  private void cover(int x) {
    g.setColor(new Color(20, 20, 22));
    g.fillOval(x - 38, KERB + 78, 76, 32);
    g.setColor(new Color(110, 108, 104));
    g.fillOval(x + 18, KERB + 70, 76, 32);
    g.setColor(new Color(80, 78, 76));
    g.drawOval(x + 26, KERB + 75, 60, 22);
  }

  private void lamp(boolean lit) {
    g.setColor(new Color(60, 62, 66));
    g.fillRect(330, 40, 6, KERB);
    g.fillRect(280, 40, 54, 5);
    g.setColor(lit ? new Color(255, 236, 150) : new Color(70, 70, 74));
    g.fillOval(272, 42, 22, 12);
  }

  private void dark() {
    g.setColor(new Color(8, 12, 32, 130));
    g.fillRect(0, 0, WIDTH, HEIGHT);
  }

  private byte[] jpeg() {
    g.dispose();
    return Jpeg.of(image, QUALITY);
  }
}
