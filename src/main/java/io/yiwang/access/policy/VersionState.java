package io.yiwang.access.policy;

/** How a version of the policy stands. */
enum VersionState {
  /** Waits for a second person. */
  PROPOSED,
  /** Approved, and takes effect on a date to come. */
  PLANNED,
  IN_FORCE,
  /** Was in force. */
  PAST,
  REFUSED,
  WITHDRAWN
}
