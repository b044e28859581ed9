package io.yiwang.vision.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Keeps the pictures that were taken. */
final class Taken implements ShotTaker {
  private final List<Shot> shots = new ArrayList<>();

  @Override
  public synchronized void take(Shot shot) {
    shots.add(shot);
  }

  @Override
  public void awaitTaken() {}

  synchronized List<Shot> shots() {
    return List.copyOf(shots);
  }

  List<Shot> await(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> shots().size() >= count);
    return shots();
  }
}
