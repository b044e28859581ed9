package io.yiwang.citymap.grids;

import io.yiwang.citymap.Region;
import io.yiwang.house.Problem;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Responsibility areas: groups of unit grids of a neighbourhood, with who answers for them. */
@Component
class ResponsibilityAreas {
  private static final int MOST = 200;
  private static final int LONGEST = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ResponsibilityAreas(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A responsibility area.
   *
   * @param grids codes of its unit grids
   * @param unitCode the unit that answers for it
   * @param personName who looks after it
   */
  record ResponsibilityArea(
      String code,
      @Nullable String nameZh,
      @Nullable String nameEn,
      List<String> grids,
      @Nullable String unitCode,
      @Nullable String personName) {}

  /**
   * The areas of a neighbourhood as they hold on a day.
   *
   * @param days from which there were others, the newest first
   */
  record ResponsibilityAreaPage(
      LocalDate on, List<ResponsibilityArea> areas, List<LocalDate> days) {}

  ResponsibilityAreaPage on(String neighbourhood, LocalDate on) {
    List<ResponsibilityArea> areas =
        jdbc.sql(
                """
                select * from citymap.responsibility_area
                where neighbourhood = ? and valid_from <= ? and (valid_to is null or valid_to > ?)
                order by code
                """)
            .params(neighbourhood, Date.valueOf(on), Date.valueOf(on))
            .query(ResponsibilityAreas::area)
            .list();
    return new ResponsibilityAreaPage(on, areas, days(neighbourhood));
  }

  private static ResponsibilityArea area(ResultSet rs, int row) throws SQLException {
    return new ResponsibilityArea(
        rs.getString("code"),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        List.of((String[]) rs.getArray("grids").getArray()),
        rs.getString("unit_code"),
        rs.getString("person_name"));
  }

  private List<LocalDate> days(String neighbourhood) {
    return jdbc.sql(
            """
            select distinct day from (
              select valid_from as day from citymap.responsibility_area where neighbourhood = :code
              union select valid_to from citymap.responsibility_area
                where neighbourhood = :code and valid_to > valid_from) d
            where day is not null order by day desc
            """)
        .param("code", neighbourhood)
        .query((rs, i) -> rs.getDate(1).toLocalDate())
        .list();
  }

  /**
   * Keeps the areas of a neighbourhood from a day on; those that held before end on it.
   *
   * @param grids the unit grids there are: each may lie in one area
   */
  ResponsibilityAreaPage keep(
      Region region, List<ResponsibilityArea> areas, LocalDate from, Set<String> grids, String by) {
    check(areas, grids);
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  delete from citymap.responsibility_area where neighbourhood = ? and valid_from >= ?
                  """)
              .params(region.code(), Date.valueOf(from))
              .update();
          jdbc.sql(
                  """
                  update citymap.responsibility_area set valid_to = ?
                  where neighbourhood = ? and (valid_to is null or valid_to > ?)
                  """)
              .params(Date.valueOf(from), region.code(), Date.valueOf(from))
              .update();
          areas.forEach(area -> add(region, area, from, by));
        });
    return on(region.code(), from);
  }

  private void add(Region region, ResponsibilityArea area, LocalDate from, String by) {
    jdbc.sql(
            """
            insert into citymap.responsibility_area (code, valid_from, name_zh, name_en, neighbourhood,
              region_path, grids, unit_code, person_name, changed_name, changed_at)
            values (:code, :from, :nameZh, :nameEn, :neighbourhood, :path, :grids, :unit, :person, :by, :at)
            """)
        .param("code", area.code)
        .param("from", Date.valueOf(from))
        .param("nameZh", Objects.requireNonNullElse(area.nameZh, area.code))
        .param("nameEn", Objects.requireNonNullElse(area.nameEn, area.code))
        .param("neighbourhood", region.code())
        .param("path", region.path())
        .param("grids", area.grids.toArray(String[]::new))
        .param("unit", area.unitCode)
        .param("person", area.personName)
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Takes back the areas that were kept last: those before hold again. */
  ResponsibilityAreaPage undo(Region region, LocalDate today) {
    LocalDate last =
        days(region.code()).stream()
            .findFirst()
            .orElseThrow(() -> Problem.notFound("responsibility areas", region.code()));
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  delete from citymap.responsibility_area where neighbourhood = ? and valid_from = ?
                  """)
              .params(region.code(), Date.valueOf(last))
              .update();
          jdbc.sql(
                  """
                  update citymap.responsibility_area set valid_to = null
                  where neighbourhood = ? and valid_to = ?
                  """)
              .params(region.code(), Date.valueOf(last))
              .update();
        });
    return on(region.code(), today);
  }

  private static void check(List<ResponsibilityArea> areas, Set<String> grids) {
    if (areas.size() > MOST) {
      throw Problem.badField("areas", areas.size(), "must be at most " + MOST + ".", null);
    }
    Set<String> codes = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (ResponsibilityArea area : areas) {
      if (area.code == null || area.code.isBlank() || area.code.length() > LONGEST) {
        throw Problem.badField("areas.code", area.code, "must have 1 to 100 characters.", null);
      }
      if (!codes.add(area.code)) {
        throw Problem.badField("areas.code", area.code, "must be given once.", null);
      }
      if (area.grids == null || area.grids.isEmpty()) {
        throw Problem.badField("areas.grids", area.code, "must have a grid.", null);
      }
      for (String grid : area.grids) {
        if (!grids.contains(grid)) {
          throw Problem.badField("areas.grids", grid, "is no grid of this neighbourhood.", null);
        }
        if (!taken.add(grid)) {
          throw Problem.badField("areas.grids", grid, "must lie in one area.", null);
        }
      }
      for (String text : texts(area)) {
        if (text.length() > LONGEST) {
          throw Problem.badField(
              "areas.name", text.length(), "must have at most 100 characters.", null);
        }
      }
    }
  }

  private static List<String> texts(ResponsibilityArea area) {
    List<String> texts = new ArrayList<>();
    for (String text : new String[] {area.nameZh, area.nameEn, area.unitCode, area.personName}) {
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }
}
