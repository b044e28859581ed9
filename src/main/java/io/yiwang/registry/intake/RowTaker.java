package io.yiwang.registry.intake;

import io.yiwang.registry.intake.ImportRuns.Counts;
import io.yiwang.registry.intake.ImportRuns.Reject;
import java.util.List;
import java.util.function.Consumer;

/** Takes rows of one kind of file, a batch in one transaction; what is wrong with a row is told. */
interface RowTaker {
  /**
   * @param rejects gets every row that is not taken
   */
  Counts take(List<Row> rows, Consumer<Reject> rejects);

  /** Called once after the last batch. */
  default void done() {}

  static Reject reject(Row row, BadRow bad) {
    return new Reject(row.number(), bad.field, bad.value, bad.rule, bad.advice);
  }
}
