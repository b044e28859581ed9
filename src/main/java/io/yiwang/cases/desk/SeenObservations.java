package io.yiwang.cases.desk;

import io.yiwang.house.SystemDuty;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.incidents.Incidents;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.Photos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The observations that made a case. The anchor is kept in full from the start; the other members
 * are read from the log when somebody first looks at the case, and kept then.
 */
@Component
class SeenObservations {
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Incidents incidents;

  SeenObservations(JdbcTemplate jdbc, JsonMapper json, Incidents incidents) {
    this.jdbc = jdbc;
    this.json = json;
    this.incidents = incidents;
  }

  private record Kept(UUID id, @Nullable String body, IncidentChange.@Nullable Member place) {}

  List<CasePage.Seen> list(long caseId) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    List<CasePage.Seen> seen = new ArrayList<>();
    for (Kept kept : kept(caseId)) {
      String body = kept.body;
      if (body == null && kept.place != null && System.nanoTime() - giveUp < 0) {
        body = incidents.findMember(kept.place).map(json::writeValueAsString).orElse(null);
        if (body != null) {
          keep(caseId, kept.id, body);
        }
      }
      seen.add(seen(kept.id, body));
    }
    return seen;
  }

  private void keep(long caseId, UUID id, String body) {
    SystemDuty.run(
        () ->
            jdbc.update(
                "update cases.member set body = ? where case_id = ? and observation_id = ?",
                body,
                caseId,
                id));
  }

  private List<Kept> kept(long caseId) {
    return jdbc.query(
        """
        select observation_id, body, log_partition, log_offset, log_row from cases.member
        where case_id = ? order by body is null, log_partition, log_offset, log_row
        """,
        (rs, row) -> {
          UUID id = rs.getObject(1, UUID.class);
          Integer partition = rs.getObject(3, Integer.class);
          return new Kept(
              id,
              rs.getString(2),
              partition == null
                  ? null
                  : new IncidentChange.Member(
                      new ObservationId(id), partition, rs.getLong(4), rs.getInt(5)));
        },
        caseId);
  }

  private CasePage.Seen seen(UUID id, @Nullable String body) {
    if (body == null) {
      return new CasePage.Seen(id, null, null, null, null, null, null, List.of(), null);
    }
    Observation o = json.readValue(body, Observation.class);
    return new CasePage.Seen(
        id,
        o.channel().name(),
        o.source(),
        o.description(),
        o.observedAt(),
        o.point().lat(),
        o.point().lng(),
        o.photos().stream().map(SeenObservations::url).toList(),
        o.weight());
  }

  /** A photo of our own by its id, one of another system by its address. */
  static String url(String photo) {
    return photo.startsWith("http") || photo.startsWith("/") ? photo : Photos.url(photo);
  }
}
