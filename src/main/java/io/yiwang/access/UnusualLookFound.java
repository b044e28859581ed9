package io.yiwang.access;

import java.time.Instant;

/**
 * Somebody looked at more people than usual, at people outside their region, or at night.
 *
 * @param kind {@code VOLUME}, {@code OFF_REGION} or {@code OFF_HOURS}
 * @param since the hour it happened in
 * @param looks records seen in that hour
 * @param lastSeq the entry of the audit trail that made it unusual
 */
public record UnusualLookFound(
    long id,
    String kind,
    String actorId,
    String unit,
    String region,
    Instant since,
    long looks,
    long lastSeq) {
  /** The outbox topic of what the module access has to tell. */
  public static final String TOPIC = "access";
}
