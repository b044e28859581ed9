package io.yiwang.sensing.intake;

import io.yiwang.sensing.IntakeResult.Row;
import io.yiwang.sensing.Source;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Port: where the rejected rows of a request are counted and kept. */
interface BadRows {

  /** {@code raw} gives what the source sent for a row. */
  void record(
      Source source,
      Instant at,
      List<ParsedRow> rows,
      List<Row> results,
      Function<ParsedRow, String> raw);
}
