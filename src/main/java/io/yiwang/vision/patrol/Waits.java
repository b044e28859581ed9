package io.yiwang.vision.patrol;

import io.yiwang.house.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/** Waiting for a picture to be looked at. */
final class Waits {
  private static final int PATIENCE_SECONDS = 30;

  private Waits() {}

  static boolean get(CompletableFuture<Boolean> looked) throws InterruptedException {
    try {
      return looked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw busy();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IllegalStateException("The picture was not looked at.", e.getCause());
    }
  }

  private static Problem busy() {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "patrol-busy",
        "The picture was taken, but not looked at within " + PATIENCE_SECONDS + " s.",
        null,
        null,
        "Maybe more cameras are watched than this machine can look at.");
  }
}
