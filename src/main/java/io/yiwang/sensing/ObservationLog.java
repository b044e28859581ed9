package io.yiwang.sensing;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The durable log of everything the city told us; an observation is accepted only when it is in
 * here.
 */
public interface ObservationLog {

  /** Name of the topic the rows go to, as packets of {@link ObservationPacket}. */
  String TOPIC = "observations";

  /**
   * Completes when every replica has all rows; fails with {@link LogUnavailable} when the log
   * cannot take them now, in which case some rows may nevertheless arrive (appending them again is
   * harmless).
   */
  CompletableFuture<Void> append(List<Observation> rows);

  /** The log cannot take rows at the moment. */
  final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LogUnavailable(String message) {
      super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
