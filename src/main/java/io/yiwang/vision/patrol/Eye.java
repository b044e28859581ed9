package io.yiwang.vision.patrol;

import io.yiwang.vision.Ability;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import io.yiwang.vision.review.Band;
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Track;
import io.yiwang.vision.tracks.TrackEvent;
import io.yiwang.vision.tracks.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ability at one camera: its detector, its tracks, and when it looks next. */
final class Eye implements AutoCloseable {
  /** Cameras keep no exact time: a picture may come so early, as a part of the interval. */
  private static final int EARLY = 10;

  private final Ability ability;
  private final Duration every;
  private final View view;
  private final List<Zone> ignored;
  private final Detector detector;
  private Tracker tracker;
  private Instant next = Instant.EPOCH;

  /** The proven tracks and how far they have come, by id. */
  final Map<String, Kept> proven = new HashMap<>();

  /** What is gone and could not be told yet, by track. */
  final Map<String, TrackEvent> unsaid = new HashMap<>();

  Eye(Ability ability, Duration every, View view, GroundScale scale) {
    this.ability = ability;
    this.every = every;
    this.view = view;
    this.ignored = view.zones(ZoneKind.IGNORE).toList();
    this.detector = ability.open(view, scale);
    this.tracker = fresh();
  }

  private Tracker fresh() {
    return new Tracker(ability.manifest().evidence(), () -> UUID.randomUUID().toString());
  }

  Manifest manifest() {
    return ability.manifest();
  }

  View view() {
    return view;
  }

  /** Goes on with what was proven before a restart, by whatever version of the ability. */
  void resume(List<Kept> kept) {
    tracker.resume(kept, view.width(), view.height());
    kept.forEach(k -> proven.put(k.id(), k));
  }

  /** A picture that comes a little early counts as the one that is due. */
  boolean isDue(Instant at) {
    return !at.isBefore(next.minus(every.dividedBy(EARLY)));
  }

  /** Whether it can see in the light of this picture. */
  boolean sees(Frame frame) {
    return ability.sees(frame);
  }

  /** What is there, as sure as its manifest wants it and not where nothing is looked for. */
  List<Detection> detect(Frame frame) {
    Instant at = frame.at();
    next = at.isBefore(next.plus(every)) ? next.plus(every) : at.plus(every);
    return detector.detect(frame).stream()
        .filter(d -> isSure(d) && ignored.stream().noneMatch(zone -> stands(d, zone)))
        .toList();
  }

  private boolean isSure(Detection detection) {
    String classCode = detection.classCode();
    return classCode == null
        || manifest().findMatter(classCode).stream()
            .allMatch(matter -> detection.confidence() >= matter.low());
  }

  private boolean stands(Detection d, Zone zone) {
    return zone.contains(
        d.box().centreX() / view.width(), Math.min(1, d.box().bottom() / view.height()));
  }

  /**
   * What a proven track is, as sure as it has become: a matter, one to ask people about, or less.
   */
  Optional<Band> band(Track track) {
    return manifest()
        .findMatter(track.classCode())
        .map(
            matter ->
                track.confidence() >= matter.high()
                    ? Band.FIRED
                    : track.confidence() >= matter.low() ? Band.BETWEEN : Band.LOW);
  }

  List<TrackEvent> step(Instant at, List<Detection> detections) {
    return tracker.step(at, detections);
  }

  /** The track a detection belongs to; null when it has none. */
  @Nullable Track trackOf(Detection detection) {
    return tracker.find(detection).orElse(null);
  }

  List<Track> tracks() {
    return tracker.tracks();
  }

  /** Forgets what it has seen: the camera looks elsewhere now. */
  void forget() {
    tracker = fresh();
    proven.clear();
    unsaid.clear();
  }

  @Override
  public void close() {
    detector.close();
  }
}
