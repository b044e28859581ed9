package io.yiwang.vision.patrol;

import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.tracks.Scene.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What a camera has seen last: the picture as it came, never shown without a veil, and its boxes.
 *
 * @param scene whether the picture can be believed
 */
public record Sight(Shot shot, int width, int height, Verdict scene, List<SeenBox> boxes) {

  public Sight {
    boxes = List.copyOf(boxes);
  }

  public Instant at() {
    return shot.at();
  }
}
