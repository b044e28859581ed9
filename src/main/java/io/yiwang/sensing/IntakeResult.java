package io.yiwang.sensing;

import io.yiwang.kernel.ObservationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each row of a request, in the order of the request. */
public record IntakeResult(int accepted, int duplicates, int rejected, List<Row> rows) {

  /** What became of one row. */
  public enum Status {
    ACCEPTED,
    DUPLICATE,
    REJECTED
  }

  /**
   * @param row number of the row in its request, from 0
   * @param id null when the row was rejected
   * @param problem why it was rejected; or, of a duplicate, that it says something else than what
   *     came first
   */
  public record Row(
      int row,
      @Nullable String key,
      @Nullable ObservationId id,
      Status status,
      @Nullable RowProblem problem) {}

  public static IntakeResult of(List<Row> rows) {
    int accepted = 0;
    int duplicates = 0;
    for (Row row : rows) {
      if (row.status() == Status.ACCEPTED) {
        accepted++;
      } else if (row.status() == Status.DUPLICATE) {
        duplicates++;
      }
    }
    return new IntakeResult(accepted, duplicates, rows.size() - accepted - duplicates, rows);
  }
}
