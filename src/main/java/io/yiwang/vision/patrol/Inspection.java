package io.yiwang.vision.patrol;

import io.yiwang.vision.Ability;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.View;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Ground;
import io.yiwang.vision.cameras.WatchedAbility;
import io.yiwang.vision.heat.Crowds;
import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.tracks.Scene;
import io.yiwang.vision.tracks.Scene.Verdict;
import io.yiwang.vision.tracks.Track;
import io.yiwang.vision.tracks.TrackBook;
import io.yiwang.vision.tracks.TrackEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the pictures of one camera are looked at: by each ability that is due; only what a believable
 * picture shows counts. Used by one thread at a time.
 */
final class Inspection {
  private static final Logger log = LoggerFactory.getLogger(Inspection.class);

  private final Findings findings;
  private final TrackBook book;
  private final Crowds crowds;
  private final CameraLooks looks;
  private final Scene scene = new Scene();
  private final Map<String, Eye> eyes = new LinkedHashMap<>();

  /** The versions in the shadow, by ability: they see what the eyes see and tell nobody. */
  private final Map<String, Eye> shadows = new HashMap<>();

  private final Set<String> missing = new HashSet<>();
  private int version = -1;
  private Optional<Ground> ground = Optional.empty();

  Inspection(Findings findings, TrackBook book, Crowds crowds, CameraLooks looks) {
    this.findings = findings;
    this.book = book;
    this.crowds = crowds;
    this.looks = looks;
  }

  /** What an ability saw in a picture. */
  record Seen(Eye eye, List<Detection> detections) {}

  /** CameraLooks at a picture; null when nothing is looked for in it. */
  @Nullable Sight look(Camera camera, Shot shot) {
    boolean asked = looks.waits(camera.code());
    if (!asked && camera.version() == version && eyes.values().stream().noneMatch(due(shot.at()))) {
      return null;
    }
    Frame frame = shot.frame(camera.code());
    prepare(camera, frame);
    Verdict verdict = scene.look(frame);
    List<Seen> seen = new ArrayList<>();
    for (Eye eye : eyes.values()) {
      if ((asked || eye.isDue(shot.at())) && eye.sees(frame)) {
        seen.add(new Seen(eye, eye.detect(frame)));
      }
    }
    settle(camera, frame, verdict, seen);
    if (verdict == Verdict.STEADY) {
      seen.forEach(one -> beside(camera, frame, one));
    }
    if (asked) {
      looks.look(camera, frame, new CameraLooks.View(verdict, scene.edges(), ground), seen);
    }
    return new Sight(shot, frame.width(), frame.height(), verdict, boxes(frame, seen));
  }

  private static Predicate<Eye> due(Instant at) {
    return eye -> eye.isDue(at);
  }

  private void settle(Camera camera, Frame frame, Verdict verdict, List<Seen> seen) {
    if (verdict == Verdict.ADOPTED) {
      eyes.values().forEach(eye -> findings.lost(eye, frame.at()));
      shadows.values().forEach(Eye::forget);
      return;
    }
    for (Seen one : seen) {
      if (verdict == Verdict.STEADY) {
        List<TrackEvent> events = one.eye().step(frame.at(), one.detections());
        findings.take(place(camera, frame), one.eye(), events);
      }
      if (verdict != Verdict.DARK && verdict != Verdict.BLOCKED) {
        crowds.count(camera, frame, ground, one.eye().manifest(), one.detections());
      }
    }
  }

  private Findings.Place place(Camera camera, Frame frame) {
    return new Findings.Place(camera, frame, ground, scene.edges());
  }

  /** The version in the shadow sees the same picture; whatever it does, the eyes go on. */
  private void beside(Camera camera, Frame frame, Seen active) {
    Eye shadow = shadows.get(active.eye().manifest().id());
    try {
      if (shadow != null && shadow.sees(frame)) {
        List<Detection> seen = shadow.detect(frame);
        List<TrackEvent> events = shadow.step(frame.at(), seen);
        findings.beside(place(camera, frame), active.eye(), active.detections(), shadow, seen);
        findings.alone(place(camera, frame), active.eye(), shadow, events);
      }
    } catch (RuntimeException e) {
      log.warn("The version in the shadow of camera {} failed", camera.code(), e);
    }
  }

  /**
   * Opens the abilities anew when the camera, or the size of its pictures, is another; and one of
   * them when another version of it works or runs in the shadow now.
   */
  private void prepare(Camera camera, Frame frame) {
    boolean sized =
        eyes.values().stream()
            .allMatch(
                eye ->
                    eye.view().width() == frame.width() && eye.view().height() == frame.height());
    if (camera.version() != version || !sized) {
      close();
      ground = ground(camera);
      version = camera.version();
    }
    for (WatchedAbility watched : camera.abilities()) {
      Ability working = findings.working(watched.id()).orElse(null);
      if (working == null) {
        warn(camera, watched.id());
      } else if (isOther(eyes.get(watched.id()), working)) {
        close(eyes.put(watched.id(), open(camera, frame, watched, working)));
      }
      Ability beside = findings.shadow(watched.id()).orElse(null);
      if (beside == null) {
        close(shadows.remove(watched.id()));
      } else if (isOther(shadows.get(watched.id()), beside)) {
        close(shadows.put(watched.id(), eye(camera, frame, watched, beside)));
      }
    }
  }

  private void warn(Camera camera, String ability) {
    if (missing.add(ability)) {
      log.warn("Camera {} has no ability {}", camera.code(), ability);
    }
  }

  private static boolean isOther(@Nullable Eye eye, Ability ability) {
    return eye == null || !eye.manifest().version().equals(ability.manifest().version());
  }

  /** Goes on with what is known to be there, by whatever version it was proven. */
  private Eye open(Camera camera, Frame frame, WatchedAbility watched, Ability ability) {
    Eye eye = eye(camera, frame, watched, ability);
    eye.resume(
        book.open(camera.id()).stream().filter(k -> k.ability().equals(watched.id())).toList());
    return eye;
  }

  private Eye eye(Camera camera, Frame frame, WatchedAbility watched, Ability ability) {
    View view = camera.view(frame.width(), frame.height());
    GroundScale scale = ground.map(g -> g.scale(view)).orElseGet(() -> GroundScale.assumed(view));
    return new Eye(ability, Duration.ofSeconds(watched.everySeconds()), view, scale);
  }

  private static Optional<Ground> ground(Camera camera) {
    try {
      return camera.findGround();
    } catch (IllegalArgumentException e) {
      log.warn("The ground of camera {} {}", camera.code(), e.getMessage());
      return Optional.empty();
    }
  }

  private static List<SeenBox> boxes(Frame frame, List<Seen> seen) {
    List<SeenBox> boxes = new ArrayList<>();
    for (Seen one : seen) {
      for (Detection d : one.detections()) {
        if (d.classCode() == null && d.label().equals(Detection.PEOPLE)) {
          continue; // a count of those there, no thing
        }
        Track track = d.classCode() == null ? null : one.eye().trackOf(d);
        boxes.add(
            new SeenBox(
                d.label(),
                d.classCode(),
                d.confidence(),
                d.box().x() / frame.width(),
                d.box().y() / frame.height(),
                d.box().width() / frame.width(),
                d.box().height() / frame.height(),
                track == null ? null : track.id(),
                track != null && track.proven()));
      }
    }
    return boxes;
  }

  boolean looksForSomething() {
    return !eyes.isEmpty();
  }

  void close() {
    eyes.values().forEach(Eye::close);
    eyes.clear();
    shadows.values().forEach(Eye::close);
    shadows.clear();
    missing.clear();
  }

  private static void close(@Nullable Eye eye) {
    if (eye != null) {
      eye.close();
    }
  }
}
