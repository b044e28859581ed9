package io.yiwang.access;

import io.yiwang.access.policy.PolicyFile;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with which data, by the policy in force. Pure: the answer depends on nothing but
 * the arguments and the policy. Nothing is allowed unless a rule allows it; a rule that denies goes
 * before all that allow; what no rule shows stays hidden.
 */
public interface Decisions {
  /** The policy shipped with the program. */
  static Decisions shipped() {
    return PolicyFile.shipped();
  }

  /** The answer for a row, with all its fields. */
  Decision decide(Subject subject, @Nullable Purpose purpose, Action action, Item item);

  /** The answer for one field; NONE also when the row is denied. */
  default Treatment decide(
      Subject subject, @Nullable Purpose purpose, Action action, Item item, String field) {
    return decide(subject, purpose, action, item).field(field);
  }

  /**
   * Whether the subject sees this field plain in every row of the class it may read; only then may
   * it filter, sort, group or search by it, or a mask could be lifted by asking often.
   */
  boolean mayAskBy(Subject subject, String dataClass, String field);

  /**
   * Which rows of a class the subject may act on without saying a purpose, for conditions of
   * queries; rows that {@link #denied} reaches are taken out again.
   */
  Reach reach(Subject subject, Action action, String dataClass);

  /** Which rows of a class are denied to the subject as a whole. */
  Reach denied(Subject subject, Action action, String dataClass);
}
