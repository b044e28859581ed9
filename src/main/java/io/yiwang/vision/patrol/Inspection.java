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
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Scene;
import io.yiwang.vision.tracks.Scene.Verdict;
import io.yiwang.vision.tracks.Track;
import io.yiwang.vision.tracks.TrackBook;
import io.yiwang.vision.tracks.TrackEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      return;
    }
    for (Seen one : seen) {
      if (verdict == Verdict.STEADY) {
        List<TrackEvent> events = one.eye().step(frame.at(), one.detections());
        findings.take(new Findings.Place(camera, frame, ground, scene.edges()), one.eye(), events);
      }
      if (verdict != Verdict.DARK && verdict != Verdict.BLOCKED) {
        crowds.count(camera, frame, ground, one.eye().manifest(), one.detections());
      }
    }
  }

  /** Opens the abilities anew when the camera, or the size of its pictures, is another. */
  private void prepare(Camera camera, Frame frame) {
    boolean sized =
        eyes.values().stream()
            .allMatch(
                eye ->
                    eye.view().width() == frame.width() && eye.view().height() == frame.height());
    if (camera.version() == version && sized) {
      return;
    }
    close();
    ground = ground(camera);
    View view = camera.view(frame.width(), frame.height());
    GroundScale scale = ground.map(g -> g.scale(view)).orElseGet(() -> GroundScale.assumed(view));
    List<Kept> open = book.open(camera.id());
    for (WatchedAbility watched : camera.abilities()) {
      Ability ability = findings.working(watched.id()).orElse(null);
      if (ability == null) {
        log.warn("Camera {} has no ability {}", camera.code(), watched.id());
        continue;
      }
      Eye eye = new Eye(ability, Duration.ofSeconds(watched.everySeconds()), view, scale);
      eye.resume(open.stream().filter(k -> k.ability().equals(watched.id())).toList());
      eyes.put(watched.id(), eye);
    }
    version = camera.version();
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

  /** Another version of an ability works from now on. */
  void reopen() {
    version = -1;
  }

  void close() {
    eyes.values().forEach(Eye::close);
    eyes.clear();
  }
}
