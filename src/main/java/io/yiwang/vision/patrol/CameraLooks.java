package io.yiwang.vision.patrol;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookAgain;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Frame;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.Ground;
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Scene;
import io.yiwang.vision.tracks.TrackBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Cameras look again at what they reported. Who asked asks again until it was answered, so what
 * waits here need not survive a restart.
 */
@Component
class CameraLooks implements LookAgain {
  private static final Logger log = LoggerFactory.getLogger(CameraLooks.class);
  private static final int MOST = 10_000;

  private final Cameras cameras;
  private final Abilities abilities;
  private final TrackBook book;
  private final ObjectProvider<LookAnswers> answers;
  private final ObjectProvider<Findings> findings;
  private final Clock clock;
  private final int pictures;
  private final Duration patience;
  private final Map<String, CameraLook> waiting = new ConcurrentHashMap<>();

  CameraLooks(
      Cameras cameras,
      Abilities abilities,
      TrackBook book,
      ObjectProvider<LookAnswers> answers,
      ObjectProvider<Findings> findings,
      Clock clock,
      @Value("${yiwang.vision.look.pictures:3}") int pictures,
      @Value("${yiwang.vision.look.patience:PT2M}") Duration patience) {
    this.cameras = cameras;
    this.abilities = abilities;
    this.book = book;
    this.answers = answers;
    this.findings = findings;
    this.clock = clock;
    this.pictures = pictures;
    this.patience = patience;
  }

  /** How a picture shows the view. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record View(Scene.Verdict verdict, byte[] edges, Optional<Ground> ground) {}

  @Override
  public boolean knows(String source) {
    return camera(source).isPresent();
  }

  private Optional<Camera> camera(String source) {
    return Camera.codeOf(source).flatMap(cameras::known);
  }

  @Override
  public List<String> watching(GeoPoint point, String classCode) {
    return cameras.known().stream()
        .filter(Camera::enabled)
        .filter(camera -> ability(camera, classCode).isPresent() && sees(camera, point))
        .map(camera -> camera.source().name())
        .toList();
  }

  private static boolean sees(Camera camera, GeoPoint point) {
    return camera
        .findGround()
        .flatMap(ground -> ground.seen(point))
        .filter(p -> p[0] >= 0 && p[0] <= 1 && p[1] >= 0 && p[1] <= 1)
        .isPresent();
  }

  private Optional<Ability> ability(Camera camera, String classCode) {
    return camera.abilities().stream()
        .flatMap(watched -> abilities.newest(watched.id()).stream())
        .filter(ability -> ability.manifest().findMatter(classCode).isPresent())
        .findFirst();
  }

  @Override
  public void look(LookRequest request) {
    if (waiting.containsKey(request.id()) || waiting.size() >= MOST) {
      return;
    }
    Camera camera = camera(request.source()).orElse(null);
    if (camera == null) {
      return;
    }
    Optional<Kept> track = Optional.ofNullable(request.trackId()).flatMap(book::find);
    String ability =
        track
            .map(Kept::ability)
            .filter(id -> camera.abilities().stream().anyMatch(w -> w.id().equals(id)))
            .or(() -> ability(camera, request.classCode()).map(a -> a.manifest().id()))
            .orElse(null);
    waiting.putIfAbsent(
        request.id(),
        new CameraLook(request, camera.code(), ability, track.orElse(null), pictures));
  }

  /** Whether a camera's pictures are wanted, whatever else is due. */
  boolean waits(String camera) {
    Instant now = clock.instant();
    return waiting.values().stream()
        .anyMatch(look -> look.camera().equals(camera) && look.wantsPictures(now));
  }

  void look(Camera camera, Frame frame, View view, List<Inspection.Seen> seen) {
    for (CameraLook look : List.copyOf(waiting.values())) {
      if (look.camera().equals(camera.code())) {
        look.picture(frame, view, seen)
            .ifPresent(verdict -> answer(look, look.answer(verdict, photo(camera, frame))));
      }
    }
  }

  private List<String> photo(Camera camera, Frame frame) {
    return List.of(findings.getObject().photo(camera, frame));
  }

  /** Gives up where no picture decides. */
  void giveUp() {
    Instant now = clock.instant();
    for (CameraLook look : new ArrayList<>(waiting.values())) {
      if (look.hopeless() || now.isAfter(look.request().lookAt().plus(patience))) {
        answer(look, look.cannotSee(now));
      }
    }
  }

  private void answer(CameraLook look, LookAnswer answer) {
    LookAnswers taker = answers.getIfAvailable();
    if (taker == null) {
      return;
    }
    try {
      taker.answer(answer);
      waiting.remove(look.request().id());
    } catch (RuntimeException e) {
      log.warn("The answer of camera {} was not taken; it is given again", look.camera(), e);
    }
    if (answer.verdict() != LookVerdict.CLEAR) {
      log.info("Camera {}: {} {}", look.camera(), answer.verdict(), answer.reason());
    }
  }
}
