package io.yiwang.cases.lifecycle;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was reported: written when the case opens; only {@link Growth} changes later.
 *
 * @param regionPath codes from the city down to the deepest region, joined by dots
 * @param component the component it is about, by its identifier; null when nobody named one
 * @param photo id of the first evidence photo
 * @param prior the system that handled it before us; null when we are the first, or after the case
 *     was re-opened
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
    @Nullable Long component,
    String channel,
    Instant reportedAt,
    @Nullable String photo,
    @Nullable Prior prior,
    Growth growth) {

  /**
   * The system it was imported from.
   *
   * @param promisedAt by when that system had promised it mended; stands in place of our own limit
   */
  public record Prior(String system, @Nullable Instant promisedAt) {}

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
    return with(incident, prior, next);
  }

  /** The same matter under the incident that absorbed its own. */
  public Matter withIncident(UUID absorber) {
    return with(absorber, prior, growth);
  }

  @Nullable Instant promisedAt() {
    return prior == null ? null : prior.promisedAt();
  }

  Matter withoutPrior() {
    return with(incident, null, growth);
  }

  private Matter with(UUID incident, @Nullable Prior prior, Growth growth) {
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
        component,
        channel,
        reportedAt,
        photo,
        prior,
        growth);
  }
}
