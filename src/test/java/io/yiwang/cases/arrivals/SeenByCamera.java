package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseSummary;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Matters that cameras reported. */
public final class SeenByCamera {
  private SeenByCamera() {}

  /** A case of which this camera sent one picture. */
  public static CaseSummary open(Opener opener, String classCode, GeoPoint place, String camera) {
    ObservationId id = Announcements.newId();
    opener.announce(change(id, classCode, place, camera));
    return opener.caseOf(id);
  }

  private static IncidentChange change(
      ObservationId id, String classCode, GeoPoint place, String camera) {
    Instant at = Instant.parse("2026-11-23T01:00:00Z");
    Observation anchor =
        new Observation(
            id,
            camera,
            "track-7",
            Channel.CAMERA,
            Sighting.OBSERVED,
            classCode,
            place,
            "310000",
            at,
            at,
            1.0,
            null,
            "track-7",
            null,
            "路面有垃圾",
            "江苏路 1 号",
            List.of("before-" + camera),
            Map.of("model", "litter-nano"));
    return new IncidentChange(
        id,
        anchor,
        classCode,
        1,
        1.0,
        at,
        at,
        null,
        null,
        List.of(),
        List.of(new IncidentChange.Member(id, 0, 1, 0)));
  }
}
