package io.yiwang.vision.detect;

import io.yiwang.vision.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A street drawn for a camera: rough asphalt, kerbs, a wall, and what a test puts into it. */
final class DrawnStreet {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  private static final int NOISE = 3;

  private final SplittableRandom random = new SplittableRandom(5);
  private final BufferedImage ground =
      new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
  private final List<Consumer<Graphics2D>> things = new ArrayList<>();
  private Instant at = Instant.parse("2026-11-24T08:00:00Z");
  private int left;
  private int up;
  private double light = 1;

  DrawnStreet() {
    Graphics2D to = ground.createGraphics();
    to.setColor(new Color(112, 112, 110));
    to.fillRect(0, 0, WIDTH, HEIGHT);
    to.setColor(new Color(150, 140, 128));
    to.fillRect(0, 0, WIDTH, 120);
    to.setColor(new Color(88, 80, 76));
    for (int x = 20; x < WIDTH; x += 90) {
      to.fillRect(x, 20, 40, 70);
    }
    to.setColor(new Color(176, 172, 166));
    to.fillRect(0, 118, WIDTH, 8);
    to.setColor(new Color(215, 215, 210));
    for (int x = 0; x < WIDTH; x += 120) {
      to.fillRect(x, 250, 60, 6);
    }
    to.dispose();
    for (int i = 0; i < 60_000; i++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(126, HEIGHT);
      ground.setRGB(x, y, new Color(ground.getRGB(x, y)).darker().getRGB());
    }
  }

  /** Stands there from now on; take it away with {@link #without}. */
  Consumer<Graphics2D> with(Consumer<Graphics2D> thing) {
    things.add(thing);
    return thing;
  }

  void without(Consumer<Graphics2D> thing) {
    things.remove(thing);
  }

  void shake(int left, int up) {
    this.left = left;
    this.up = up;
  }

  void light(double part) {
    light = part;
  }

  /** The picture so many seconds later, with somebody who is there only now. */
  Frame after(int seconds, List<Consumer<Graphics2D>> passing) {
    at = at.plusSeconds(seconds);
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D to = picture.createGraphics();
    to.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    to.drawImage(ground, 0, 0, null);
    to.translate(left, up);
    to.drawImage(ground, 0, 0, null);
    things.forEach(thing -> thing.accept(to));
    passing.forEach(thing -> thing.accept(to));
    to.dispose();
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int value = (int) ((pixels[i] & 0xFF) * light) + random.nextInt(-NOISE, NOISE + 1);
      pixels[i] = (byte) Math.clamp(value, 0, 255);
    }
    return new Frame("c1", at, WIDTH, HEIGHT, pixels);
  }

  Frame after(int seconds) {
    return after(seconds, List.of());
  }

  static Consumer<Graphics2D> box(int x, int y, int width, int height, Color colour) {
    return to -> {
      to.setColor(colour);
      to.fillRect(x, y, width, height);
      to.setColor(colour.darker());
      to.setStroke(new BasicStroke(1));
      to.drawRect(x, y, width, height);
    };
  }

  /** Somebody standing with their foot here, of this height in pixels. */
  static Consumer<Graphics2D> person(int footX, int footY, int tall, Color coat) {
    return to -> {
      int wide = tall / 3;
      to.setColor(new Color(40, 42, 60));
      to.fillRect(footX - wide / 4, footY - tall / 2, wide / 2, tall / 2);
      to.setColor(coat);
      to.fillRoundRect(footX - wide / 2, footY - tall * 5 / 6, wide, tall / 2, 6, 6);
      to.setColor(new Color(205, 165, 140));
      to.fillOval(footX - tall / 12, footY - tall, tall / 6, tall / 6);
    };
  }

  static Consumer<Graphics2D> shadow(int x, int y, int width, int height) {
    return to -> {
      to.setColor(new Color(0, 0, 0, 90));
      to.fillRect(x, y, width, height);
    };
  }
}
