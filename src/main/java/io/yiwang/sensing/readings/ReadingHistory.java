package io.yiwang.sensing.readings;

import java.time.Instant;
import java.util.List;

/** Readings of the past, from columns on disk and the tail that is not there yet. */
public interface ReadingHistory {

  /** Walks the readings from {@code from} to before {@code to} in order of time, each once. */
  void each(long device, String quantity, Instant from, Instant to, ReadingVisitor visitor);

  /** The span in {@code count} parts of the same length; those without readings are left out. */
  List<Bucket> buckets(long device, String quantity, Instant from, Instant to, int count);
}
