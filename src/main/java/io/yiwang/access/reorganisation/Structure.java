package io.yiwang.access.reorganisation;

import java.time.LocalDate;

/** The regions, or the units: what plans change. Works in the caller's transaction. */
public interface Structure {
  Plan.Subject subject();

  /**
   * Changes what there is, from a day on.
   *
   * @throws io.yiwang.house.Problem when the plan cannot be carried out
   */
  Succession apply(Plan plan, long reorganisation, LocalDate day);

  /** Puts back what a plan has changed. */
  Succession undo(Plan plan, long reorganisation, LocalDate day);

  /** The transaction has been committed, here or elsewhere: what is remembered is read anew. */
  void settled();
}
