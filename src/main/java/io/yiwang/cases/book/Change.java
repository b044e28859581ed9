package io.yiwang.cases.book;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.lifecycle.Move;
import org.jspecify.annotations.Nullable;

/**
 * One move to be written.
 *
 * @param before the entry it starts from; null for a new case
 * @param by who did it
 * @param explanation why this unit and worker, as JSON; null leaves what is written
 */
public record Change(
    @Nullable Entry before, Move move, CaseActor by, @Nullable String explanation) {

  public static Change opened(Move move) {
    return new Change(null, move, CaseActor.SYSTEM, null);
  }

  public static Change of(Entry before, Move move, CaseActor by) {
    return new Change(before, move, by, null);
  }

  /** The entry once this is written. */
  public Entry entryAfter() {
    return new Entry(move.after(), lines());
  }

  int firstSeq() {
    return before == null ? 1 : before.lines() + 1;
  }

  int lines() {
    return firstSeq() - 1 + move.history().size();
  }
}
