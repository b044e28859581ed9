package io.yiwang.cases.book;

import io.yiwang.house.SystemDuty;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.incidents.Incidents;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
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
 * are read from the log when somebody first asks for them, and kept then.
 */
@Component
public class KnownMembers {
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Incidents incidents;

  KnownMembers(JdbcTemplate jdbc, JsonMapper json, Incidents incidents) {
    this.jdbc = jdbc;
    this.json = json;
    this.incidents = incidents;
  }

  /**
   * A member of a case.
   *
   * @param observation null when the log no longer has it, or not soon enough
   */
  public record Member(UUID id, @Nullable Observation observation) {}

  private record Kept(UUID id, @Nullable String body, IncidentChange.@Nullable Member place) {}

  /** The anchor first, then in the order of the log. */
  public List<Member> list(long caseId) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    List<Member> members = new ArrayList<>();
    for (Kept kept : kept(caseId)) {
      String body = kept.body;
      if (body == null && kept.place != null && System.nanoTime() - giveUp < 0) {
        body = incidents.findMember(kept.place).map(json::writeValueAsString).orElse(null);
        if (body != null) {
          keep(caseId, kept.id, body);
        }
      }
      members.add(
          new Member(kept.id, body == null ? null : json.readValue(body, Observation.class)));
    }
    return members;
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
}
