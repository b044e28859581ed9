package io.yiwang.vision.tracks;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Manifest.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes tracks of the detections of one ability at one camera. A track is proven when it was seen
 * in {@code seen} of the last {@code of} pictures and stood there for the dwell time, and cleared
 * when a proven one was in none of the last {@code of}. What somebody stands in front of is neither
 * seen nor missed. Pictures that cannot be believed (shake, change of light) are simply not shown
 * to it. Not for several threads.
 */
public final class Tracker {
  /** More things than this at once are noise. */
  private static final int MOST = 200;

  /** As much of a thing must be covered to be hidden. */
  private static final double HIDDEN = 0.3;

  private final Evidence evidence;
  private final Supplier<String> ids;
  private final List<Track> tracks = new ArrayList<>();

  public Tracker(Evidence evidence, Supplier<String> ids) {
    this.evidence = evidence;
    this.ids = ids;
  }

  /** Goes on with tracks that were proven before a restart, in pictures of this size. */
  public void resume(Collection<Kept> kept, int width, int height) {
    kept.forEach(k -> tracks.add(Track.of(k, k.box(width, height))));
  }

  public List<Track> tracks() {
    return List.copyOf(tracks);
  }

  /** The track a detection belongs to. */
  public Optional<Track> find(Detection detection) {
    return Optional.ofNullable(nearest(detection));
  }

  public List<TrackEvent> step(Instant at, List<Detection> detections) {
    List<TrackEvent> events = new ArrayList<>();
    Set<Track> seen = match(at, detections, events);
    for (Track track : List.copyOf(tracks)) {
      if (!seen.contains(track) && !hidden(track.box(), detections)) {
        track.missed();
      }
      settle(track, at, events);
    }
    return events;
  }

  /** The surest detection chooses first; a second one of the same thing only belongs to it. */
  private Set<Track> match(Instant at, List<Detection> detections, List<TrackEvent> events) {
    Set<Track> seen = new HashSet<>();
    List<Detection> surest = new ArrayList<>(detections);
    surest.sort(Comparator.comparingDouble(Detection::confidence).reversed());
    for (Detection detection : surest) {
      String classCode = detection.classCode();
      if (classCode == null || detection.box().area() == 0) {
        continue;
      }
      @Nullable Track track = nearest(detection);
      if (track == null && tracks.size() < MOST) {
        track = new Track(ids.get(), detection, classCode, at);
        tracks.add(track);
        events.add(new TrackEvent(TrackEvent.Kind.BEGUN, track, at));
      }
      if (track != null && seen.add(track)) {
        track.seen(detection, at);
      }
    }
    return seen;
  }

  private @Nullable Track nearest(Detection detection) {
    return tracks.stream()
        .filter(track -> track.is(detection))
        .max(
            Comparator.comparing(Track::proven)
                .thenComparingDouble(track -> track.box().iou(detection.box())))
        .orElse(null);
  }

  /** Whether something that is no matter (a person, a car) stands in front of it. */
  private static boolean hidden(Box box, List<Detection> detections) {
    return box.area() > 0
        && detections.stream()
            .anyMatch(
                d ->
                    d.classCode() == null
                        && hides(d)
                        && d.box().overlap(box) > HIDDEN * box.area());
  }

  private static boolean hides(Detection detection) {
    return !detection.label().equals(Detection.PEOPLE);
  }

  private void settle(Track track, Instant at, List<TrackEvent> events) {
    if (track.goneFor(evidence.of())) {
      tracks.remove(track);
      if (track.proven()) {
        events.add(new TrackEvent(TrackEvent.Kind.CLEARED, track, at));
      }
    } else if (!track.proven()
        && track.enough(evidence.seen(), evidence.of(), evidence.dwellSeconds())) {
      track.prove();
      events.add(new TrackEvent(TrackEvent.Kind.PROVEN, track, at));
    }
  }
}
