package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: open matters that were already reported near a place. Implemented by the owner of cases.
 */
public interface NearbyMatters {

  /** Open matters within walking sight of the point, the nearest first; a null class means any. */
  List<NearbyMatter> near(GeoPoint point, @Nullable String classCode);

  /** Where an open matter is and what it is, by its case number, for a report that joins it. */
  Optional<Place> place(String number);

  /** What a resident may know of an open matter before reporting it again. */
  record NearbyMatter(
      long caseId,
      String number,
      String classZh,
      String classEn,
      int distanceMetres,
      Instant reportedAt,
      int reports,
      @Nullable String photo,
      String stage) {}

  /** The place and class of a matter. */
  record Place(GeoPoint point, String classCode, @Nullable String address) {}
}
