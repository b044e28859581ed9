package io.yiwang.sensing;

import java.util.List;

/**
 * The one gate through which anything becomes an observation: checks, locates, forgets repeats, and
 * waits for the log.
 */
public interface Intake {

  /**
   * Answers when the log has every accepted row. Bad rows are reported and counted, good rows are
   * kept.
   *
   * @throws io.yiwang.house.Problem 503 when the log cannot take rows now; nothing was accepted and
   *     the same rows may be sent again
   */
  IntakeResult accept(Source source, List<ObservationDraft> drafts);
}
