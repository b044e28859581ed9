package io.yiwang.access;

/** What somebody may do with data. */
public enum Action {
  /** See it on a screen. */
  READ,
  /** Make it, change it or remove it. */
  CHANGE,
  /** Take it away as a file. */
  EXPORT,
  /** See in full what is masked otherwise. */
  UNMASK
}
