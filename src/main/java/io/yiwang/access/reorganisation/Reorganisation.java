package io.yiwang.access.reorganisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what has become of it.
 *
 * @param effects how much followed, by what people call it
 * @param mayUndo whether it is the last of its subject, so that it can still be undone
 */
public record Reorganisation(
    long id,
    Plan plan,
    String reason,
    LocalDate effectiveOn,
    State state,
    long askedBy,
    String askedName,
    Instant askedAt,
    @Nullable String decidedName,
    @Nullable Instant decidedAt,
    @Nullable Instant appliedAt,
    @Nullable String undoneName,
    @Nullable Instant undoneAt,
    Map<String, Long> effects,
    @Nullable String failure,
    boolean mayUndo) {

  /** How far it has come. */
  public enum State {
    ASKED,
    APPROVED,
    APPLIED,
    WITHDRAWN,
    UNDONE,
    /** On its day it could not be carried out any more. */
    FAILED
  }
}
