package io.yiwang.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a case, as the outbox topic {@code cases} carries it.
 *
 * @param type past-tense name, e.g. {@code CaseFiled}
 * @param actor who did it; null when the platform did
 * @param subject the case as it stood right after
 */
public record CaseEvent(
    String type, Instant at, @Nullable CaseActor actor, @JsonProperty("case") CaseSummary subject) {

  /** The outbox topic of all case events. */
  public static final String TOPIC = "cases";
}
