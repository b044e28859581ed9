package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The present state of one incident, announced on the {@code incidents} topic each time it matters.
 * Announcements are snapshots: a later one replaces an earlier one of the same incident.
 *
 * @param incident id of the incident: its anchor, the earliest observation
 * @param anchor the anchor itself, so that a case can be opened from the announcement alone
 * @param reports number of distinct OBSERVED members
 * @param evidence weighed evidence, 0 to 1
 * @param absorbed incidents whose anchors have become members of this one
 * @param mergedInto the incident that this one's anchor now belongs to; then this incident is no
 *     more
 * @param clearedAt when a member cleared it
 * @param added members that joined since the last announcement (may repeat after a restart)
 */
public record IncidentChange(
    ObservationId incident,
    Observation anchor,
    String family,
    int reports,
    double evidence,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant clearedAt,
    @Nullable ObservationId mergedInto,
    List<ObservationId> absorbed,
    List<Member> added) {

  /** A member and where the log holds it. */
  public record Member(ObservationId id, int partition, long offset, int row) {}

  public IncidentChange {
    absorbed = List.copyOf(absorbed);
    added = List.copyOf(added);
  }
}
