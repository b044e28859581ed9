package io.yiwang.access;

/** How an audited act ended. */
public enum AuditOutcome {
  ALLOWED,
  DENIED,
  FAILED
}
