package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: cases as Open311 service requests. Implemented by the owner of cases. */
public interface ServiceRequests {

  /** By case number. */
  Optional<ServiceRequest> find(String serviceRequestId);

  /** The case number of the case this observation became part of; empty until then. */
  Optional<String> findNumber(ObservationId token);

  /** Newest request first, then by number, one page. */
  List<ServiceRequest> list(Query query);

  /** The two states Open311 knows. */
  enum Status {
    OPEN,
    CLOSED
  }

  /**
   * @param serviceCodes empty means all
   * @param from earliest requested time, inclusive; null means no bound
   * @param to latest requested time, inclusive; null means no bound
   * @param statuses never empty
   * @param page from 0
   */
  record Query(
      Set<String> serviceCodes,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant updatedAfter,
      @Nullable Instant updatedBefore,
      Set<Status> statuses,
      int page,
      int pageSize) {}

  /**
   * One request as the public may see it.
   *
   * @param updatedAt for closed requests the closing time
   * @param mediaUrl path or URL of the first photo
   * @param photos paths or URLs of all photos
   */
  record ServiceRequest(
      String id,
      Status status,
      @Nullable String statusNotes,
      String serviceCode,
      @Nullable String description,
      @Nullable String agencyResponsible,
      @Nullable String serviceNotice,
      Instant requestedAt,
      Instant updatedAt,
      @Nullable Instant expectedAt,
      @Nullable String address,
      @Nullable String addressId,
      @Nullable String zipcode,
      GeoPoint point,
      @Nullable String mediaUrl,
      String channel,
      List<String> photos,
      List<Note> notes,
      Map<String, String> attributes) {}

  /** One public event in the life of a request. */
  record Note(Instant at, @Nullable String description, String type) {}
}
