package io.yiwang.sensing.intake;

import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.RowProblem;
import org.jspecify.annotations.Nullable;

/**
 * One row of a request: a draft, or what was wrong with its text.
 *
 * @param source the row's own {@code source}, if it names one
 * @param rawFrom first byte of the row in the body
 * @param rawTo byte after the row's last
 */
record ParsedRow(
    @Nullable ObservationDraft draft,
    @Nullable RowProblem problem,
    @Nullable String key,
    @Nullable String source,
    int rawFrom,
    int rawTo) {

  static ParsedRow of(ObservationDraft draft) {
    return new ParsedRow(draft, null, draft.key(), null, 0, 0);
  }
}
