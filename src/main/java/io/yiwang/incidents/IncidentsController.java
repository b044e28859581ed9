package io.yiwang.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which observations make which incident, from the index that correlation works on. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Incidents")
class IncidentsController {
  private static final int MOST_MEMBERS = 1_000;
  private static final int MOST_IDS = 10_000;

  private final Partitions partitions;
  private final LogReader log;
  private final Onlooker onlooker;

  IncidentsController(Partitions partitions, LogReader log, Onlooker onlooker) {
    this.partitions = partitions;
    this.log = log;
    this.onlooker = onlooker;
  }

  /**
   * One incident.
   *
   * @param reports number of rows that observed it
   * @param membersTotal retained members, CLEARED ones too
   * @param members the page of members asked for, in canonical order
   */
  record IncidentView(
      ObservationId id,
      String classCode,
      String family,
      GeoPoint point,
      int reports,
      double evidence,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable Instant clearedAt,
      int membersTotal,
      List<MemberView> members) {}

  /** One member of an incident. */
  record MemberView(
      ObservationId id,
      String classCode,
      String sighting,
      Instant observedAt,
      GeoPoint point,
      double weight) {}

  /** An observation and the incident it belongs to; none for a CLEARED row that cleared nothing. */
  record ObservationView(
      ObservationId id, @Nullable ObservationId incident, Observation observation) {}

  /** Which incident an observation belongs to; none if it is not (or no longer) retained. */
  record Membership(ObservationId id, @Nullable ObservationId incident) {}

  /** Where a row lies and whose it is. */
  private record Place(int partition, long offset, int row, @Nullable ObservationId incident) {}

  @Operation(
      summary = "One incident with its members",
      description =
          "An id of any member finds the incident it belongs to, so an incident that was merged is"
              + " found by its former id.")
  @GetMapping("/incidents/{id}")
  IncidentView incident(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    if (page < 0) {
      throw Problem.badField("page", page, "must not be negative.", null);
    }
    if (size < 1 || size > MOST_MEMBERS) {
      throw Problem.badField("size", size, "must be between 1 and " + MOST_MEMBERS + ".", null);
    }
    return partitions
        .find(parse(id), (partition, r) -> view(partition.index(), r, page, size))
        .filter(incident -> onlooker.mayReadIncident(incident.point()))
        .orElseThrow(() -> Problem.notFound("incident", id));
  }

  @Operation(summary = "One observation as it was accepted, and the incident it belongs to")
  @GetMapping("/observations/{id}")
  ObservationView observation(@PathVariable String id) {
    ObservationId key = parse(id);
    Place place =
        partitions
            .find(key, IncidentsController::place)
            .orElseThrow(() -> Problem.notFound("observation", id));
    return log.find(place.partition(), place.offset(), place.row())
        .flatMap(onlooker::shown)
        .map(observation -> new ObservationView(key, place.incident(), observation))
        .orElseThrow(() -> Problem.notFound("observation", id));
  }

  @Operation(summary = "Which incident each of up to 10,000 observations belongs to")
  @PostMapping("/observations/lookup")
  List<Membership> lookup(@RequestBody List<String> ids) {
    if (ids.size() > MOST_IDS) {
      throw Problem.badField("ids", ids.size(), "must be at most " + MOST_IDS + ".", null);
    }
    return ids.stream().map(IncidentsController::parse).map(this::membership).toList();
  }

  private Membership membership(ObservationId id) {
    ObservationId incident =
        partitions.find(id, IncidentsController::place).map(Place::incident).orElse(null);
    return new Membership(id, incident);
  }

  private static Place place(Partition partition, int r) {
    IncidentIndex index = partition.index();
    return new Place(
        partition.number(), index.rows.offset(r), index.rows.rowInPacket(r), index.incidentOf(r));
  }

  private static IncidentView view(IncidentIndex index, int r, int page, int size) {
    int incident = index.rows.incident(r);
    if (incident == RowStore.NONE) {
      throw Problem.notFound("incident", index.rows.id(r));
    }
    index.members.sort(incident);
    int[] members = index.members.list(incident);
    int anchor = index.incidents.get(incident, IncidentStore.ANCHOR);
    ClassRule rule = index.rules.rule(index.rows.classNumber(anchor));
    long cleared = index.clearedAt(incident);
    long from = Math.min(members.length, (long) page * size);
    return new IncidentView(
        index.rows.id(anchor),
        rule.code(),
        rule.family(),
        GeoPoint.ofE7(index.rows.lat(anchor), index.rows.lng(anchor)),
        index.reports(incident),
        Weight.of(index.evidence.of(incident)),
        Instant.ofEpochMilli(index.rows.at(anchor)),
        Instant.ofEpochMilli(index.lastAt(incident)),
        cleared == Summary.NEVER ? null : Instant.ofEpochMilli(cleared),
        members.length,
        java.util.Arrays.stream(members)
            .skip(from)
            .limit(size)
            .mapToObj(m -> member(index, m))
            .toList());
  }

  private static MemberView member(IncidentIndex index, int m) {
    RowStore rows = index.rows;
    return new MemberView(
        rows.id(m),
        index.rules.rule(rows.classNumber(m)).code(),
        rows.is(m, RowStore.CLEARED) ? "CLEARED" : "OBSERVED",
        Instant.ofEpochMilli(rows.at(m)),
        GeoPoint.ofE7(rows.lat(m), rows.lng(m)),
        Weight.of(rows.weight(m)));
  }

  private static ObservationId parse(String id) {
    try {
      return ObservationId.parse(id);
    } catch (IllegalArgumentException e) {
      throw Problem.badField("id", id, "must be a UUID.", "Maybe it was cut when it was copied.");
    }
  }
}
