package io.yiwang.vision.sources;

/** Takes pictures as they come. */
public interface ShotTaker {
  /** A new picture; one that still waits makes room for it. */
  void take(Shot shot);

  /** Waits until the last picture was looked at, for pictures that are not of this moment. */
  void awaitTaken() throws InterruptedException;
}
