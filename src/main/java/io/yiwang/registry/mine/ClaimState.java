package io.yiwang.registry.mine;

/** How a claim stands. */
enum ClaimState {
  /** Waits until the claimant has shown themselves to the committee. */
  PENDING,
  /** The account is the person's. */
  CONFIRMED,
  REFUSED,
  WITHDRAWN,
  /** Was confirmed and is over. */
  ENDED,
  /** Nobody came. */
  LAPSED
}
