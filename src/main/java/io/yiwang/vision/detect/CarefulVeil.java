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
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Covers what any of its looks calls a face, a head or a plate: OpenCV's detectors, {@link
 * PlateLook} and every model of the data folder that says it veils. If one of them fails the
 * picture is not to be had.
 */
@Component
public final class CarefulVeil implements Veil, AutoCloseable {
  private static final int SIGHTS = 2;
  private static final double MARGIN = 0.18;

  /** The part of a person's box that is certainly their head. */
  private static final double HEAD = 0.24;

  private final List<Ability> models;
  private final LinkedBlockingDeque<Slot> sights = new LinkedBlockingDeque<>();

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
    for (int i = 0; i < SIGHTS; i++) {
      sights.add(new Slot());
    }
  }

  public static CarefulVeil with(Abilities abilities) {
    return new CarefulVeil(abilities);
  }

  @Override
  public Frame veil(Frame frame, View view) {
    var mosaic = new Mosaic(frame);
    for (Box box : looks(frame, view)) {
      mosaic.blur(box.grown(MARGIN, MARGIN));
    }
    view.zones(ZoneKind.PRIVACY).forEach(mosaic::cover);
    return new Frame(frame.camera(), frame.at(), frame.width(), frame.height(), mosaic.pixels());
  }

  private List<Box> looks(Frame frame, View view) {
    try {
      List<Box> boxes = seen(frame);
      boxes.addAll(PlateLook.find(frame));
      for (Ability model : models) {
        modelled(model, frame, new View(view.width(), view.height(), List.of()), boxes);
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
      return new ArrayList<>(slot.get().find(frame));
    } finally {
      sights.addFirst(slot);
    }
  }

  private static void modelled(Ability model, Frame frame, View view, List<Box> boxes) {
    try (Detector detector = model.open(view)) {
      for (Detection detection : detector.detect(frame)) {
        if (model.manifest().veils().contains(detection.label())) {
          Box box = detection.box();
          boxes.add(
              detection.label().equals("person")
                  ? new Box(box.x(), box.y(), box.width(), box.height() * HEAD)
                  : box);
        }
      }
    }
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
