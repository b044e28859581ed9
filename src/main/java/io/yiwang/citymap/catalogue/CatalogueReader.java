package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.TimeBudget;
import io.yiwang.kernel.WorkingCalendar.Span;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the whole catalogue from its tables. */
public class CatalogueReader {
  private final JdbcTemplate jdbc;

  public CatalogueReader(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public CatalogueData read() {
    Map<String, List<FilingCondition>> conditions = conditions();
    List<ClassRow> matters =
        jdbc.query(
            "select * from citymap.matter_class order by code, valid_from",
            (rs, i) ->
                new ClassRow(
                    matterClass(rs),
                    rs.getString("basis"),
                    Objects.requireNonNull(conditions.get(key(rs, "code")))));
    List<ComponentClass> components =
        jdbc.query(
            "select * from citymap.component_class order by code, valid_from",
            (rs, i) ->
                new ComponentClass(
                    rs.getString("standard_ref"),
                    rs.getString("code"),
                    rs.getString("name_zh"),
                    rs.getString("name_en"),
                    rs.getString("major_zh"),
                    rs.getString("major_en"),
                    rs.getObject("valid_from", LocalDate.class),
                    rs.getObject("valid_to", LocalDate.class)));
    List<CodeRule> rules =
        jdbc.query(
            "select kind, old_major, new_major from citymap.code_rule",
            (rs, i) -> new CodeRule(rs.getString(1), rs.getString(2), rs.getString(3)));
    return new CatalogueData(matters, components, rules);
  }

  private static String key(ResultSet rs, String code) throws SQLException {
    return String.join(
        "|",
        rs.getString("standard_ref"),
        rs.getString("kind"),
        rs.getString(code),
        rs.getString("valid_from"));
  }

  private Map<String, List<FilingCondition>> conditions() {
    Map<String, List<FilingCondition>> conditions = new HashMap<>();
    jdbc.query(
        "select * from citymap.filing_condition order by ordinal",
        rs -> {
          conditions
              .computeIfAbsent(key(rs, "class_code"), k -> new ArrayList<>())
              .add(
                  new FilingCondition(
                      rs.getLong("id"),
                      rs.getString("class_code"),
                      rs.getInt("ordinal"),
                      rs.getString("name_zh"),
                      rs.getString("name_en"),
                      new TimeBudget(
                          rs.getInt("amount"), LimitUnit.valueOf(rs.getString("unit")))));
        });
    return conditions;
  }

  private static MatterClass matterClass(ResultSet rs) throws SQLException {
    return new MatterClass(
        rs.getString("standard_ref"),
        rs.getString("kind"),
        rs.getString("code"),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        rs.getString("major_zh"),
        rs.getString("major_en"),
        rs.getInt("radius_m"),
        Duration.ofSeconds(rs.getLong("window_s")),
        rs.getDouble("evidence_needed"),
        Duration.ofSeconds(rs.getLong("quiet_s")),
        rs.getBoolean("auto_file"),
        texts(rs.getArray("confusable")),
        texts(rs.getArray("keywords")),
        rs.getObject("valid_from", LocalDate.class),
        rs.getObject("valid_to", LocalDate.class));
  }

  public CalendarData calendar(String name) {
    List<CalendarData.Day> days =
        jdbc.query(
            "select day, working, name_zh, name_en from citymap.calendar_day where calendar = ?",
            (rs, i) ->
                new CalendarData.Day(
                    rs.getObject(1, LocalDate.class),
                    rs.getBoolean(2),
                    rs.getString(3),
                    rs.getString(4)),
            name);
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select working_days, spans from citymap.calendar where name = ?",
            (rs, i) ->
                new CalendarData(
                    name,
                    texts(rs.getArray(1)).stream().map(DayOfWeek::valueOf).toList(),
                    texts(rs.getArray(2)).stream().map(CatalogueReader::span).toList(),
                    days),
            name));
  }

  private static Span span(String text) {
    String[] ends = text.split("-", -1);
    return new Span(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
