package io.yiwang.cases.lifecycle;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was reported: written when the case opens; only {@link Growth} changes later.
 *
 * @param regionPath codes from the city down to the deepest region, joined by dots
 * @param photo id of the first evidence photo
 */
public record Matter(
    UUID incident,
    String classCode,
    String classZh,
    String classEn,
    GeoPoint point,
    @Nullable String locationCode,
    Place place,
    @Nullable String description,
    @Nullable String address,
    String channel,
    Instant reportedAt,
    @Nullable String photo,
    Growth growth) {

  /** Where it lies in the city's administration. */
  public record Place(
      String regionCode,
      String regionPath,
      @Nullable String districtCode,
      @Nullable String districtZh,
      @Nullable String districtEn,
      @Nullable String streetZh,
      @Nullable String streetEn) {}

  /**
   * How much is known of it by now.
   *
   * @param reports distinct reports, those of cases merged by hand included
   * @param extraReports of these, the ones that came with cases merged by hand
   * @param clearedAt when a member of the incident said the matter is gone
   */
  public record Growth(
      int reports,
      int extraReports,
      double evidence,
      Instant lastSeen,
      @Nullable Instant clearedAt) {}

  public Matter withGrowth(Growth next) {
    return new Matter(
        incident,
        classCode,
        classZh,
        classEn,
        point,
        locationCode,
        place,
        description,
        address,
        channel,
        reportedAt,
        photo,
        next);
  }

  /** The same matter under the incident that absorbed its own. */
  public Matter withIncident(UUID absorber) {
    return new Matter(
        absorber,
        classCode,
        classZh,
        classEn,
        point,
        locationCode,
        place,
        description,
        address,
        channel,
        reportedAt,
        photo,
        growth);
  }
}
