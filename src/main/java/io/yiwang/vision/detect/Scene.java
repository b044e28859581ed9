package io.yiwang.vision.detect;

import io.yiwang.vision.Frame;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A street without what comes and goes, kept as two backgrounds: the long one is what is always
 * there, the short one what has been there for some seconds. What differs from the long one is in
 * front; what is in front and the same as the short one stands still. Shake is taken out by {@link
 * Steady}, a change of light by the middle ratio of brightness; each pixel keeps how restless it is
 * (trees, rain), and must differ by more than that.
 */
final class Scene {
  /** In front of the long background. */
  static final byte FRONT = 1;

  /** Darker than the long background but of its colour. */
  static final byte SHADOW = 2;

  /** In front and standing still. */
  static final byte STILL = 4;

  private static final int LEARNED = 8;
  private static final int ONE = 64;
  private static final int STEPS = 64;
  private static final int RESTLESS = 8;
  private static final double LONGEST_GAP = 120;
  private static final int BLIND_PATIENCE = 6;

  private final double contrast;
  private final double longSeconds;
  private final double shortSeconds;
  private final double blindFrom;
  final Small small;
  private final Steady steady;
  private final short[][] always;
  private final byte[][] recent;
  private final short[] age;
  private final byte[] restless;
  final byte[] mask;
  private final float[] ratios;
  private int pictures;
  private int blind;
  private double untilStep;
  private float light = 1;
  private @Nullable Instant before;

  Scene(Frame frame, double contrast, double longSeconds, double shortSeconds, double blindFrom) {
    this.contrast = contrast;
    this.longSeconds = longSeconds;
    this.shortSeconds = shortSeconds;
    this.blindFrom = blindFrom;
    this.small = new Small(frame.width(), frame.height());
    int pixels = small.width * small.height;
    this.steady = new Steady(small.width, small.height);
    this.always = new short[3][pixels];
    this.recent = new byte[3][pixels];
    this.age = new short[pixels];
    this.restless = new byte[pixels];
    this.mask = new byte[pixels];
    this.ratios = new float[pixels / 61 + 1];
  }

  /**
   * Whether the picture could be told from the scene; if not, nothing is known about this moment.
   */
  boolean look(Frame frame) {
    small.fill(frame);
    double seconds = before == null ? 0 : (frame.at().toEpochMilli() - before.toEpochMilli()) / 1e3;
    before = frame.at();
    if (pictures < LEARNED) {
      learn();
      return false;
    }
    steady.look(small.luma);
    light = light();
    compare(Math.clamp(seconds, 0, LONGEST_GAP));
    return seen();
  }

  private void learn() {
    pictures++;
    for (int plane = 0; plane < 3; plane++) {
      byte[] now = plane(plane);
      short[] long1 = always[plane];
      for (int p = 0; p < now.length; p++) {
        int value = (plane == 0 ? now[p] & 0xFF : now[p]) * ONE;
        int off = value - long1[p];
        if (plane == 0 && pictures > 1) {
          int step = Math.min(Math.abs(off) * RESTLESS / ONE, 40);
          restless[p] = (byte) Math.max(restless[p], Math.min(step / 3, 40));
        }
        long1[p] += (short) (off / pictures);
      }
    }
    if (pictures == LEARNED) {
      remembered();
    }
  }

  private byte[] plane(int plane) {
    return plane == 0 ? small.luma : plane == 1 ? small.blue : small.red;
  }

  private void remembered() {
    byte[] luma = recent[0].clone();
    for (int p = 0; p < luma.length; p++) {
      luma[p] = (byte) (always[0][p] / ONE);
    }
    steady.scene(luma);
  }

  /** The middle of the ratios of brightness now and always. */
  private float light() {
    int count = 0;
    for (int p = 0; p < mask.length && count < ratios.length; p += 61) {
      int was = always[0][p] / ONE;
      if (was > 16) {
        ratios[count++] = (float) (small.luma[p] & 0xFF) / was;
      }
    }
    Arrays.sort(ratios, 0, count);
    float middle = count == 0 ? 1 : Math.clamp(ratios[count / 2], 0.25f, 4f);
    return Math.abs(middle - 1) < 0.03f ? 1 : middle;
  }

  private void compare(double seconds) {
    int elapsed = (int) Math.round(seconds * 2);
    int enough = (int) Math.round(shortSeconds * 2);
    untilStep -= seconds;
    boolean step = untilStep <= 0;
    if (step) {
      untilStep = longSeconds / STEPS;
    }
    for (int y = 0, p = 0; y < small.height; y++) {
      int row = y + steady.down;
      for (int x = 0; x < small.width; x++, p++) {
        int column = x + steady.across;
        if (row < 0 || row >= small.height || column < 0 || column >= small.width) {
          mask[p] = 0;
        } else {
          pixel(p, row * small.width + column, elapsed, enough, step);
        }
      }
    }
    if (step) {
      remembered();
    }
  }

  private void pixel(int p, int q, int elapsed, int enough, boolean step) {
    int y = small.luma[q] & 0xFF;
    int b = small.blue[q];
    int r = small.red[q];
    float was = always[0][p] * light / ONE;
    float darker = y - was;
    float bright = Math.abs(darker);
    float colour =
        Math.abs(b - always[1][p] * light / ONE) + Math.abs(r - always[2][p] * light / ONE);
    float rest = Math.max((float) contrast, 3f * restless[p] / RESTLESS);
    boolean coloured = colour > 0.7f * rest;
    boolean front = bright > rest || coloured;
    byte state = front ? FRONT : 0;
    if (front && !coloured && darker < 0 && y > 0.4f * was) {
      state |= SHADOW;
    }
    state |= still(p, y, b, r, front, rest, elapsed, enough);
    mask[p] = state;
    int limited = (int) Math.min(bright * RESTLESS, 120);
    if (!front) {
      restless[p] += (byte) ((limited - restless[p]) / 16);
      if (step) {
        always[0][p] += (short) ((y * ONE - always[0][p]) / 16);
        always[1][p] += (short) ((b * ONE - always[1][p]) / 16);
        always[2][p] += (short) ((r * ONE - always[2][p]) / 16);
      }
    } else if ((state & STILL) == 0 && (p + pictures & 63) == 0) {
      restless[p] += (byte) ((limited - restless[p]) / 8);
    }
  }

  /** Whether what is recent here has been so for long enough and is not what was always there. */
  private byte still(
      int p, int y, int b, int r, boolean front, float rest, int elapsed, int enough) {
    int off =
        Math.abs(y - (recent[0][p] & 0xFF))
            + Math.abs(b - recent[1][p])
            + Math.abs(r - recent[2][p]);
    if (!front) {
      age[p] /= 2;
    } else if (off <= rest) {
      age[p] = (short) Math.min(age[p] + elapsed, 2 * enough);
    } else if (age[p] > elapsed && age[p] >= enough) {
      age[p] -= (short) elapsed;
    } else {
      age[p] = 0;
      recent[0][p] = (byte) y;
      recent[1][p] = (byte) b;
      recent[2][p] = (byte) r;
    }
    return age[p] >= enough ? STILL : 0;
  }

  private boolean seen() {
    int front = 0;
    for (byte state : mask) {
      front += (state & (FRONT | SHADOW)) == FRONT ? 1 : 0;
    }
    if (front < blindFrom * mask.length) {
      blind = 0;
      return true;
    }
    if (++blind >= BLIND_PATIENCE) {
      forget();
    }
    return false;
  }

  /** The camera looks somewhere else, or a lamp was switched: everything is learned anew. */
  private void forget() {
    pictures = 0;
    blind = 0;
    for (short[] plane : always) {
      Arrays.fill(plane, (short) 0);
    }
    Arrays.fill(age, (short) 0);
    Arrays.fill(restless, (byte) 0);
    Arrays.fill(mask, (byte) 0);
  }

  /** From now on this was always so. */
  void absorb(Blob blob) {
    for (int p : blob.pixels()) {
      for (int plane = 0; plane < 3; plane++) {
        int value = plane == 0 ? recent[0][p] & 0xFF : recent[plane][p];
        always[plane][p] =
            (short) Math.clamp(Math.round(value * ONE / light), Short.MIN_VALUE, Short.MAX_VALUE);
      }
      age[p] = 0;
      mask[p] = 0;
    }
  }

  /** Brightness that stands there now, without whoever passes in front of it. */
  int recentLuma(int p) {
    return (mask[p] & STILL) != 0 ? recent[0][p] & 0xFF : small.luma[shifted(p)] & 0xFF;
  }

  /** The step in brightness and colour from here to there, now. */
  int stepNow(int p, int q) {
    return Math.abs(recentLuma(p) - recentLuma(q))
        + Math.abs(recentColour(p, 1) - recentColour(q, 1))
        + Math.abs(recentColour(p, 2) - recentColour(q, 2));
  }

  private int recentColour(int p, int plane) {
    return (mask[p] & STILL) != 0 ? recent[plane][p] : plane(plane)[shifted(p)];
  }

  /** The step that was always there, in the light of now. */
  float stepAlways(int p, int q) {
    int sum = 0;
    for (short[] plane : always) {
      sum += Math.abs(plane[p] - plane[q]);
    }
    return sum * light / ONE;
  }

  /** Brightness that was always there, in the light of now. */
  float alwaysLuma(int p) {
    return always[0][p] * light / ONE;
  }

  /** How far what stands there is from what was always there, in brightness and colour. */
  float difference(int p) {
    return Math.abs((recent[0][p] & 0xFF) - alwaysLuma(p))
        + Math.abs(recent[1][p] - always[1][p] * light / ONE)
        + Math.abs(recent[2][p] - always[2][p] * light / ONE);
  }

  private int shifted(int p) {
    int x = Math.clamp(p % small.width + steady.across, 0, small.width - 1);
    int y = Math.clamp(p / small.width + steady.down, 0, small.height - 1);
    return y * small.width + x;
  }

  /** A blob's box in pixels of the frame as it is now, shake included. */
  io.yiwang.vision.Box box(Blob blob, Frame frame) {
    int f = small.factor;
    return new io.yiwang.vision.Box(
            (double) (blob.left() + steady.across) * f,
            (double) (blob.top() + steady.down) * f,
            (double) blob.width() * f,
            (double) blob.height() * f)
        .within(frame.width(), frame.height());
  }
}
