package io.yiwang.cases.book;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.cases.CaseAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do with a case.
 *
 * @param version the version it was decided on; without one only the state decides (a phone's
 *     queue)
 * @param key made by the client, so that a repeated request is applied once
 */
@Schema(
    example =
        """
        {"action":"FINISH","version":7,"key":"5f0c1c1e-8d57-4a61-9e37-0a5b3f0d8c11","photos":["c2a9"]}
        """)
public record ActionRequest(
    CaseAction action,
    @Nullable Integer version,
    @Nullable String key,
    @Nullable String reason,
    @Nullable String note,
    @Nullable List<String> photos,
    @Nullable Long conditionId,
    @Nullable String unit,
    @Nullable Long workerId,
    @Nullable Instant until,
    @Nullable Long into) {

  public static ActionRequest of(CaseAction action, @Nullable Integer version) {
    return new ActionRequest(action, version, null, null, null, null, null, null, null, null, null);
  }
}
