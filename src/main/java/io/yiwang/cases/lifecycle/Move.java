package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a move made: the case after it, the lines its history gains, and what is announced.
 *
 * @param events past-tense names in order
 */
public record Move(Case after, List<Line> history, List<String> events) {

  /**
   * One line of the history; {@code from} and {@code to} are equal when only something was noted.
   */
  public record Line(
      Instant at,
      CaseActor by,
      String action,
      CaseState from,
      CaseState to,
      @Nullable String reason,
      Map<String, String> detail) {}

  public Move {
    history = List.copyOf(history);
    events = List.copyOf(events);
  }

  public boolean changed() {
    return !history.isEmpty();
  }
}
