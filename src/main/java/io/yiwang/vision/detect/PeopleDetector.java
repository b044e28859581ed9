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
 * Counts people by what is in front of the empty scene, without knowing who: a patch as tall as a
 * person at its place is one, a larger patch as many as would fill it. It works from far away and
 * in crowds, where a person alone has too few pixels for a model; cars and trees are told by their
 * shape, and told badly where they stand close to people.
 */
final class PeopleDetector implements Detector {
  static final String PERSON = "person";

  private static final int FEWEST_PIXELS = 12;
  private static final double BLIND_FROM = 0.85;
  private static final double TALL = 1.7;
  private static final double WIDE = 0.55;
  private static final double LEAST_TALL = 1.0;
  private static final double MOST_TALL = 2.4;

  /** How much of its box a person fills. */
  private static final double FILL = 0.62;

  private static final double SHORT_SECONDS = 600;

  private final Manifest manifest;
  private final MatterRules rules;
  private final GroundScale scale;
  private @Nullable Scene scene;
  private List<Detection> last = List.of();

  PeopleDetector(Manifest manifest, MatterRules rules, GroundScale scale) {
    this.manifest = manifest;
    this.rules = rules;
    this.scale = scale;
  }

  @Override
  public List<Detection> detect(Frame frame) {
    Scene street = scene;
    if (street == null || !street.small.fits(frame)) {
      street =
          new Scene(
              frame,
              manifest.setting("contrast", 16),
              manifest.setting("long-minutes", 20) * 60,
              SHORT_SECONDS,
              BLIND_FROM);
      scene = street;
      last = List.of();
    }
    if (street.look(frame)) {
      last = people(street, frame);
    }
    return last;
  }

  private List<Detection> people(Scene street, Frame frame) {
    List<Detection> seen = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    List<Blob> blobs =
        Blob.find(
            street.mask,
            street.small.width,
            street.small.height,
            Scene.FRONT,
            Scene.SHADOW | Scene.STILL,
            FEWEST_PIXELS);
    for (Blob blob : blobs) {
      Box box = street.box(blob, frame);
      if (box.area() > 0 && !rules.ignored(box, frame.width(), frame.height())) {
        persons(street, blob, box, boxes);
      }
    }
    for (Box box : boxes) {
      seen.add(rules.judge(PERSON, likeness(box), box, Map.of(), frame.width(), frame.height()));
    }
    double crowdedAt = manifest.setting("crowded-at", Crowd.CROWDED_AT);
    seen.add(Crowd.detection(boxes, frame, scale, crowdedAt, rules));
    return seen;
  }

  private void persons(Scene street, Blob blob, Box box, List<Box> boxes) {
    double metres = scale.metresPerPixel(box.centreX(), box.bottom());
    double tall = box.height() * metres;
    double wide = box.width() * metres;
    double factor = street.small.factor * metres;
    double area = blob.size() * factor * factor;
    boolean lying = wide > 1.6 * tall && tall < 1.9;
    if (tall < LEAST_TALL || wide < 0.2 || lying) {
      return;
    }
    int count = (int) Math.max(1, Math.round(area / (TALL * WIDE * FILL)));
    int columns = (int) Math.clamp(Math.round(wide / (WIDE * 1.1)), 1, count);
    int rows = Math.ceilDiv(count, columns);
    if (rows == 1 && tall > MOST_TALL) {
      return;
    }
    double width = box.width() / columns;
    double height = Math.min(box.height(), TALL / metres);
    double depth = rows == 1 ? 0 : (box.height() - height) / (rows - 1);
    for (int i = 0; i < count; i++) {
      double bottom = box.bottom() - i / columns * depth;
      boxes.add(new Box(box.x() + i % columns * width, bottom - height, width, height));
    }
  }

  /** 1 for the shape of a standing person. */
  private static double likeness(Box box) {
    double slim = box.height() / Math.max(1, box.width());
    return Math.clamp(1 - Math.abs(slim - TALL / WIDE) / 6, 0.3, 0.95);
  }

  @Override
  public void close() {
    scene = null;
  }
}
