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

  /** Light changes what is bright by more; so must what is put there. */
  private static final float PROPORTION = 0.1f;

  /** What shade leaves of the light, at least. */
  static final float DARKEST = 0.4f;

  private static final int MOST_FLICKER = 14;

  private static final int MOST_VOTES = 12;
  private static final int ENOUGH_VOTES = 3;

  private final double contrast;
  private final double longSeconds;
  private final double shortSeconds;
  private final double blindFrom;
  private final short settled;
  final Small small;
  private final Steady steady;
  private final short[][] always;
  private final short[][] earlier;
  private final short[][] recent;
  private final byte[] lastLuma;
  private final short[] age;
  private final short[] known;
  private final byte[] votes;
  private final byte[] restless;
  final byte[] mask;
  private final float[] ratios;
  private final byte[][][] learning;
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
    this.settled = (short) Math.min(2 * longSeconds, Short.MAX_VALUE / 2);
    this.small = new Small(frame.width(), frame.height());
    int pixels = small.width * small.height;
    this.steady = new Steady(small.width, small.height);
    this.always = new short[3][pixels];
    this.earlier = new short[3][pixels];
    this.recent = new short[3][pixels];
    this.lastLuma = new byte[pixels];
    this.learning = new byte[LEARNED][][];
    this.age = new short[pixels];
    this.known = new short[pixels];
    this.votes = new byte[pixels];
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

  /** The middle of the first pictures, so that whoever passed in some of them leaves no trace. */
  private void learn() {
    if (pictures == 0) {
      steady.scene(small.luma);
    }
    steady.look(small.luma);
    learning[pictures++] = held();
    if (pictures < LEARNED) {
      return;
    }
    int[] values = new int[LEARNED];
    for (int plane = 0; plane < 3; plane++) {
      for (int p = 0; p < mask.length; p++) {
        for (int i = 0; i < LEARNED; i++) {
          byte value = learning[i][plane][p];
          values[i] = plane == 0 ? value & 0xFF : value;
        }
        Arrays.sort(values);
        always[plane][p] = (short) ((values[LEARNED / 2 - 1] + values[LEARNED / 2]) * ONE / 2);
        earlier[plane][p] = always[plane][p];
        if (plane == 0) {
          restless[p] = (byte) Math.min(40, (values[LEARNED - 2] - values[1]) * RESTLESS / 4);
        }
      }
    }
    Arrays.fill(learning, null);
    Arrays.fill(known, settled);
    System.arraycopy(small.luma, 0, lastLuma, 0, lastLuma.length);
    remembered();
  }

  /** The picture as it would be if nothing shook. */
  private byte[][] held() {
    var held = new byte[3][mask.length];
    for (int p = 0; p < mask.length; p++) {
      int q = shifted(p);
      held[0][p] = small.luma[q];
      held[1][p] = small.blue[q];
      held[2][p] = small.red[q];
    }
    return held;
  }

  private byte[] plane(int plane) {
    return plane == 0 ? small.luma : plane == 1 ? small.blue : small.red;
  }

  private void remembered() {
    byte[] luma = new byte[mask.length];
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
    int y = Math.round((small.luma[q] & 0xFF) / light);
    int b = Math.round(small.blue[q] / light);
    int r = Math.round(small.red[q] / light);
    float rest = rest(p);
    boolean front = differs(always, p, y, b, r, rest);
    if (front && !differs(earlier, p, y, b, r, rest)) {
      swap(p);
      front = false;
    }
    float was = (float) always[0][p] / ONE;
    float darker = y - was;
    boolean coloured = colour(always, p, b, r) > 0.7f * rest;
    byte state = front ? FRONT : 0;
    if (front && !coloured && darker < 0 && y > DARKEST * was) {
      state |= SHADOW;
    }
    state |= still(p, y, b, r, front, rest, elapsed, enough);
    mask[p] = state;
    int flicker = Math.min(Math.abs(y - (lastLuma[p] & 0xFF)), MOST_FLICKER) * RESTLESS;
    restless[p] += (byte) ((Math.min(flicker, 120) - restless[p]) / 16);
    lastLuma[p] = (byte) Math.clamp(y, 0, 255);
    if (!front && known[p] < settled) {
      known[p] += (short) elapsed;
    }
    if (!front && step) {
      always[0][p] += (short) ((y * ONE - always[0][p]) / 16);
      always[1][p] += (short) ((b * ONE - always[1][p]) / 16);
      always[2][p] += (short) ((r * ONE - always[2][p]) / 16);
    }
  }

  /** How far this pixel must be from what was always there. */
  private float rest(int p) {
    float least = Math.max((float) contrast / light, PROPORTION * always[0][p] / ONE);
    return Math.max(least, 3f * restless[p] / RESTLESS);
  }

  private static boolean differs(short[][] from, int p, int y, int b, int r, float rest) {
    return Math.abs(y - (float) from[0][p] / ONE) > rest || colour(from, p, b, r) > 0.7f * rest;
  }

  private static float colour(short[][] from, int p, int b, int r) {
    return Math.abs(b - (float) from[1][p] / ONE) + Math.abs(r - (float) from[2][p] / ONE);
  }

  private void swap(int p) {
    known[p] = settled;
    for (int plane = 0; plane < 3; plane++) {
      short value = always[plane][p];
      always[plane][p] = earlier[plane][p];
      earlier[plane][p] = value;
    }
  }

  /** Whether what is recent here has been so for long enough and is not what was always there. */
  private byte still(
      int p, int y, int b, int r, boolean front, float rest, int elapsed, int enough) {
    boolean same =
        Math.abs(y - recent[0][p]) <= rest
            && Math.abs(b - recent[1][p]) + Math.abs(r - recent[2][p]) <= rest;
    if (!front) {
      age[p] /= 2;
      votes[p] = 0;
    } else if (same) {
      age[p] = (short) Math.min(age[p] + elapsed, 2 * enough);
      recent[0][p] += (short) ((y - recent[0][p]) / 4);
      recent[1][p] += (short) ((b - recent[1][p]) / 4);
      recent[2][p] += (short) ((r - recent[2][p]) / 4);
    } else if (age[p] > elapsed && age[p] >= enough) {
      age[p] -= (short) elapsed;
    } else {
      age[p] = 0;
      recent[0][p] = (short) y;
      recent[1][p] = (short) b;
      recent[2][p] = (short) r;
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

  /**
   * Whether it is a thing by what was found in this picture and those before: once it was held to
   * be one several times, one picture alone does not change that, and later nothing but its going.
   */
  boolean vote(Blob blob, boolean thing) {
    int sum = 0;
    for (int p : blob.pixels()) {
      sum += votes[p];
      if (votes[p] < MOST_VOTES) {
        votes[p] = (byte) Math.max(0, votes[p] + (thing ? 1 : -2));
      }
    }
    return thing || sum > ENOUGH_VOTES * blob.size();
  }

  /**
   * From now on this was always so.
   *
   * @param thing whether something was taken away or came for good; what was there is then
   *     remembered, and no news when it shows again. Else only the light is another.
   */
  void absorb(Blob blob, boolean thing) {
    for (int p : blob.pixels()) {
      boolean replaced = thing && known[p] >= settled;
      if (replaced) {
        known[p] = 0;
      }
      for (int plane = 0; plane < 3; plane++) {
        if (replaced) {
          earlier[plane][p] = always[plane][p];
        }
        always[plane][p] =
            (short) Math.clamp(recent[plane][p] * ONE, Short.MIN_VALUE, Short.MAX_VALUE);
      }
      age[p] = 0;
      votes[p] = 0;
      mask[p] = 0;
    }
  }

  /** Brightness that stands there now, in the light of always, without whoever passes by. */
  float nowLuma(int p) {
    return (mask[p] & STILL) != 0 ? recent[0][p] : (small.luma[shifted(p)] & 0xFF) / light;
  }

  /** How much brightness changes from picture to picture. */
  float noise(int p) {
    return (float) restless[p] / RESTLESS;
  }

  /** Brightness that was always there. */
  float alwaysLuma(int p) {
    return (float) always[0][p] / ONE;
  }

  /** Difference of colour (plane 1 blue, 2 red) that stands there now, in the light of always. */
  float nowColour(int p, int plane) {
    return (mask[p] & STILL) != 0 ? recent[plane][p] : plane(plane)[shifted(p)] / light;
  }

  float alwaysColour(int p, int plane) {
    return (float) always[plane][p] / ONE;
  }

  /** How far what stands there is from what was always there, in brightness and colour. */
  float difference(int p) {
    return Math.abs(recent[0][p] - alwaysLuma(p))
        + Math.abs(recent[1][p] - alwaysColour(p, 1))
        + Math.abs(recent[2][p] - alwaysColour(p, 2));
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
