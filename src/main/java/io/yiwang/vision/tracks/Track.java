package io.yiwang.vision.tracks;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import java.time.Duration;
import java.time.Instant;

/**
 * One thing in one place, as long as a camera sees it. Not for several threads.
 *
 * <p>Its box follows what is seen only slowly, so that whoever walks by is soon elsewhere and never
 * gathers evidence, while a thing that grows or is pushed a little stays the same.
 */
public final class Track {
  private static final double FOLLOW = 0.2;

  /** Of the smaller box that must be shared for two boxes to be one thing. */
  private static final double SHARED = 0.5;

  private static final double LEAST_IOU = 0.3;

  private final String id;
  private final String label;
  private final String classCode;
  private final Instant begunAt;
  private Box box;
  private Instant seenAt;
  private double confidence;

  /** One bit a picture that counted, the newest lowest: whether it was seen. */
  private long history;

  private int pictures;
  private boolean proven;

  Track(String id, Detection first, String classCode, Instant at) {
    this.id = id;
    this.label = first.label();
    this.classCode = classCode;
    this.begunAt = at;
    this.seenAt = at;
    this.box = first.box();
    this.confidence = first.confidence();
  }

  private Track(Kept kept, Box box) {
    id = kept.id();
    label = kept.label();
    classCode = kept.classCode();
    begunAt = kept.begunAt();
    seenAt = kept.seenAt();
    confidence = kept.confidence();
    this.box = box;
    proven = true;
  }

  /** A track that was proven before a restart. */
  static Track of(Kept kept, Box box) {
    return new Track(kept, box);
  }

  public String id() {
    return id;
  }

  public String label() {
    return label;
  }

  public String classCode() {
    return classCode;
  }

  public Instant begunAt() {
    return begunAt;
  }

  public Instant seenAt() {
    return seenAt;
  }

  public Box box() {
    return box;
  }

  /** The mean of the pictures in which it was seen, the late ones weighing more. */
  public double confidence() {
    return confidence;
  }

  public boolean proven() {
    return proven;
  }

  /** Whether a detection is this thing. */
  boolean is(Detection detection) {
    return classCode.equals(detection.classCode()) && covers(detection.box());
  }

  boolean covers(Box other) {
    double least = Math.min(box.area(), other.area());
    return box.iou(other) >= LEAST_IOU || (least > 0 && box.overlap(other) / least >= SHARED);
  }

  void seen(Detection detection, Instant at) {
    Box b = detection.box();
    box =
        new Box(
            follow(box.x(), b.x()),
            follow(box.y(), b.y()),
            follow(box.width(), b.width()),
            follow(box.height(), b.height()));
    confidence = follow(confidence, detection.confidence());
    seenAt = at;
    count(true);
  }

  private static double follow(double old, double now) {
    return old + FOLLOW * (now - old);
  }

  void missed() {
    count(false);
  }

  private void count(boolean seen) {
    history = (history << 1) | (seen ? 1 : 0);
    pictures = Math.min(pictures + 1, Long.SIZE);
  }

  /** In how many of the last pictures it was seen. */
  int seenIn(int last) {
    return Long.bitCount(history & mask(last));
  }

  /** Whether it was in none of the last pictures, so many having been taken. */
  boolean goneFor(int last) {
    return pictures >= last && seenIn(last) == 0;
  }

  private static long mask(int last) {
    return last >= Long.SIZE ? -1L : (1L << last) - 1;
  }

  boolean enough(int seen, int of, int dwellSeconds) {
    return seenIn(of) >= seen
        && Duration.between(begunAt, seenAt).compareTo(Duration.ofSeconds(dwellSeconds)) >= 0;
  }

  void prove() {
    proven = true;
  }
}
