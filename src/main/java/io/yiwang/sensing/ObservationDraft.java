package io.yiwang.sensing;

import io.yiwang.kernel.Datum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row as its source wrote it, before anything was checked.
 *
 * @param channel null means the source's own
 * @param sighting null means {@link Sighting#OBSERVED}
 * @param lat degrees in {@code datum}; NaN when the row has none
 * @param lng degrees in {@code datum}; NaN when the row has none
 * @param clears id of the incident a {@link Sighting#CLEARED} row is about, or of the observation
 *     an {@link Sighting#APART} row is about
 * @param weight 0 to 1; NaN means the channel's own
 */
public record ObservationDraft(
    @Nullable String key,
    @Nullable Channel channel,
    @Nullable Sighting sighting,
    @Nullable String classCode,
    double lat,
    double lng,
    Datum datum,
    @Nullable Instant observedAt,
    @Nullable String description,
    @Nullable String address,
    @Nullable String componentId,
    @Nullable String trackId,
    @Nullable String clears,
    double weight,
    List<String> photos,
    Map<String, String> attributes) {

  public ObservationDraft {
    photos = List.copyOf(photos);
    attributes = Map.copyOf(attributes);
  }

  /** A sighting of a matter at a place, everything else left to its default. */
  public static ObservationDraft observed(
      String key, String classCode, double lat, double lng, Instant observedAt) {
    return of(key, Sighting.OBSERVED, classCode, lat, lng, observedAt);
  }

  /** The matter of this class at this place is gone. */
  public static ObservationDraft cleared(
      String key, String classCode, double lat, double lng, Instant observedAt) {
    return of(key, Sighting.CLEARED, classCode, lat, lng, observedAt);
  }

  /** The incident named by {@link #withClears} is a matter of its own, whatever lies around it. */
  public static ObservationDraft apart(
      String key, String classCode, double lat, double lng, Instant observedAt) {
    return of(key, Sighting.APART, classCode, lat, lng, observedAt);
  }

  /** The same row with words. */
  public ObservationDraft withText(@Nullable String description, @Nullable String address) {
    return new ObservationDraft(
        key,
        channel,
        sighting,
        classCode,
        lat,
        lng,
        datum,
        observedAt,
        description,
        address,
        componentId,
        trackId,
        clears,
        weight,
        photos,
        attributes);
  }

  /** The same row about exactly this incident. */
  public ObservationDraft withClears(String incident) {
    return new ObservationDraft(
        key,
        channel,
        sighting,
        classCode,
        lat,
        lng,
        datum,
        observedAt,
        description,
        address,
        componentId,
        trackId,
        incident,
        weight,
        photos,
        attributes);
  }

  /** The same row with evidence photos and the source's own fields. */
  public ObservationDraft withEvidence(List<String> photos, Map<String, String> attributes) {
    return new ObservationDraft(
        key,
        channel,
        sighting,
        classCode,
        lat,
        lng,
        datum,
        observedAt,
        description,
        address,
        componentId,
        trackId,
        clears,
        weight,
        photos,
        attributes);
  }

  private static ObservationDraft of(
      String key, Sighting sighting, String classCode, double lat, double lng, Instant observedAt) {
    return new ObservationDraft(
        key,
        null,
        sighting,
        classCode,
        lat,
        lng,
        Datum.WGS84,
        observedAt,
        null,
        null,
        null,
        null,
        null,
        Double.NaN,
        List.of(),
        Map.of());
  }
}
