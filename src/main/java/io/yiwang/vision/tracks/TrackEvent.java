package io.yiwang.vision.tracks;

import java.time.Instant;

/** What became of a track with a picture. */
public record TrackEvent(Kind kind, Track track, Instant at) {
  /** The three ways. */
  public enum Kind {
    /** Seen for the first time; nothing is proven. */
    BEGUN,
    /** Seen often and long enough in one place. */
    PROVEN,
    /** It was proven, and is no longer there. */
    CLEARED
  }
}
