package io.yiwang.citymap.grids;

import io.yiwang.access.Person;
import io.yiwang.access.reorganisation.Plan;
import io.yiwang.access.reorganisation.Reorganisation;
import io.yiwang.access.reorganisation.Reorganisations;
import io.yiwang.citymap.Region;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drawings that were published: each is a reorganisation, which a second person approves and which
 * is carried out on its day.
 */
@Component
class GridPublications {
  private static final int MOST = 30;

  private final JdbcClient jdbc;
  private final Reorganisations reorganisations;

  GridPublications(JdbcClient jdbc, Reorganisations reorganisations) {
    this.jdbc = jdbc;
    this.reorganisations = reorganisations;
  }

  /**
   * A drawing that was published, and what has become of it.
   *
   * @param mine whether whoever asks has published it, so that somebody else decides about it
   */
  record GridPublication(
      long id,
      Reorganisation.State state,
      String reason,
      LocalDate from,
      int grids,
      String askedBy,
      Instant askedAt,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable Instant appliedAt,
      @Nullable String failure,
      boolean mayUndo,
      boolean mine) {}

  private record Row(long id, long reorganisation) {}

  List<GridPublication> list(String neighbourhood, Person reader) {
    return jdbc
        .sql(
            """
            select id, reorganisation from citymap.grid_publication
            where neighbourhood = ? order by id desc limit ?
            """)
        .params(neighbourhood, MOST)
        .query((rs, i) -> new Row(rs.getLong(1), rs.getLong(2)))
        .list()
        .stream()
        .map(row -> told(row.id, reorganisations.get(row.reorganisation), reader))
        .toList();
  }

  private static GridPublication told(long id, Reorganisation r, Person reader) {
    return new GridPublication(
        id,
        r.state(),
        r.reason(),
        r.effectiveOn(),
        r.plan().into().size(),
        r.askedName(),
        r.askedAt(),
        r.decidedName(),
        r.decidedAt(),
        r.appliedAt(),
        r.failure(),
        r.mayUndo(),
        r.askedBy() == reader.id());
  }

  GridPublication publish(
      Region region, List<DrawnGrid> grids, String reason, @Nullable LocalDate from, Person by) {
    refuseWhileOneWaits(region);
    List<Plan.Part> parts =
        grids.stream()
            .map(
                g ->
                    new Plan.Part(
                        g.code(), g.nameZh(), g.nameEn(), region.code(), null, g.outline(), null))
            .toList();
    Plan plan = new Plan(Plan.Subject.REGION, Plan.Kind.REDRAW, List.of(region.code()), parts);
    Reorganisation asked = reorganisations.ask(plan, reason, from, by);
    long id =
        jdbc.sql(
                """
                insert into citymap.grid_publication (neighbourhood, region_path, reorganisation)
                values (?, ?, ?) returning id
                """)
            .params(region.code(), region.path(), asked.id())
            .query(Long.class)
            .single();
    return told(id, asked, by);
  }

  private void refuseWhileOneWaits(Region region) {
    for (Row row : rows(region.code())) {
      Reorganisation.State state = reorganisations.get(row.reorganisation).state();
      if (state == Reorganisation.State.ASKED || state == Reorganisation.State.APPROVED) {
        throw Problem.conflict(
            "publication-waits",
            "Another drawing of " + region.code() + " waits to hold.",
            "Maybe withdraw that one first.");
      }
    }
  }

  private List<Row> rows(String neighbourhood) {
    return jdbc.sql(
            "select id, reorganisation from citymap.grid_publication where neighbourhood = ?")
        .param(neighbourhood)
        .query((rs, i) -> new Row(rs.getLong(1), rs.getLong(2)))
        .list();
  }

  GridPublication approve(Region region, long id, Person by) {
    return told(id, reorganisations.approve(reorganisation(region, id), by), by);
  }

  GridPublication withdraw(Region region, long id, Person by) {
    return told(id, reorganisations.withdraw(reorganisation(region, id), by), by);
  }

  GridPublication undo(Region region, long id, Person by) {
    return told(id, reorganisations.undo(reorganisation(region, id), by), by);
  }

  private long reorganisation(Region region, long id) {
    return rows(region.code()).stream()
        .filter(row -> row.id == id)
        .map(Row::reorganisation)
        .findFirst()
        .orElseThrow(() -> Problem.notFound("publication", id));
  }
}
