package io.yiwang.cases.reporters;

import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.Summaries;
import io.yiwang.incidents.Incidents;
import io.yiwang.kernel.ObservationId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The case an observation became part of; that of a merged case is the one it was merged into. */
@Component
class ObservedCases {
  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final Incidents incidents;

  ObservedCases(JdbcTemplate jdbc, Summaries summaries, Incidents incidents) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.incidents = incidents;
  }

  /** Members beyond those kept with the case are asked of correlation. */
  Optional<CaseSummary> find(ObservationId observation) {
    return known(observation)
        .or(
            () ->
                incidents
                    .findIncident(observation)
                    .filter(incident -> !incident.equals(observation))
                    .flatMap(this::known));
  }

  private Optional<CaseSummary> known(ObservationId observation) {
    return jdbc
        .query(
            """
            with recursive way as (
              select f.id, f.merged_into from cases.case_file f
              where f.id in (
                select case_id from cases.incident_case where incident_id = ?
                union all
                select case_id from cases.member where observation_id = ?)
              union
              select f.id, f.merged_into from way w join cases.case_file f on f.id = w.merged_into)
            select f.* from way w join cases.case_file f on f.id = w.id
            where w.merged_into is null order by f.id desc limit 1
            """,
            summaries::read,
            observation.value(),
            observation.value())
        .stream()
        .findFirst();
  }

  /** Ids or addresses of the photos of a case, the reported ones first. */
  List<String> photos(CaseSummary c) {
    List<String> photos =
        new java.util.ArrayList<>(
            jdbc.query(
                "select photo from cases.photo where case_id = ? order by id",
                (rs, row) -> url(rs.getString(1)),
                c.id()));
    if (c.photo() != null && !photos.contains(c.photo())) {
      photos.addFirst(c.photo());
    }
    return photos;
  }

  private static String url(String photo) {
    return photo.startsWith("http") || photo.startsWith("/")
        ? photo
        : io.yiwang.sensing.Photos.url(photo);
  }
}
