package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.View;
import io.yiwang.vision.ZoneKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Water standing on the road. It makes the ground another colour or brightness and, for its size,
 * smoother than the dry ground was: roughness is the mean step of brightness in a cell of eight by
 * eight pixels, divided by the cell's brightness so that a shadow, which only darkens, stays as
 * rough. Looked for on the roadway drawn for the camera, else on the lower half of the picture.
 */
final class PondingDetector implements Detector {
  private static final int CELL = 8;
  private static final byte WET = 1;
  private static final int LEARNED = 8;
  private static final int LOOKS = 3;
  private static final int EARLIER = 2;
  private static final float CHANGED = 9;
  private static final double MORE = 1.15;
  private static final float BASE = 16;
  private static final double BLIND_FROM = 0.7;

  private final Manifest manifest;
  private final MatterRules rules;
  private final View view;
  private final GroundScale scale;
  private @Nullable Small small;
  private Cells now = new Cells(0);
  private Cells dry = new Cells(0);
  private byte[] wet = {};
  private int[] looks = {};
  private float[][] roughs = {};
  private int turn;
  private int across;
  private int pictures;
  private float light = 1;
  private @Nullable Instant before;
  private List<Detection> last = List.of();

  PondingDetector(Manifest manifest, MatterRules rules, View view, GroundScale scale) {
    this.manifest = manifest;
    this.rules = rules;
    this.view = view;
    this.scale = scale;
  }

  /** Brightness, two differences of colour and roughness of each cell. */
  private record Cells(float[] bright, float[] blue, float[] red, float[] rough) {
    Cells(int count) {
      this(new float[count], new float[count], new float[count], new float[count]);
    }
  }

  @Override
  public List<Detection> detect(Frame frame) {
    Small picture = small;
    if (picture == null || !picture.fits(frame)) {
      picture = start(frame);
    }
    picture.fill(frame);
    measure(picture);
    double seconds = before == null ? 0 : (frame.at().toEpochMilli() - before.toEpochMilli()) / 1e3;
    before = frame.at();
    if (pictures < LEARNED) {
      learn(1.0f / ++pictures, false);
    } else if (compare()) {
      last = puddles(picture, frame);
      double minutes = manifest.setting("long-minutes", 240);
      learn((float) Math.min(0.1, seconds / (60 * minutes)), true);
    }
    return last;
  }

  private Small start(Frame frame) {
    var picture = new Small(frame.width(), frame.height());
    across = picture.width / CELL;
    int count = across * (picture.height / CELL);
    now = new Cells(count);
    dry = new Cells(count);
    wet = new byte[count];
    looks = new int[count];
    roughs = new float[EARLIER][count];
    pictures = 0;
    last = List.of();
    small = picture;
    return picture;
  }

  private void measure(Small picture) {
    turn = (turn + 1) % EARLIER;
    for (int cell = 0; cell < wet.length; cell++) {
      int bright = 0;
      int blue = 0;
      int red = 0;
      int steps = 0;
      int corner = cell / across * CELL * picture.width + cell % across * CELL;
      for (int y = 0; y < CELL; y++) {
        for (int x = 0; x < CELL; x++) {
          int p = corner + y * picture.width + x;
          int here = picture.luma[p] & 0xFF;
          bright += here;
          blue += picture.blue[p];
          red += picture.red[p];
          if (x + 1 < CELL && y + 1 < CELL) {
            steps += Math.abs(here - (picture.luma[p + 1] & 0xFF));
            steps += Math.abs(here - (picture.luma[p + picture.width] & 0xFF));
          }
        }
      }
      now.bright[cell] = bright / 64f;
      now.blue[cell] = blue / 64f;
      now.red[cell] = red / 64f;
      smooth(cell, steps / 98f / (now.bright[cell] + BASE));
    }
  }

  /** Drops that fall roughen water for a moment, and whoever passes roughens everything. */
  private void smooth(int cell, float rough) {
    float least = rough;
    for (float[] earlier : roughs) {
      least = earlier[cell] > 0 ? Math.min(least, earlier[cell]) : least;
    }
    now.rough[cell] = least;
    roughs[turn][cell] = rough;
  }

  private void learn(float part, boolean onlyDry) {
    for (int cell = 0; cell < wet.length; cell++) {
      if (!onlyDry || looks[cell] == 0) {
        dry.bright[cell] += part * (now.bright[cell] - dry.bright[cell]);
        dry.blue[cell] += part * (now.blue[cell] - dry.blue[cell]);
        dry.red[cell] += part * (now.red[cell] - dry.red[cell]);
        dry.rough[cell] += part * (now.rough[cell] - dry.rough[cell]);
      }
    }
  }

  private boolean compare() {
    double smoother = manifest.setting("smoother", 0.7);
    light = light();
    int changed = 0;
    for (int cell = 0; cell < wet.length; cell++) {
      float bright = Math.abs(now.bright[cell] - light * dry.bright[cell]);
      float colour =
          Math.abs(now.blue[cell] - light * dry.blue[cell])
              + Math.abs(now.red[cell] - light * dry.red[cell]);
      boolean other = bright + colour > CHANGED;
      boolean water = other && now.rough[cell] < smoother * dry.rough[cell];
      changed += other ? 1 : 0;
      looks[cell] = water ? Math.min(looks[cell] + 1, 2 * LOOKS) : Math.max(0, looks[cell] - 1);
      wet[cell] = looks[cell] >= LOOKS ? WET : 0;
    }
    return changed < BLIND_FROM * wet.length;
  }

  private float light() {
    float[] ratios = new float[wet.length];
    for (int cell = 0; cell < wet.length; cell++) {
      ratios[cell] = (now.bright[cell] + 1) / (dry.bright[cell] + 1);
    }
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }

  private List<Detection> puddles(Small picture, Frame frame) {
    boolean drawn = view.zones(ZoneKind.ROADWAY).findAny().isPresent();
    int down = wet.length / across;
    for (int cell = 0; cell < wet.length; cell++) {
      double x = (cell % across + 0.5) / across;
      double y = (cell / across + 0.5) / down;
      boolean road = drawn ? view.zones(ZoneKind.ROADWAY).anyMatch(z -> z.contains(x, y)) : y > 0.5;
      wet[cell] = road ? wet[cell] : 0;
    }
    List<Detection> puddles = new ArrayList<>();
    for (Blob blob : Blob.find(wet, across, down, WET, 0, 2)) {
      double side = (double) CELL * picture.factor;
      Box box =
          new Box(blob.left() * side, blob.top() * side, blob.width() * side, blob.height() * side)
              .within(frame.width(), frame.height());
      double metres = scale.metresPerPixel(box.centreX(), box.centreY());
      double area = blob.size() * side * side * metres * metres * FORESHORTENED;
      if (area >= manifest.setting("least-square-metres", 4)
          && standsOut(blob, down)
          && !rules.ignored(box, frame.width(), frame.height())) {
        puddles.add(
            rules.judge(
                "ponding",
                confidence(blob),
                box,
                Map.of(Detection.AREA, area),
                frame.width(),
                frame.height()));
      }
    }
    return puddles;
  }

  /** Roughness now to dry, the mean of its cells. */
  private double smoothness(Blob blob) {
    double sum = 0;
    for (int cell : blob.pixels()) {
      sum += smoothness(cell);
    }
    return sum / blob.size();
  }

  private double smoothness(int cell) {
    return Math.min(2, now.rough[cell] / Math.max(1e-4, dry.rough[cell]));
  }

  /**
   * Whether it is smoother than the cells round it have become, as haze and rain smooth the whole
   * picture, and differs from them more than it did before: shade that is gone leaves no step.
   */
  private boolean standsOut(Blob blob, int down) {
    int[] ring = ring(blob, down);
    if (ring.length == 0) {
      return true;
    }
    double about = Arrays.stream(ring).mapToDouble(this::smoothness).average().orElse(1);
    double step = step(now, blob.pixels(), ring);
    double before = light * step(dry, blob.pixels(), ring);
    return smoothness(blob) < manifest.setting("smoother", 0.7) * Math.min(1, about)
        && step > CHANGED
        && step > MORE * before;
  }

  private int[] ring(Blob blob, int down) {
    List<Integer> ring = new ArrayList<>();
    for (int y = Math.max(0, blob.top() - 1); y <= Math.min(down - 1, blob.bottom() + 1); y++) {
      for (int x = Math.max(0, blob.left() - 1); x <= Math.min(across - 1, blob.right() + 1); x++) {
        if (looks[y * across + x] == 0) {
          ring.add(y * across + x);
        }
      }
    }
    return ring.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How far some cells are from others in brightness and colour, on the average. */
  private static double step(Cells of, int[] some, int[] others) {
    return Math.abs(mean(of.bright, some) - mean(of.bright, others))
        + Math.abs(mean(of.blue, some) - mean(of.blue, others))
        + Math.abs(mean(of.red, some) - mean(of.red, others));
  }

  private static double mean(float[] of, int[] cells) {
    return Arrays.stream(cells).mapToDouble(cell -> of[cell]).average().orElse(0);
  }

  /** A square metre lying flat looks lower than one that stands; the mast's usual slant. */
  private static final double FORESHORTENED = 2.5;

  private double confidence(Blob blob) {
    return Math.clamp(0.35 + 0.45 * (1 - smoothness(blob)) + 0.2 * blob.fill(), 0, 1);
  }

  @Override
  public void close() {
    small = null;
  }
}
