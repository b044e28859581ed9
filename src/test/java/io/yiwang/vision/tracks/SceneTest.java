package io.yiwang.vision.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Frame;
import io.yiwang.vision.tracks.Scene.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SceneTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private final Scene scene = new Scene();
  private final Random random = new Random(11);
  private Instant at = Instant.parse("2026-11-24T00:00:00Z");

  /** A street of rectangles, from its seed; moved, lit and with the noise of a sensor. */
  private byte[] street(long seed, int dx, int dy, double light) {
    Random houses = new Random(seed);
    int[] grey = new int[WIDTH * HEIGHT];
    Arrays.fill(grey, 110);
    for (int k = 0; k < 40; k++) {
      int x0 = houses.nextInt(WIDTH);
      int y0 = houses.nextInt(HEIGHT);
      int w = 20 + houses.nextInt(120);
      int h = 20 + houses.nextInt(80);
      int shade = 40 + houses.nextInt(160);
      for (int y = Math.max(0, y0 + dy); y < Math.min(HEIGHT, y0 + h + dy); y++) {
        for (int x = Math.max(0, x0 + dx); x < Math.min(WIDTH, x0 + w + dx); x++) {
          grey[y * WIDTH + x] = shade;
        }
      }
    }
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < grey.length; i++) {
      int value = (int) Math.clamp(grey[i] * light + random.nextGaussian() * 4, 0, 255);
      pixels[3 * i] = pixels[3 * i + 1] = pixels[3 * i + 2] = (byte) value;
    }
    return pixels;
  }

  private void rectangle(byte[] pixels, int x0, int y0, int w, int h, int shade) {
    for (int y = y0; y < Math.min(HEIGHT, y0 + h); y++) {
      for (int x = x0; x < Math.min(WIDTH, x0 + w); x++) {
        int i = 3 * (y * WIDTH + x);
        pixels[i] = pixels[i + 1] = pixels[i + 2] = (byte) shade;
      }
    }
  }

  private Verdict look(byte[] pixels) {
    at = at.plusSeconds(10);
    return scene.look(new Frame("c", at, WIDTH, HEIGHT, pixels));
  }

  private void settle() {
    for (int i = 0; i < 10; i++) {
      assertThat(look(street(1, 0, 0, 1))).isEqualTo(Verdict.STEADY);
    }
  }

  @Test
  void aStreetWithPassersByIsSteady() {
    settle();
    for (int i = 0; i < 100; i++) {
      byte[] pixels = street(1, 0, 0, 1);
      rectangle(pixels, (i * 37) % 600, 120, 30, 90, 20);
      rectangle(pixels, (i * 53) % 500, 200, 110, 60, 230);
      assertThat(look(pixels)).isEqualTo(Verdict.STEADY);
    }
  }

  @Test
  void shakesOfAFewPixelsAreRecognised() {
    settle();
    for (int[] by : new int[][] {{6, 0}, {-8, 2}, {0, 7}, {12, -9}, {-20, 0}}) {
      assertThat(look(street(1, by[0], by[1], 1))).isEqualTo(Verdict.SHAKE);
      assertThat(look(street(1, 0, 0, 1))).isEqualTo(Verdict.STEADY);
    }
  }

  @Test
  void aChangeOfLightIsToldAndThenIsTheLight() {
    settle();
    assertThat(look(street(1, 0, 0, 1.4))).isEqualTo(Verdict.LIGHT);
    assertThat(look(street(1, 0, 0, 1.4))).isEqualTo(Verdict.STEADY);
    assertThat(look(street(1, 0, 0, 0.9))).isEqualTo(Verdict.LIGHT);
    assertThat(look(street(1, 0, 0, 0.9))).isEqualTo(Verdict.STEADY);
  }

  @Test
  void darkAndCoveredCamerasSeeNothing() {
    settle();
    assertThat(look(street(1, 0, 0, 0.08))).isEqualTo(Verdict.DARK);
    byte[] covered = street(1, 0, 0, 1);
    rectangle(covered, 0, 0, WIDTH, HEIGHT, 90);
    assertThat(look(covered)).isEqualTo(Verdict.BLOCKED);
    assertThat(look(street(1, 0, 0, 1))).isEqualTo(Verdict.STEADY);
  }

  @Test
  void aTurnedCameraHasMovedAndItsNewViewIsAdoptedAfterFiveMinutes() {
    settle();
    byte[] before = scene.edges();
    for (int i = 0; i < 30; i++) {
      assertThat(look(street(2, 0, 0, 1))).isEqualTo(Verdict.MOVED);
    }
    assertThat(Scene.sameView(before, scene.edges())).isFalse();
    assertThat(look(street(2, 0, 0, 1))).isEqualTo(Verdict.ADOPTED);
    assertThat(look(street(2, 0, 0, 1))).isEqualTo(Verdict.STEADY);
    assertThat(look(street(1, 0, 0, 1))).isEqualTo(Verdict.MOVED);
    assertThat(Scene.sameView(before, scene.edges())).isTrue();
  }
}
