package io.yiwang.cases.arrivals;

import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The first members of each case, kept; the rest are counted. */
@Component
class KeptMembers {
  static final int MOST = 50;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  KeptMembers(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Row(
      long caseId,
      UUID id,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable Integer row,
      @Nullable String body) {}

  Batch batch() {
    return new Batch();
  }

  /** The members of one batch of announcements; used by one thread. */
  final class Batch {
    private final List<Row> rows = new ArrayList<>();

    /** Collects the members of one announcement; {@code known} is how many the case had before. */
    void add(long caseId, IncidentChange change, int known) {
      int free = MOST - known;
      Observation anchor = change.anchor();
      if (known == 0) {
        rows.add(anchorRow(caseId, anchor, change.added()));
        free--;
      }
      for (IncidentChange.Member member : change.added()) {
        if (free-- <= 0) {
          return;
        }
        if (!member.id().equals(anchor.id())) {
          rows.add(
              new Row(
                  caseId,
                  member.id().value(),
                  member.partition(),
                  member.offset(),
                  member.row(),
                  null));
        }
      }
    }

    private Row anchorRow(long caseId, Observation anchor, List<IncidentChange.Member> added) {
      ObservationId id = anchor.id();
      String body = json.writeValueAsString(anchor);
      for (IncidentChange.Member m : added) {
        if (m.id().equals(id)) {
          return new Row(caseId, id.value(), m.partition(), m.offset(), m.row(), body);
        }
      }
      return new Row(caseId, id.value(), null, null, null, body);
    }

    void write() {
      if (rows.isEmpty()) {
        return;
      }
      jdbc.update(
          """
          insert into cases.member
            (case_id, observation_id, log_partition, log_offset, log_row, body)
          select * from unnest(?::bigint[], ?::uuid[], ?::int[], ?::bigint[], ?::int[], ?::text[])
          on conflict (case_id, observation_id) do nothing
          """,
          rows.stream().map(Row::caseId).toArray(Long[]::new),
          rows.stream().map(Row::id).toArray(UUID[]::new),
          rows.stream().map(Row::partition).toArray(Integer[]::new),
          rows.stream().map(Row::offset).toArray(Long[]::new),
          rows.stream().map(Row::row).toArray(Integer[]::new),
          rows.stream().map(Row::body).toArray(String[]::new));
    }
  }
}
