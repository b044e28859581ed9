package io.yiwang.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as lists, maps, the live stream and events show it.
 *
 * @param version rises with every action; growth (more reports of the same matter) leaves it, so
 *     that a new report never makes a person's action stale
 * @param reports distinct reports of the matter
 * @param evidence weighed evidence, 0 to 1
 * @param dueAt when the clock that runs now is due
 * @param rework how often a check failed
 * @param escalated 0 none, 1 street, 2 district, 3 city
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
    int escalated) {}
