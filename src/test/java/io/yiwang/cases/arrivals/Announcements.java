package io.yiwang.cases.arrivals;

import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Announcements of incidents as tests need them: small and with ids of their own. */
public final class Announcements {
  /** Exposed rubbish: filed at once when there is enough evidence. */
  public static final String RUBBISH = "06010";

  private Announcements() {}

  public static ObservationId newId() {
    return new ObservationId(UUID.randomUUID());
  }

  public static IncidentChange of(ObservationId id, int reports) {
    return of(id, RUBBISH, reports, 1.0);
  }

  public static IncidentChange of(
      ObservationId id, String classCode, int reports, double evidence) {
    return of(id, classCode, reports, evidence, Map.of());
  }

  /** One report of rubbish somewhere else. */
  public static IncidentChange at(ObservationId id, GeoPoint point, String regionCode) {
    return of(id, RUBBISH, 1, 1.0, Map.of(), point, regionCode);
  }

  /** One report of a record that another system keeps. */
  static IncidentChange imported(ObservationId id, Map<String, String> prior) {
    return of(id, RUBBISH, 1, 1.0, prior);
  }

  private static IncidentChange of(
      ObservationId id,
      String classCode,
      int reports,
      double evidence,
      Map<String, String> attributes) {
    return of(id, classCode, reports, evidence, attributes, new GeoPoint(31.22, 121.431), "310000");
  }

  private static IncidentChange of(
      ObservationId id,
      String classCode,
      int reports,
      double evidence,
      Map<String, String> attributes,
      GeoPoint point,
      String regionCode) {
    Instant at = Instant.parse("2026-11-23T01:00:00Z");
    Observation anchor =
        new Observation(
            id,
            "hotline-12345",
            id.toString(),
            Channel.HOTLINE,
            Sighting.OBSERVED,
            classCode,
            point,
            regionCode,
            at,
            at,
            evidence,
            null,
            null,
            null,
            "路口有垃圾 " + id,
            "江苏路 1 号",
            List.of(),
            attributes);
    IncidentChange.Member member = new IncidentChange.Member(id, 0, 1, 0);
    return new IncidentChange(
        id, anchor, classCode, reports, evidence, at, at, null, null, List.of(), List.of(member));
  }

  static IncidentChange cleared(IncidentChange c, Instant at) {
    return new IncidentChange(
        c.incident(),
        c.anchor(),
        c.family(),
        c.reports(),
        c.evidence(),
        c.firstSeen(),
        c.lastSeen(),
        at,
        c.mergedInto(),
        c.absorbed(),
        c.added());
  }

  static IncidentChange absorbing(IncidentChange c, ObservationId... absorbed) {
    return new IncidentChange(
        c.incident(),
        c.anchor(),
        c.family(),
        c.reports(),
        c.evidence(),
        c.firstSeen(),
        c.lastSeen(),
        c.clearedAt(),
        null,
        List.of(absorbed),
        c.added());
  }

  static IncidentChange mergedInto(IncidentChange c, ObservationId into) {
    return new IncidentChange(
        c.incident(),
        c.anchor(),
        c.family(),
        c.reports(),
        c.evidence(),
        c.firstSeen(),
        c.lastSeen(),
        c.clearedAt(),
        into,
        c.absorbed(),
        c.added());
  }
}
