package io.yiwang.vision.tracks;

import io.yiwang.vision.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a picture can be believed: it shows the usual view, steadily and in steady light. Not for
 * several threads.
 *
 * <p>A shake shifts the whole picture: the sums of its columns or rows fit those of the usual view
 * much better when they are moved. A change of light makes nearly all tiles brighter, or nearly all
 * darker, than in the picture before. A turned or covered camera shows other edges. What stays so
 * for five minutes is the usual view from then on.
 */
public final class Scene {
  private static final double DARK = 18;
  private static final double FLAT = 6;
  private static final double LIGHT_STEP = 12;
  private static final double LIGHT_SHARE = 0.85;
  private static final int FARTHEST_SHIFT = 12;
  private static final double SAME_VIEW = 0.35;
  private static final double LEARN = 0.05;
  private static final Duration ADOPTED = Duration.ofMinutes(5);

  private double @Nullable [] columns;
  private double[] rows = new double[0];
  private double[] usual = new double[0];
  private @Nullable Sketch before;
  private @Nullable Instant oddSince;
  private byte[] edges = new byte[0];

  /** What can be said of a picture. */
  public enum Verdict {
    STEADY,
    /** The light has changed since the picture before. */
    LIGHT,
    /** The whole picture is shifted. */
    SHAKE,
    /** The camera looks elsewhere, or something large stands before it. */
    MOVED,
    DARK,
    /** Nothing but one colour. */
    BLOCKED,
    /** It has looked elsewhere for so long that this is its view now. */
    ADOPTED
  }

  /** The edges of the last picture, to be compared by {@link #sameView}. */
  public byte[] edges() {
    return edges.clone();
  }

  /** Whether two pictures show the same view. */
  public static boolean sameView(byte[] one, byte[] other) {
    return Sketch.alike(one, other) >= SAME_VIEW;
  }

  public Verdict look(Frame frame) {
    Sketch now = Sketch.of(frame);
    Verdict verdict = judge(now, frame.at());
    before = now;
    edges = now.edges();
    return verdict;
  }

  private Verdict judge(Sketch now, Instant at) {
    if (now.mean < DARK) {
      return Verdict.DARK;
    }
    if (now.deviation < FLAT) {
      return Verdict.BLOCKED;
    }
    double[] known = columns;
    if (known == null) {
      adopt(now);
      return Verdict.STEADY;
    }
    Verdict odd = odd(now, known);
    if (odd != Verdict.STEADY) {
      Instant since = oddSince == null ? at : oddSince;
      oddSince = since;
      if (Duration.between(since, at).compareTo(ADOPTED) < 0) {
        return odd;
      }
      adopt(now);
      return Verdict.ADOPTED;
    }
    oddSince = null;
    boolean lit = before != null && lit(before, now);
    learn(known, now.columns);
    learn(rows, now.rows);
    learn(usual, toDoubles(now.edges()));
    return lit ? Verdict.LIGHT : Verdict.STEADY;
  }

  private Verdict odd(Sketch now, double[] known) {
    if (shifted(known, now.columns) || shifted(rows, now.rows)) {
      return Verdict.SHAKE;
    }
    byte[] expected = toBytes(usual);
    return Sketch.alike(expected, now.edges()) < SAME_VIEW ? Verdict.MOVED : Verdict.STEADY;
  }

  private void adopt(Sketch now) {
    columns = now.columns.clone();
    rows = now.rows.clone();
    usual = toDoubles(now.edges());
    oddSince = null;
  }

  private static double[] toDoubles(byte[] bytes) {
    double[] values = new double[bytes.length];
    Arrays.setAll(values, i -> bytes[i]);
    return values;
  }

  private static byte[] toBytes(double[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.round(values[i]);
    }
    return bytes;
  }

  private static void learn(double[] known, double[] now) {
    for (int i = 0; i < known.length; i++) {
      known[i] += LEARN * (now[i] - known[i]);
    }
  }

  /** Whether nearly all tiles have become brighter, or nearly all darker. */
  private static boolean lit(Sketch before, Sketch now) {
    double step = now.mean - before.mean;
    if (Math.abs(step) < LIGHT_STEP) {
      return false;
    }
    int along = 0;
    for (int i = 0; i < now.tiles.length; i++) {
      if ((now.tiles[i] - before.tiles[i]) * Math.signum(step) > Math.abs(step) / 4) {
        along++;
      }
    }
    return along >= LIGHT_SHARE * now.tiles.length;
  }

  /** Whether the steps of a profile fit the known ones clearly better when they are moved. */
  private static boolean shifted(double[] known, double[] now) {
    double still = misfit(known, now, 0);
    int best = 0;
    double least = still;
    for (int shift = -FARTHEST_SHIFT; shift <= FARTHEST_SHIFT; shift++) {
      double misfit = misfit(known, now, shift);
      if (misfit < least) {
        least = misfit;
        best = shift;
      }
    }
    return Math.abs(best) >= 2 && least < 0.5 * still;
  }

  /** Of the differences of neighbours, so that light counts for nothing. */
  private static double misfit(double[] known, double[] now, int shift) {
    double sum = 0;
    for (int i = FARTHEST_SHIFT + 1; i < known.length - FARTHEST_SHIFT; i++) {
      int j = i + shift;
      sum += Math.abs((known[i] - known[i - 1]) - (now[j] - now[j - 1]));
    }
    return sum;
  }
}
