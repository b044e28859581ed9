package io.yiwang.cases;

import io.yiwang.access.Decision;
import io.yiwang.access.Treatment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as lists, maps, the live stream and events show it.
 *
 * @param version rises with every action; growth (more reports of the same matter) leaves it, so
 *     that a new report never makes a person's action stale
 * @param componentId the component it is about, 17 digits
 * @param reports distinct reports of the matter
 * @param evidence weighed evidence, 0 to 1
 * @param dueAt when the clock that runs now is due
 * @param rework how often a check failed
 * @param escalated 0 none, 1 street, 2 district, 3 city
 * @param lookAt when the camera or sensor that saw it looks again; null when nobody waits for that
 * @param undoUntil until when its closing by that camera or sensor may be undone; null unless it
 *     closed so
 */
public record CaseSummary(
    long id,
    String number,
    int version,
    CaseState state,
    CaseStage stage,
    String classCode,
    String classZh,
    String classEn,
    @Nullable String description,
    @Nullable String address,
    double lat,
    double lng,
    @Nullable String locationCode,
    String regionCode,
    String regionPath,
    @Nullable String districtCode,
    @Nullable String districtZh,
    @Nullable String districtEn,
    @Nullable String streetZh,
    @Nullable String streetEn,
    String channel,
    int reports,
    double evidence,
    boolean urgent,
    @Nullable String unitCode,
    @Nullable String unitZh,
    @Nullable String unitEn,
    @Nullable Long workerId,
    @Nullable String workerName,
    Instant reportedAt,
    @Nullable Instant filedAt,
    @Nullable Instant dispatchedAt,
    @Nullable Instant dueAt,
    DueState dueState,
    @Nullable Instant closedAt,
    Instant updatedAt,
    UUID incidentId,
    @Nullable String photo,
    int rework,
    int extensions,
    int escalated,
    @Nullable String componentId,
    @Nullable Instant lookAt,
    @Nullable Instant undoUntil) {

  /** The same with what the decision masks masked. */
  public CaseSummary shown(Decision decision) {
    Treatment worker = decision.field("worker");
    if (worker.plain()
        && decision.field("description").plain()
        && decision.field("address").plain()
        && decision.field("photo").plain()) {
      return this;
    }
    return new CaseSummary(
        id,
        number,
        version,
        state,
        stage,
        classCode,
        classZh,
        classEn,
        text(decision, "description", description),
        text(decision, "address", address),
        lat,
        lng,
        locationCode,
        regionCode,
        regionPath,
        districtCode,
        districtZh,
        districtEn,
        streetZh,
        streetEn,
        channel,
        reports,
        evidence,
        urgent,
        unitCode,
        unitZh,
        unitEn,
        worker.kind() == Treatment.Kind.NONE ? null : workerId,
        worker.apply(workerName),
        reportedAt,
        filedAt,
        dispatchedAt,
        dueAt,
        dueState,
        closedAt,
        updatedAt,
        incidentId,
        text(decision, "photo", photo),
        rework,
        extensions,
        escalated,
        componentId,
        lookAt,
        undoUntil);
  }

  private static @Nullable String text(Decision decision, String field, @Nullable String value) {
    return decision.field(field).apply(value);
  }
}
