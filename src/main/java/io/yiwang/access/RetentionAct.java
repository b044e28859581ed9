package io.yiwang.access;

/** What happens to data whose time is over. */
public enum RetentionAct {
  ERASE,
  /** Keeps the record for statistics and removes who it is about. */
  PSEUDONYMISE
}
