package io.yiwang.vision.detect;

import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Veil;
import io.yiwang.vision.View;
import io.yiwang.vision.ZoneKind;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Covers what any of its looks calls a face, a head or a plate: OpenCV's detectors, {@link
 * PlateLook}, the upper part of whoever moves in front of the camera's scene, and every model of
 * the data folder that says it veils. If one of them fails the picture is not to be had.
 */
@Component
public final class CarefulVeil implements Veil, AutoCloseable {
  private static final int SIGHTS = 2;
  private static final int MOST_CAMERAS = 400;
  private static final double MARGIN = 0.18;

  /** The part of a person's box that is certainly their head. */
  private static final double HEAD = 0.24;

  private static final double SURE_PERSON = 0.3;

  private final List<Ability> models;
  private final boolean modelledFaces;
  private final Ability people;
  private final LinkedBlockingDeque<Slot> sights = new LinkedBlockingDeque<>();

  /** Who moves at each camera, those last seen. */
  private final Map<String, Detector> scenes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Detector> eldest) {
          return size() > MOST_CAMERAS;
        }
      };

  /** One set of detectors, made when it is first needed. */
  private static final class Slot {
    private @Nullable Sight sight;

    Sight get() {
      Sight made = sight;
      if (made == null) {
        made = new Sight();
        sight = made;
      }
      return made;
    }
  }

  CarefulVeil(Abilities abilities) {
    this.models = abilities.list().stream().filter(a -> !a.manifest().veils().isEmpty()).toList();
    this.modelledFaces = models.stream().anyMatch(a -> a.manifest().veils().contains("face"));
    this.people = abilities.newest("people").orElseThrow();
    for (int i = 0; i < SIGHTS; i++) {
      sights.add(new Slot());
    }
  }

  /** For programs beside the platform. */
  public static CarefulVeil with(Abilities abilities) {
    return new CarefulVeil(abilities);
  }

  @Override
  public Frame veil(Frame frame, View view) {
    var mosaic = new Mosaic(frame);
    for (Box box : looks(frame)) {
      mosaic.blur(box.grown(MARGIN, MARGIN));
    }
    view.zones(ZoneKind.PRIVACY).forEach(mosaic::cover);
    return new Frame(frame.camera(), frame.at(), frame.width(), frame.height(), mosaic.pixels());
  }

  private List<Box> looks(Frame frame) {
    try {
      List<Box> boxes = seen(frame);
      boxes.addAll(PlateLook.find(frame));
      boxes.addAll(moving(frame));
      for (Ability model : models) {
        for (Box part : parts(model, frame)) {
          modelled(model, frame, part, boxes);
        }
      }
      return boxes;
    } catch (LinkageError e) {
      throw new IllegalStateException("OpenCV cannot run here, so no picture can be shown.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before the picture was veiled.", e);
    }
  }

  private List<Box> seen(Frame frame) throws InterruptedException {
    Slot slot = sights.takeFirst();
    try {
      return new ArrayList<>(slot.get().find(frame, !modelledFaces));
    } finally {
      sights.addFirst(slot);
    }
  }

  private List<Box> moving(Frame frame) {
    Detector scene;
    synchronized (scenes) {
      scene =
          scenes.computeIfAbsent(
              frame.camera(),
              camera -> people.open(new View(frame.width(), frame.height(), List.of())));
    }
    synchronized (scene) {
      return scene.detect(frame).stream()
          .filter(seen -> seen.label().equals(PeopleDetector.PERSON))
          .filter(seen -> seen.confidence() >= SURE_PERSON)
          .map(seen -> head(seen.box()))
          .toList();
    }
  }

  private static Box head(Box person) {
    return new Box(person.x(), person.y(), person.width(), person.height() * HEAD);
  }

  /** The whole picture, and for faces and plates its parts, where they are larger to the model. */
  private static List<Box> parts(Ability model, Frame frame) {
    List<Box> parts = new ArrayList<>();
    double width = frame.width();
    double height = frame.height();
    parts.add(new Box(0, 0, width, height));
    if (!model.manifest().veils().contains("person")) {
      for (double split : new double[] {0.6, 0.4}) {
        double step = (1 - split) / Math.ceil((1 - split) / (split * 0.75));
        for (double y = 0; y <= 1 - split + 1e-9; y += step) {
          for (double x = 0; x <= 1 - split + 1e-9; x += step) {
            parts.add(new Box(x * width, y * height, split * width, split * height));
          }
        }
      }
    }
    return parts;
  }

  private static void modelled(Ability model, Frame frame, Box part, List<Box> boxes) {
    Frame piece = cut(frame, part);
    try (Detector detector = model.open(new View(piece.width(), piece.height(), List.of()))) {
      for (Detection detection : detector.detect(piece)) {
        if (model.manifest().veils().contains(detection.label())) {
          Box box = detection.box();
          var moved =
              new Box(
                  (int) part.x() + box.x(), (int) part.y() + box.y(), box.width(), box.height());
          boxes.add(detection.label().equals("person") ? head(moved) : moved);
        }
      }
    }
  }

  private static Frame cut(Frame frame, Box part) {
    int left = (int) part.x();
    int top = (int) part.y();
    int width = Math.clamp((int) part.width(), 1, frame.width() - left);
    int height = Math.clamp((int) part.height(), 1, frame.height() - top);
    if (width == frame.width() && height == frame.height()) {
      return frame;
    }
    byte[] pixels = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * frame.width() + left);
      System.arraycopy(frame.pixels(), from, pixels, 3 * y * width, 3 * width);
    }
    return new Frame(frame.camera(), frame.at(), width, height, pixels);
  }

  @Override
  @PreDestroy
  public void close() {
    for (Slot slot : sights) {
      Sight made = slot.sight;
      if (made != null) {
        made.close();
      }
    }
  }
}
