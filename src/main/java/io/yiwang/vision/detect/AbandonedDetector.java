package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things that were put down and stay: what stands still in front of what was always there, has a
 * size within bounds, is no shadow, is no part of somebody who moves, and has an edge that the
 * ground had not. What shows the ground where a thing was taken away has less edge than before; it
 * belongs to the scene from then on. While the picture tells nothing (shake, blinding light), what
 * was there before is repeated.
 */
final class AbandonedDetector implements Detector {
  private static final int FEWEST_PIXELS = 12;
  private static final int FEWEST_ACROSS = 3;
  private static final double BLIND_FROM = 0.4;
  private static final int RING = 3;
  private static final double MOVING_RING = 0.25;

  /** Pieces of one thing are not farther apart, metres. */
  private static final double TOGETHER = 0.2;

  private static final double STRONG_CONTRAST = 0.5;
  private static final double DARK = 8;
  private static final double STRONG_EDGE = 0.4;

  private final Manifest manifest;
  private final String label;
  private final MatterRules rules;
  private final GroundScale scale;
  private final double least;
  private final double most;
  private @Nullable Scene scene;
  private List<Detection> last = List.of();

  AbandonedDetector(Manifest manifest, String label, MatterRules rules, GroundScale scale) {
    this.manifest = manifest;
    this.label = label;
    this.rules = rules;
    this.scale = scale;
    this.least = manifest.setting("least-metres", 0.1);
    this.most = manifest.setting("most-metres", 1.2);
  }

  @Override
  public List<Detection> detect(Frame frame) {
    Scene street = scene;
    if (street == null || !street.small.fits(frame)) {
      street =
          new Scene(
              frame,
              manifest.setting("contrast", 14),
              manifest.setting("long-minutes", 30) * 60,
              manifest.setting("short-seconds", 20),
              BLIND_FROM);
      scene = street;
      last = List.of();
    }
    if (street.look(frame)) {
      last = things(street, frame);
    }
    return last;
  }

  private List<Detection> things(Scene street, Frame frame) {
    List<Detection> things = new ArrayList<>();
    for (Blob blob :
        Blob.joined(pieces(street), piece -> TOGETHER / metres(street, frame, piece))) {
      Box box = street.box(blob, frame);
      double metres = scale.metresPerPixel(box.centreX(), box.bottom());
      double size = Math.max(box.width(), box.height()) * metres;
      if (size >= least
          && size <= most
          && Math.min(blob.width(), blob.height()) >= FEWEST_ACROSS
          && !ignored(box, frame)) {
        things.add(
            rules.judge(
                label,
                confidence(street, blob),
                box,
                Map.of(Detection.AREA, box.area() * metres * metres),
                frame.width(),
                frame.height()));
      }
    }
    return things;
  }

  /** Metres to a pixel of what the scene works on. */
  private double metres(Scene street, Frame frame, Blob blob) {
    Box box = street.box(blob, frame);
    return street.small.factor * scale.metresPerPixel(box.centreX(), box.bottom());
  }

  /** What stands there that is new and no light; the rest belongs to the scene from now on. */
  private static List<Blob> pieces(Scene street) {
    List<Blob> pieces = new ArrayList<>();
    for (Blob blob :
        Blob.find(
            street.mask, street.small.width, street.small.height, Scene.STILL, 0, FEWEST_PIXELS)) {
      if (!movesAround(street, blob)) {
        Structure structure = Structure.of(street, blob);
        if (street.vote(blob, structure.isNew())) {
          pieces.add(blob);
        } else {
          street.absorb(blob, !structure.lit());
        }
      }
    }
    return pieces;
  }

  private boolean ignored(Box box, Frame frame) {
    return rules.ignored(box, frame.width(), frame.height());
  }

  /** Whether somebody moves right beside it: then it may be a part of them. */
  private static boolean movesAround(Scene street, Blob blob) {
    int width = street.small.width;
    int height = street.small.height;
    int moving = 0;
    int all = 0;
    for (int y = Math.max(0, blob.top() - RING);
        y <= Math.min(height - 1, blob.bottom() + RING);
        y++) {
      for (int x = Math.max(0, blob.left() - RING);
          x <= Math.min(width - 1, blob.right() + RING);
          x++) {
        boolean inside =
            x >= blob.left() && x <= blob.right() && y >= blob.top() && y <= blob.bottom();
        byte state = street.mask[y * width + x];
        if (!inside && (state & Scene.STILL) == 0) {
          all++;
          moving += (state & Scene.FRONT) != 0 ? 1 : 0;
        }
      }
    }
    return moving > MOVING_RING * all;
  }

  private static double confidence(Scene street, Blob blob) {
    double difference = 0;
    for (int p : blob.pixels()) {
      difference += street.difference(p) / (street.alwaysLuma(p) + DARK);
    }
    double contrast = Math.min(1, difference / blob.size() / STRONG_CONTRAST);
    double outline = Math.min(1, Structure.of(street, blob).fresh() / STRONG_EDGE);
    double solid = Math.min(1, blob.fill() / 0.5);
    return 0.3 + 0.7 * (0.45 * contrast + 0.35 * outline + 0.2 * solid);
  }

  @Override
  public void close() {
    scene = null;
  }
}
