package io.yiwang.access;

/** Whom a key was given to. */
public enum KeyKind {
  /** Something that observes: a hotline, a camera network. */
  SOURCE,
  /** A department's system. */
  DEPARTMENT,
  /** An Open311 client. */
  OPEN311
}
