package io.yiwang.access;

import java.time.Instant;
import java.util.List;

/**
 * A module's data of one class that may be kept for a limited time only. The retention job asks
 * what is due, leaves out what a legal hold names, lets the module act, and proves it.
 */
public interface Retained {
  /** The class in {@code access/retention.yaml}, e.g. {@code report.contact}. */
  String dataClass();

  /**
   * Ids, as {@code kind:id}, of what ended before the instant, in ascending order.
   *
   * @param after the last id of the page before, empty at the beginning
   */
  List<String> due(Instant before, String after, int limit);

  /** Erases or pseudonymises exactly these, in the caller's transaction. */
  void release(RetentionAct act, List<String> objects);

  /** How many of these still hold what should be gone; read after {@link #release}. */
  long left(List<String> objects);
}
