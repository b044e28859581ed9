package io.yiwang.dispatch;

/**
 * What a person on the duty board does when a matter comes: mends it, looks whether it was mended,
 * or answers for it at one level.
 */
public enum WorkerRole {
  WORKER,
  CHECKER,
  STREET_OFFICER,
  DISTRICT_OFFICER,
  CITY_OFFICER
}
