package io.yiwang.cases;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A choice of who must mend a case.
 *
 * @param unitCode the responsible unit
 * @param workerId the worker, or null to leave that to the unit
 * @param explanation why, shown on the case as it is
 */
public record Dispatch(String unitCode, @Nullable Long workerId, JsonNode explanation) {

  /** One choice for one case, for batches. */
  public record Order(long caseId, Dispatch choice) {}

  /**
   * What became of one order of a batch.
   *
   * @param done false when the case had moved on meanwhile; nothing changed then
   * @param problem why not, naming the state the case was in
   */
  public record Outcome(long caseId, boolean done, @Nullable String problem) {}
}
