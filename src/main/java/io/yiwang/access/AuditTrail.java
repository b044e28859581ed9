package io.yiwang.access;

import java.util.List;

/**
 * The append-only record of who did and saw what.
 *
 * <p>An entry is committed in a transaction of its own before {@link #append} returns, so what it
 * announces may leave only afterwards and no later rollback can take it back. Many threads may
 * append at once; their entries share commits.
 */
public interface AuditTrail {

  /**
   * @throws io.yiwang.house.Problem 503 {@code audit-away} when it could not be made durable; the
   *     act must then not happen
   */
  void append(AuditEntry entry);

  /** All of them in one commit, or none; the same refusal as {@link #append}. */
  void appendAll(List<AuditEntry> entries);

  /**
   * An entry of now by whoever's request this is, from that request's address; by nobody in
   * particular outside a request.
   */
  AuditEntry entry(AuditAction action, String dataClass);

  /**
   * Who looked at these subjects, newest first: what a person may ask about themselves.
   *
   * @param subjects e.g. {@code person:17}, with the ids it was kept under before
   * @param but the account whose own acts are left out
   * @param before continue below this {@link Look#position}; {@link Long#MAX_VALUE} begins
   */
  List<Look> looksAt(List<String> subjects, long but, long before, int limit);
}
