package io.yiwang.vision.patrol;

import io.yiwang.vision.sources.Shot;
import java.time.Instant;
import java.util.Random;

/** Pictures of a grey street with houses, on which coloured things can be put. */
final class Street {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  private final Random noise = new Random(3);
  private final int[] grey = new int[WIDTH * HEIGHT];
  private byte[] pixels = new byte[0];

  Street(long seed) {
    Random houses = new Random(seed);
    for (int i = 0; i < 40; i++) {
      int x0 = houses.nextInt(WIDTH);
      int y0 = houses.nextInt(HEIGHT);
      int w = 20 + houses.nextInt(120);
      int h = 20 + houses.nextInt(80);
      int shade = 60 + houses.nextInt(120);
      for (int y = y0; y < Math.min(HEIGHT, y0 + h); y++) {
        for (int x = x0; x < Math.min(WIDTH, x0 + w); x++) {
          grey[y * WIDTH + x] = shade;
        }
      }
    }
  }

  Street empty() {
    return empty(1);
  }

  Street empty(double light) {
    pixels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < grey.length; i++) {
      byte value = (byte) Math.clamp((grey[i] + 40) * light + noise.nextGaussian() * 3, 0, 255);
      pixels[3 * i] = value;
      pixels[3 * i + 1] = value;
      pixels[3 * i + 2] = value;
    }
    return this;
  }

  Street rubbish(int x, int y, int red) {
    return fill(x, y, 40, 40, 0, red);
  }

  Street person(int x, int y) {
    return fill(x, y, 40, 100, 220, 30);
  }

  private Street fill(int x0, int y0, int w, int h, int blue, int red) {
    for (int y = y0; y < y0 + h; y++) {
      for (int x = x0; x < x0 + w; x++) {
        int at = 3 * (y * WIDTH + x);
        pixels[at] = (byte) blue;
        pixels[at + 1] = 20;
        pixels[at + 2] = (byte) red;
      }
    }
    return this;
  }

  Shot at(Instant at) {
    return new Shot(at, pixels, WIDTH, HEIGHT);
  }
}
