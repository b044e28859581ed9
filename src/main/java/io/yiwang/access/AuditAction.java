package io.yiwang.access;

/** What was done, as the audit trail says it. */
public enum AuditAction {
  /** Saw records, masked as the duty requires. */
  VIEW,
  /** Saw a masked field in the clear, for a purpose. */
  REVEAL,
  SEARCH,
  EXPORT,
  CREATE,
  CHANGE,
  MERGE,
  /** Erased for good. */
  ERASE,
  /** Replaced by what names nobody. */
  PSEUDONYMISE,
  SIGN_IN,
  SIGN_OUT,
  SIGN_IN_FAILED,
  /** Duties, policy, keys or accounts were changed. */
  PERMISSION,
  CONSENT_GIVEN,
  CONSENT_WITHDRAWN,
  HOLD_PLACED,
  HOLD_LIFTED,
  /** Data keys of the vault were renewed. */
  KEY_ROTATION,
  /** The trail itself was searched, exported or verified. */
  AUDIT
}
