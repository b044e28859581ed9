package io.yiwang.citymap;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that goes wrong in a city, with the parameters that decide what counts as the
 * same matter.
 *
 * @param standardRef the edition it comes from, for example {@code GB/T 47678.5-2026}
 * @param kind {@code component} when it is the fault of a component class, else {@code event}
 * @param radiusMetres two observations of this class nearer than this may be the same matter
 * @param window and closer in time than this
 * @param evidenceNeeded sum of weights from which a matter is worth a case
 * @param quiet silence after which an open matter without a case is taken to be gone
 * @param autoFile whether enough evidence files the case without a person
 * @param confusable classes a camera or a resident takes this one for
 * @param validTo first day it is no longer used, null while it is
 */
public record MatterClass(
    String standardRef,
    String kind,
    String code,
    String nameZh,
    String nameEn,
    String majorZh,
    String majorEn,
    int radiusMetres,
    Duration window,
    double evidenceNeeded,
    Duration quiet,
    boolean autoFile,
    List<String> confusable,
    List<String> keywords,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {

  public MatterClass {
    confusable = List.copyOf(confusable);
    keywords = List.copyOf(keywords);
    if (radiusMetres <= 0) {
      throw new IllegalArgumentException(
          "radius_m ("
              + radiusMetres
              + ") of matter class "
              + code
              + " must be positive. Maybe the class table has an empty column.");
    }
  }
}
