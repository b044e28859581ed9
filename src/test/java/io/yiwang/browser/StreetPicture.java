package io.yiwang.browser;

import io.yiwang.vision.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A drawn street as a camera on a mast sees it, with rubbish bags on its pavement. */
final class StreetPicture {
  static final int WIDTH = 1280;
  static final int HEIGHT = 720;

  private StreetPicture() {}

  /** Where the bag of that number lies, 1 to 5. */
  static Box bag(int number) {
    return new Box(180 + number * 150, 470 + number * 22, 54 + number * 4, 44 + number * 3);
  }

  /** A JPEG of the street with these bags. */
  static byte[] withBags(int... bags) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    street(pen);
    for (int number : bags) {
      Box at = bag(number);
      pen.setColor(new Color(0, 0, 0, 70));
      pen.fillOval((int) at.x() - 4, (int) (at.bottom() - 12), (int) at.width() + 14, 18);
      pen.setColor(new Color(34, 38, 44));
      pen.fillOval((int) at.x(), (int) at.y(), (int) at.width(), (int) at.height());
      pen.setColor(new Color(120, 128, 138));
      pen.fillOval((int) at.x() + 10, (int) at.y() + 8, 12, 9);
    }
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void street(Graphics2D pen) {
    pen.setPaint(
        new GradientPaint(0, 0, new Color(158, 190, 214), 0, 260, new Color(214, 224, 230)));
    pen.fillRect(0, 0, WIDTH, 260);
    Color[] walls = {new Color(178, 158, 140), new Color(150, 140, 132), new Color(190, 176, 158)};
    for (int i = 0; i < 7; i++) {
      pen.setColor(walls[i % walls.length]);
      int top = 70 + (i * 53) % 90;
      pen.fillRect(i * 190 - 20, top, 186, 250 - top);
      pen.setColor(new Color(92, 106, 122));
      for (int w = 0; w < 4; w++) {
        pen.fillRect(i * 190 + w * 42, top + 30, 22, 30);
        pen.fillRect(i * 190 + w * 42, top + 82, 22, 30);
      }
    }
    pen.setColor(new Color(112, 116, 120));
    pen.fillRect(0, 250, WIDTH, 180);
    pen.setColor(new Color(235, 235, 228));
    pen.setStroke(
        new BasicStroke(
            6, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {60, 46}, 0));
    pen.drawLine(0, 338, WIDTH, 338);
    pen.setColor(new Color(176, 172, 164));
    pen.fillPolygon(
        new Polygon(new int[] {0, WIDTH, WIDTH, 0}, new int[] {420, 430, HEIGHT, HEIGHT}, 4));
    pen.setColor(new Color(158, 153, 145));
    pen.setStroke(new BasicStroke(2));
    for (int y = 470; y < HEIGHT; y += 46) {
      pen.drawLine(0, y, WIDTH, y + 8);
    }
    for (int x = -200; x < WIDTH; x += 120) {
      pen.drawLine(x + 240, 424, x, HEIGHT);
    }
    pen.setColor(new Color(70, 96, 66));
    for (int x = 90; x < WIDTH; x += 320) {
      pen.fillOval(x - 60, 150, 150, 130);
      pen.setColor(new Color(92, 72, 54));
      pen.fillRect(x + 8, 260, 14, 170);
      pen.setColor(new Color(70, 96, 66));
    }
  }
}
