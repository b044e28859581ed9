package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.kernel.WorkingCalendar.Span;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the catalogue to its tables. Rows are changed in place or given an end, never deleted. */
public class CatalogueStore {
  private static final int BATCH = 500;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public CatalogueStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Takes over the files whose content is not the one taken over last. */
  public void takeOver(CatalogueFiles files, List<String> names, String calendar) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.execute("select pg_advisory_xact_lock(hashtext('citymap.catalogue'))");
          for (String name : names) {
            if (isNews("catalogue/" + name, files.version(name))) {
              save(files.folder(name));
            }
          }
          if (isNews("calendar/" + calendar, files.calendarVersion(calendar))) {
            save(files.calendar(calendar));
          }
        });
  }

  /**
   * Adds imported classes; those in use under the same codes, or all others, end where these begin.
   */
  public void replace(List<ClassRow> rows, boolean endAllOthers, LocalDate from) {
    transaction.executeWithoutResult(
        status -> {
          if (endAllOthers) {
            end("true", from, new String[0]);
          }
          for (ClassRow row : rows) {
            end("code = any(?)", row.matterClass().validFrom(), row.matterClass().code());
          }
          saveMatters(rows);
        });
  }

  private void end(String which, LocalDate from, String... codes) {
    String sql =
        "update citymap.matter_class set valid_to = greatest(valid_from, ?) where valid_to is null"
            + " and "
            + which;
    jdbc.update(
        sql,
        ps -> {
          ps.setDate(1, Date.valueOf(from));
          if (codes.length > 0) {
            texts(ps, 2, List.of(codes));
          }
        });
  }

  private boolean isNews(String what, String version) {
    return jdbc.update(
            """
            insert into citymap.content_version as v (what, version) values (?, ?)
            on conflict (what) do update set version = excluded.version, loaded_at = now()
            where v.version <> excluded.version
            """,
            what,
            version)
        > 0;
  }

  private void save(CatalogueData data) {
    saveMatters(data.matters());
    saveComponents(data.components());
    endMissing(data);
    jdbc.batchUpdate(
        """
        insert into citymap.code_rule (kind, old_major, new_major) values (?, ?, ?)
        on conflict (kind, old_major) do update set new_major = excluded.new_major
        """,
        data.rules(),
        BATCH,
        (ps, rule) -> {
          ps.setString(1, rule.kind());
          ps.setString(2, rule.oldMajor());
          ps.setString(3, rule.newMajor());
        });
  }

  /** Classes of the same edition that the files no longer have end today. */
  private void endMissing(CatalogueData data) {
    Set<String> standards = new LinkedHashSet<>();
    List<String> codes = new ArrayList<>();
    for (ClassRow row : data.matters()) {
      standards.add(row.matterClass().standardRef());
      codes.add(row.matterClass().code());
    }
    jdbc.update(
        """
        update citymap.matter_class set valid_to = greatest(valid_from, current_date)
        where valid_to is null and standard_ref = any(?) and not code = any(?)
        """,
        ps -> {
          texts(ps, 1, List.copyOf(standards));
          texts(ps, 2, codes);
        });
  }

  private void saveMatters(List<ClassRow> rows) {
    jdbc.batchUpdate(
        """
        insert into citymap.matter_class (standard_ref, kind, code, valid_from, valid_to, name_zh,
          name_en, major_zh, major_en, radius_m, window_s, evidence_needed, quiet_s, auto_file,
          confusable, keywords, basis)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (standard_ref, kind, code, valid_from) do update set
          valid_to = excluded.valid_to, name_zh = excluded.name_zh, name_en = excluded.name_en,
          major_zh = excluded.major_zh, major_en = excluded.major_en,
          radius_m = excluded.radius_m, window_s = excluded.window_s,
          evidence_needed = excluded.evidence_needed, quiet_s = excluded.quiet_s,
          auto_file = excluded.auto_file, confusable = excluded.confusable,
          keywords = excluded.keywords, basis = excluded.basis
        """,
        rows,
        BATCH,
        CatalogueStore::bindMatter);
    jdbc.batchUpdate(
        """
        delete from citymap.filing_condition
        where standard_ref = ? and kind = ? and class_code = ? and valid_from = ?
        """,
        rows,
        BATCH,
        (ps, row) -> bindKey(ps, row.matterClass()));
    jdbc.batchUpdate(
        """
        insert into citymap.filing_condition (standard_ref, kind, class_code, valid_from, ordinal,
          id, name_zh, name_en, amount, unit)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows.stream()
            .flatMap(row -> row.conditions().stream().map(c -> new Condition(row.matterClass(), c)))
            .toList(),
        BATCH,
        CatalogueStore::bindCondition);
  }

  private record Condition(MatterClass matterClass, FilingCondition condition) {}

  private static void bindKey(PreparedStatement ps, MatterClass c) throws SQLException {
    ps.setString(1, c.standardRef());
    ps.setString(2, c.kind());
    ps.setString(3, c.code());
    ps.setDate(4, Date.valueOf(c.validFrom()));
  }

  private static void bindMatter(PreparedStatement ps, ClassRow row) throws SQLException {
    MatterClass c = row.matterClass();
    bindKey(ps, c);
    ps.setDate(5, date(c.validTo()));
    ps.setString(6, c.nameZh());
    ps.setString(7, c.nameEn());
    ps.setString(8, c.majorZh());
    ps.setString(9, c.majorEn());
    ps.setInt(10, c.radiusMetres());
    ps.setLong(11, c.window().toSeconds());
    ps.setDouble(12, c.evidenceNeeded());
    ps.setLong(13, c.quiet().toSeconds());
    ps.setBoolean(14, c.autoFile());
    texts(ps, 15, c.confusable());
    texts(ps, 16, c.keywords());
    ps.setString(17, row.basis());
  }

  private static void bindCondition(PreparedStatement ps, Condition row) throws SQLException {
    bindKey(ps, row.matterClass);
    FilingCondition c = row.condition;
    ps.setInt(5, c.ordinal());
    ps.setLong(6, c.id());
    ps.setString(7, c.nameZh());
    ps.setString(8, c.nameEn());
    ps.setInt(9, c.limit().amount());
    ps.setString(10, c.limit().unit().name());
  }

  private void saveComponents(List<ComponentClass> classes) {
    jdbc.batchUpdate(
        """
        insert into citymap.component_class (standard_ref, code, valid_from, valid_to, name_zh,
          name_en, major_zh, major_en)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (standard_ref, code, valid_from) do update set
          valid_to = excluded.valid_to, name_zh = excluded.name_zh, name_en = excluded.name_en,
          major_zh = excluded.major_zh, major_en = excluded.major_en
        """,
        classes,
        BATCH,
        (ps, c) -> {
          ps.setString(1, c.standardRef());
          ps.setString(2, c.code());
          ps.setDate(3, Date.valueOf(c.validFrom()));
          ps.setDate(4, date(c.validTo()));
          ps.setString(5, c.nameZh());
          ps.setString(6, c.nameEn());
          ps.setString(7, c.majorZh());
          ps.setString(8, c.majorEn());
        });
  }

  private void save(CalendarData calendar) {
    jdbc.update("delete from citymap.calendar where name = ?", calendar.name());
    jdbc.update(
        "insert into citymap.calendar (name, working_days, spans) values (?, ?, ?)",
        ps -> {
          ps.setString(1, calendar.name());
          texts(ps, 2, calendar.workingDays().stream().map(Enum::name).toList());
          texts(ps, 3, calendar.spans().stream().map(CatalogueStore::text).toList());
        });
    jdbc.batchUpdate(
        """
        insert into citymap.calendar_day (calendar, day, working, name_zh, name_en)
        values (?, ?, ?, ?, ?) on conflict (calendar, day) do update set working = excluded.working
        """,
        calendar.days(),
        BATCH,
        (ps, day) -> {
          ps.setString(1, calendar.name());
          ps.setDate(2, Date.valueOf(day.date()));
          ps.setBoolean(3, day.working());
          ps.setString(4, day.nameZh());
          ps.setString(5, day.nameEn());
        });
  }

  private static String text(Span span) {
    return span.from() + "-" + span.to();
  }

  private static @Nullable Date date(@Nullable LocalDate date) {
    return date == null ? null : Date.valueOf(date);
  }

  private static void texts(PreparedStatement ps, int index, List<String> texts)
      throws SQLException {
    ps.setArray(index, ps.getConnection().createArrayOf("text", texts.toArray()));
  }
}
