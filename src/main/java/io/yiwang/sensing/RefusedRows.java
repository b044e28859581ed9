package io.yiwang.sensing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: where everything that was not taken is counted and kept with its reason. */
public interface RefusedRows {

  /**
   * One thing that was not taken.
   *
   * @param source who sent it
   * @param row its number in what was sent, from 0
   * @param raw what was sent, as far as it is kept
   */
  record Refused(String source, int row, @Nullable String key, RowProblem problem, String raw) {}

  /** How often a source was wrong in one way. */
  record Tally(String reason, @Nullable String field, long count, Instant first, Instant last) {}

  /** Never throws: that the store is away is told to the log file, not to the source. */
  void keep(Instant at, List<Refused> rows);

  /** What a source was wrong in, the most frequent first. */
  List<Tally> tallies(String source);
}
