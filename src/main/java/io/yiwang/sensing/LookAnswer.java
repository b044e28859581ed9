package io.yiwang.sensing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says after it looked again.
 *
 * @param request the id of the {@link LookRequest}
 * @param at when it looked
 * @param photos ids of the pictures it took, kept by {@link Photos}
 * @param model what decided: a detector or a rule
 * @param version of the model
 * @param confidence how sure it is of the verdict, 0 to 1
 * @param reason why it cannot see, or what is still there, in words for people
 */
public record LookAnswer(
    String request,
    LookVerdict verdict,
    Instant at,
    List<String> photos,
    String model,
    String version,
    double confidence,
    @Nullable String reason) {

  public LookAnswer {
    photos = List.copyOf(photos);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence (" + confidence + ") must be 0 to 1.");
    }
  }
}
