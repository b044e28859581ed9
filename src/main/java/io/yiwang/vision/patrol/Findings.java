package io.yiwang.vision.patrol;

import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.Sighting;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.Pictures;
import io.yiwang.vision.Veil;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Ground;
import io.yiwang.vision.review.Band;
import io.yiwang.vision.review.CandidateDraft;
import io.yiwang.vision.review.Candidates;
import io.yiwang.vision.review.Roles;
import io.yiwang.vision.review.Shadows;
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Kept.Standing;
import io.yiwang.vision.tracks.Track;
import io.yiwang.vision.tracks.TrackBook;
import io.yiwang.vision.tracks.TrackEvent;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What becomes of proven tracks: from the high threshold an observation, between the two a person
 * is asked, and when the thing is gone that is said too. Written down before it is told, and told
 * again with the same key until it was taken, so that a kill makes neither two matters nor none.
 */
@Component
class Findings {
  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  /** Seen in several pictures over a while; one alone would prove less. */
  private static final double WEIGHT = 1;

  private final Intake intake;
  private final Photos photos;
  private final Veil veil;
  private final Abilities abilities;
  private final TrackBook book;
  private final Candidates candidates;
  private final Roles roles;
  private final Shadows shadows;

  Findings(
      Intake intake,
      Photos photos,
      Veil veil,
      Abilities abilities,
      TrackBook book,
      Candidates candidates,
      Roles roles,
      Shadows shadows) {
    this.intake = intake;
    this.photos = photos;
    this.veil = veil;
    this.abilities = abilities;
    this.book = book;
    this.candidates = candidates;
    this.roles = roles;
    this.shadows = shadows;
  }

  /** Where and how something was seen. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Place(Camera camera, Frame frame, Optional<Ground> ground, byte[] sketch) {
    /** Where a box touches the ground, or the camera itself when its ground was not measured. */
    GeoPoint foot(Box box) {
      return ground
          .flatMap(
              g ->
                  g.place(
                      box.centreX() / frame.width(), Math.min(1, box.bottom() / frame.height())))
          .filter(p -> p.distanceMetres(camera.point()) < FARTHEST_M)
          .orElse(camera.point());
    }
  }

  /** Near its horizon a camera cannot tell where something stands. */
  private static final double FARTHEST_M = 300;

  /** The version of an ability that works. */
  Optional<Ability> working(String ability) {
    return roles
        .active(ability)
        .flatMap(version -> abilities.find(ability, version))
        .or(() -> abilities.newest(ability));
  }

  /** The version of an ability that runs beside the one at work. */
  Optional<Ability> shadow(String ability) {
    return roles.shadow(ability).flatMap(version -> abilities.find(ability, version));
  }

  /** Notes what both versions saw in the same picture. */
  void beside(
      Place place, Eye active, List<Detection> seen, Eye shadow, List<Detection> shadowSeen) {
    shadows.note(
        place.camera().code(),
        active.manifest().id(),
        active.manifest().version(),
        shadow.manifest().version(),
        place.frame().at(),
        seen,
        shadowSeen);
  }

  /** Lets people look at some of what only the version in the shadow has proven. */
  void alone(Place place, Eye active, Eye shadow, List<TrackEvent> events) {
    for (TrackEvent event : events) {
      Track track = event.track();
      boolean both =
          active.tracks().stream()
              .anyMatch(
                  other ->
                      other.classCode().equals(track.classCode())
                          && other.box().overlap(track.box()) > 0);
      if (event.kind() == TrackEvent.Kind.PROVEN && !both) {
        String photo = photo(place.camera(), place.frame());
        candidates.sample(draft(place, shadow, track, photo), Band.SHADOW);
      }
    }
  }

  void take(Place place, Eye eye, List<TrackEvent> events) {
    List<TrackEvent> all = new ArrayList<>(eye.unsaid.values());
    eye.unsaid.clear();
    all.addAll(events);
    for (TrackEvent event : all) {
      if (event.kind() == TrackEvent.Kind.PROVEN) {
        Kept kept = prove(place, eye, event.track());
        eye.proven.put(kept.id(), kept);
      } else if (event.kind() == TrackEvent.Kind.CLEARED) {
        gone(place, eye, event);
      }
    }
    for (Track track : eye.tracks()) {
      Kept kept = eye.proven.get(track.id());
      if (kept != null && kept.standing() != Standing.REPORTED) {
        stand(place, eye, track, kept);
      }
    }
  }

  private Kept prove(Place place, Eye eye, Track track) {
    Frame frame = place.frame();
    Kept kept =
        new Kept(
            track.id(),
            place.camera().id(),
            eye.manifest().id(),
            eye.manifest().version(),
            track.label(),
            track.classCode(),
            track.confidence(),
            Kept.part(track.box(), frame.width(), frame.height()),
            track.begunAt(),
            frame.at(),
            track.seenAt(),
            Standing.PROVEN,
            photo(place.camera(), frame),
            place.sketch());
    book.keep(kept);
    return kept;
  }

  /** The veiled picture, kept as evidence. */
  String photo(Camera camera, Frame frame) {
    Frame veiled = veil.veil(frame, camera.view(frame.width(), frame.height()));
    return photos.store(new ByteArrayInputStream(Pictures.jpeg(veiled)), "image/jpeg");
  }

  /** Says what is to be said of a track that is not a matter yet. */
  private void stand(Place place, Eye eye, Track track, Kept kept) {
    Band band = eye.band(track).orElse(null);
    if (band == Band.FIRED) {
      if (tell(place, observed(place, eye, track, kept))) {
        eye.proven.put(kept.id(), standing(kept, Standing.REPORTED));
        ask(place, eye, track, kept, Band.FIRED);
      }
    } else if (band != null
        && kept.standing() == Standing.PROVEN
        && ask(place, eye, track, kept, band)) {
      eye.proven.put(kept.id(), standing(kept, Standing.OFFERED));
    }
  }

  /**
   * Lets people look at it, always between the thresholds, else at one of so many; whether that has
   * been noted.
   */
  private boolean ask(Place place, Eye eye, Track track, Kept kept, Band band) {
    String photo = kept.photo();
    if (photo == null) {
      return true;
    }
    CandidateDraft draft = draft(place, eye, track, photo);
    try {
      if (band == Band.BETWEEN) {
        candidates.offer(draft);
      } else {
        candidates.sample(draft, band);
      }
      return true;
    } catch (RuntimeException e) {
      log.warn("Camera {} cannot ask about what it saw", place.camera().code(), e);
      return false;
    }
  }

  private static CandidateDraft draft(Place place, Eye eye, Track track, String photo) {
    return new CandidateDraft(
        place.camera().code(),
        eye.manifest().id(),
        eye.manifest().version(),
        track.classCode(),
        track.confidence(),
        track.box(),
        place.frame().width(),
        place.frame().height(),
        photo,
        track.id(),
        track.seenAt(),
        place.foot(track.box()));
  }

  private Kept standing(Kept kept, Standing standing) {
    book.stand(kept.id(), standing);
    return kept.standing(standing);
  }

  private void gone(Place place, Eye eye, TrackEvent event) {
    Track track = event.track();
    Kept kept = eye.proven.get(track.id());
    if (kept == null) {
      return;
    }
    boolean reported =
        kept.standing() == Standing.REPORTED
            || candidates.gone(place.camera().code(), track.id(), event.at());
    if (reported && !tell(place, cleared(place, track, event.at()))) {
      eye.unsaid.put(track.id(), event);
      return;
    }
    eye.proven.remove(track.id());
    book.end(track.id(), "CLEARED", event.at());
  }

  /** The camera looks elsewhere: nothing is known of its tracks any more. */
  void lost(Eye eye, Instant at) {
    eye.proven.keySet().forEach(id -> book.end(id, "LOST", at));
    eye.forget();
  }

  /** Whether the intake has taken it, or never will. */
  boolean tell(Place place, ObservationDraft draft) {
    try {
      IntakeResult result = intake.accept(place.camera().source(), List.of(draft));
      IntakeResult.Row row = result.rows().getFirst();
      if (row.status() == IntakeResult.Status.REJECTED) {
        log.warn("Camera {} saw what is refused: {}", place.camera().code(), row.problem());
      }
      return true;
    } catch (RuntimeException e) {
      log.warn("Camera {} cannot tell what it saw; it is told again", place.camera().code(), e);
      return false;
    }
  }

  private ObservationDraft observed(Place place, Eye eye, Track track, Kept kept) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("camera", place.camera().code());
    attributes.put("model", eye.manifest().id());
    attributes.put("version", eye.manifest().version());
    attributes.put("confidence", number(track.confidence()));
    attributes.put("rule", rule(eye.manifest().evidence()));
    Box part = Kept.part(track.box(), place.frame().width(), place.frame().height());
    attributes.put(
        "box",
        String.join(
            " ", number(part.x()), number(part.y()), number(part.width()), number(part.height())));
    String photo = kept.photo();
    return draft(
            track.id(),
            Sighting.OBSERVED,
            track.classCode(),
            place.foot(track.box()),
            track.seenAt(),
            track.id())
        .withEvidence(photo == null ? List.of() : List.of(photo), attributes);
  }

  private static String rule(Manifest.Evidence evidence) {
    return "%d/%d %ds".formatted(evidence.seen(), evidence.of(), evidence.dwellSeconds());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private ObservationDraft cleared(Place place, Track track, Instant at) {
    return draft(
        track.id() + "/cleared",
        Sighting.CLEARED,
        track.classCode(),
        place.foot(track.box()),
        at,
        track.id());
  }

  static ObservationDraft draft(
      String key,
      Sighting sighting,
      String classCode,
      GeoPoint point,
      Instant at,
      @Nullable String trackId) {
    return new ObservationDraft(
        key,
        Channel.CAMERA,
        sighting,
        classCode,
        point.lat(),
        point.lng(),
        Datum.WGS84,
        at,
        null,
        null,
        null,
        trackId,
        null,
        WEIGHT,
        List.of(),
        Map.of());
  }
}
