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
  private static final int FEWEST_PIXELS = 6;
  private static final double BLIND_FROM = 0.4;
  private static final int RING = 3;
  private static final double MOVING_RING = 0.25;
  private static final double NEW_EDGE = 1.15;
  private static final double EVEN = 0.12;
  private static final double SHADOWED = 0.8;
  private static final double STRONG_CONTRAST = 80;
  private static final double STRONG_EDGE = 60;

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
    List<Blob> blobs =
        Blob.find(
            street.mask, street.small.width, street.small.height, Scene.STILL, 0, FEWEST_PIXELS);
    for (Blob blob : blobs) {
      Box box = street.box(blob, frame);
      double metres = scale.metresPerPixel(box.centreX(), box.bottom());
      double size = Math.max(box.width(), box.height()) * metres;
      if (box.area() == 0 || movesAround(street, blob)) {
        continue;
      }
      Edge edge = edge(street, blob);
      if (edge.now < NEW_EDGE * edge.before || shadow(street, blob)) {
        street.absorb(blob);
      } else if (size >= least && size <= most && !ignored(box, frame)) {
        things.add(
            rules.judge(
                label,
                confidence(street, blob, edge),
                box,
                Map.of(Detection.AREA, box.area() * metres * metres),
                frame.width(),
                frame.height()));
      }
    }
    return things;
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
        byte state = street.mask[y * width + x];
        if ((state & Scene.STILL) == 0) {
          all++;
          moving += (state & Scene.FRONT) != 0 ? 1 : 0;
        }
      }
    }
    return moving > MOVING_RING * all;
  }

  /** Mean steps of brightness and colour across the outline, now and always. */
  private record Edge(double now, double before) {}

  private static Edge edge(Scene street, Blob blob) {
    int width = street.small.width;
    int height = street.small.height;
    double now = 0;
    double before = 0;
    int count = 0;
    for (int[] pair : blob.outline(width, height)) {
      now += street.stepNow(pair[0], pair[1]);
      before += street.stepAlways(pair[0], pair[1]);
      count++;
    }
    return count == 0 ? new Edge(0, 0) : new Edge(now / count, before / count);
  }

  /** Darker by the same part everywhere, in the colour of the ground. */
  private static boolean shadow(Scene street, Blob blob) {
    int shadowed = 0;
    double sum = 0;
    double squares = 0;
    for (int p : blob.pixels()) {
      shadowed += (street.mask[p] & Scene.SHADOW) != 0 ? 1 : 0;
      double ratio = street.recentLuma(p) / Math.max(1, street.alwaysLuma(p));
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / blob.size();
    double deviation = Math.sqrt(Math.max(0, squares / blob.size() - mean * mean));
    return shadowed > SHADOWED * blob.size() && deviation < EVEN * mean;
  }

  private static double confidence(Scene street, Blob blob, Edge edge) {
    double difference = 0;
    for (int p : blob.pixels()) {
      difference += street.difference(p);
    }
    double contrast = Math.min(1, difference / blob.size() / STRONG_CONTRAST);
    double outline = Math.min(1, edge.now / STRONG_EDGE);
    double solid = Math.min(1, blob.fill() / 0.5);
    return 0.3 + 0.7 * (0.45 * contrast + 0.35 * outline + 0.2 * solid);
  }

  @Override
  public void close() {
    scene = null;
  }
}
