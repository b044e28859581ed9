package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import java.util.List;
import java.util.Map;

/**
 * How many people a picture shows and how close they stand. The ground a group takes is that of its
 * members' feet with {@link #ROOM} around each, so ten people in a corner are dense and ten spread
 * over the square are not.
 */
final class Crowd {
  /** Persons to a square metre from which a crowd is certainly one; flow breaks down above two. */
  static final double CROWDED_AT = 2.5;

  /** Metres around a person that are theirs. */
  private static final double ROOM = 0.6;

  private Crowd() {}

  static Detection detection(
      List<Box> people, Frame frame, GroundScale scale, double crowdedAt, MatterRules rules) {
    return detection(people, people.size(), frame, scale, crowdedAt, rules);
  }

  static Detection detection(
      List<Box> people,
      int count,
      Frame frame,
      GroundScale scale,
      double crowdedAt,
      MatterRules rules) {
    if (people.isEmpty()) {
      var whole = new Box(0, 0, frame.width(), frame.height());
      return new Detection(
          Detection.PEOPLE, null, 0, whole, Map.of(Detection.COUNT, 0.0, Detection.DENSITY, 0.0));
    }
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    double nearest = 0;
    double farthest = 0;
    double widest = 0;
    for (Box box : people) {
      double metres = scale.metresPerPixel(box.centreX(), box.bottom());
      left = Math.min(left, box.x());
      top = Math.min(top, box.y());
      right = Math.max(right, box.right());
      bottom = Math.max(bottom, box.bottom());
      widest = Math.max(widest, metres);
      double away = metres * frame.width();
      nearest = nearest == 0 ? away : Math.min(nearest, away);
      farthest = Math.max(farthest, away);
    }
    double across = (right - left) * widest + ROOM;
    double deep = (farthest - nearest) * DEPTH_OF_WIDTH + 2 * ROOM;
    double density = count / (across * deep);
    double confidence = Math.clamp(density / crowdedAt, 0.0, 1.0) * Math.min(1, count / GROUP);
    var box = new Box(left, top, right - left, bottom - top);
    var measures = Map.of(Detection.COUNT, (double) count, Detection.DENSITY, density);
    return rules.judge(Detection.PEOPLE, confidence, box, measures, frame.width(), frame.height());
  }

  /** How far away something is, to how wide the picture is there: a lens of 60°. */
  private static final double DEPTH_OF_WIDTH = 0.87;

  /** Fewer are a group at a crossing, however close they stand. */
  private static final double GROUP = 8;
}
