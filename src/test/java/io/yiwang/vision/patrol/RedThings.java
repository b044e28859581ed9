package io.yiwang.vision.patrol;

import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.Manifest.Evidence;
import io.yiwang.vision.Manifest.Kind;
import io.yiwang.vision.Manifest.Light;
import io.yiwang.vision.Manifest.Matter;
import io.yiwang.vision.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees what is plainly coloured: red is rubbish, the surer the redder; blue is a person, who is no
 * matter. Boxes are those of 20 by 20 pixels of one colour, grown together.
 */
final class RedThings implements Ability, Abilities {
  static final String ID = "red-things";
  static final String MATTER = "06010";
  private static final int CELL = 20;

  private final String version;
  private final double low;
  private final double high;
  private final List<Ability> versions = new ArrayList<>();

  /** Version 7, and version 8 that sees fainter things too. */
  RedThings() {
    this("7", 0.4, 0.8);
    versions.add(new RedThings("8", 0.2, 0.3));
  }

  private RedThings(String version, double low, double high) {
    this.version = version;
    this.low = low;
    this.high = high;
    versions.add(this);
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        ID,
        version,
        "红色物体",
        "Red things",
        Kind.ABANDONED,
        "Apache-2.0",
        null,
        List.of(new Matter("rubbish", MATTER, low, high, Set.of(), Set.of())),
        new Evidence(3, 4, 15),
        10,
        Light.ANY,
        Map.of(),
        "person",
        Set.of());
  }

  @Override
  public Detector open(View view) {
    return new Detector() {
      @Override
      public List<Detection> detect(Frame frame) {
        List<Detection> seen = new ArrayList<>();
        things(frame, 2, 0).forEach(box -> seen.add(rubbish(frame, box)));
        things(frame, 0, 2)
            .forEach(box -> seen.add(new Detection("person", null, 0.9, box, Map.of())));
        return seen;
      }

      @Override
      public void close() {}
    };
  }

  private static Detection rubbish(Frame frame, Box box) {
    int at = 3 * ((int) box.centreY() * frame.width() + (int) box.centreX());
    double red = (frame.pixels()[at + 2] & 0xFF) / 255.0;
    return new Detection("rubbish", MATTER, red, box, Map.of());
  }

  /** Boxes of neighbouring cells in which one colour is strong and the other is not. */
  private static List<Box> things(Frame frame, int strong, int weak) {
    List<Box> boxes = new ArrayList<>();
    for (int y = 0; y + CELL <= frame.height(); y += CELL) {
      for (int x = 0; x + CELL <= frame.width(); x += CELL) {
        int at = 3 * ((y + CELL / 2) * frame.width() + x + CELL / 2);
        int much = frame.pixels()[at + strong] & 0xFF;
        int little = frame.pixels()[at + weak] & 0xFF;
        if (much > little + 80) {
          grow(boxes, new Box(x, y, CELL, CELL));
        }
      }
    }
    return boxes;
  }

  private static void grow(List<Box> boxes, Box cell) {
    for (int i = 0; i < boxes.size(); i++) {
      Box b = boxes.get(i);
      if (b.grown(0.01, 0.01).overlap(cell.grown(0.1, 0.1)) > 0) {
        double x = Math.min(b.x(), cell.x());
        double y = Math.min(b.y(), cell.y());
        boxes.set(
            i,
            new Box(
                x,
                y,
                Math.max(b.right(), cell.right()) - x,
                Math.max(b.bottom(), cell.bottom()) - y));
        return;
      }
    }
    boxes.add(cell);
  }

  @Override
  public List<Ability> list() {
    return List.copyOf(versions);
  }

  @Override
  public Optional<Ability> find(String id, String version) {
    return versions.stream()
        .filter(a -> id.equals(ID) && a.manifest().version().equals(version))
        .findFirst();
  }

  @Override
  public Optional<Ability> newest(String id) {
    return id.equals(ID) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void close() {}
}
