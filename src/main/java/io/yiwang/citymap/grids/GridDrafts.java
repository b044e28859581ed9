package io.yiwang.citymap.grids;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.regions.RegionHistory;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Drawings that are kept until they are published or dropped, one for each neighbourhood. */
@Component
class GridDrafts {
  private static final TypeReference<List<DrawnGrid>> GRIDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  GridDrafts(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A drawing that is kept.
   *
   * @param basis the grids on which it was begun
   * @param version counts how often it was kept
   */
  record GridDraft(
      List<DrawnGrid> grids, String basis, int version, String changedBy, Instant changedAt) {}

  /** Tells grids that hold now from those that held before: changes whenever one of them does. */
  static String basis(List<RegionHistory.Dated> grids) {
    return grids.stream()
        .map(g -> g.region().code() + "@" + g.validFrom())
        .collect(Collectors.joining(","));
  }

  Optional<GridDraft> find(String neighbourhood) {
    return jdbc.sql("select * from citymap.grid_draft where neighbourhood = ?")
        .param(neighbourhood)
        .query(
            (rs, i) ->
                new GridDraft(
                    json.readValue(rs.getString("grids"), GRIDS),
                    rs.getString("basis"),
                    rs.getInt("version"),
                    rs.getString("changed_name"),
                    rs.getTimestamp("changed_at").toInstant()))
        .optional();
  }

  /**
   * Keeps a drawing over the version somebody has seen; 409 when it has been changed since.
   *
   * @param seen null when there was none
   */
  GridDraft keep(
      Region region, List<DrawnGrid> grids, String basis, @Nullable Integer seen, String by) {
    int kept =
        jdbc.sql(
                """
                insert into citymap.grid_draft
                  (neighbourhood, region_path, basis, grids, version, changed_name, changed_at)
                values (:code, :path, :basis, :grids, 1, :by, :at)
                on conflict (neighbourhood) do update set basis = excluded.basis, grids = excluded.grids,
                  version = citymap.grid_draft.version + 1, changed_name = excluded.changed_name,
                  changed_at = excluded.changed_at
                where citymap.grid_draft.version = :seen
                """)
            .param("code", region.code())
            .param("path", region.path())
            .param("basis", basis)
            .param("grids", json.writeValueAsString(grids))
            .param("by", by)
            .param("at", Timestamp.from(clock.instant()))
            .param("seen", seen == null ? -1 : seen)
            .update();
    GridDraft now = find(region.code()).orElseThrow();
    if (kept == 0) {
      throw Problem.conflict(
              "draft-changed",
              "The drawing was changed by " + now.changedBy + " meanwhile.",
              "Maybe look at theirs and draw yours again.")
          .with("draft", now);
    }
    return now;
  }

  void drop(String neighbourhood) {
    jdbc.sql("delete from citymap.grid_draft where neighbourhood = ?")
        .param(neighbourhood)
        .update();
  }
}
