package io.yiwang.cases.checks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.access.Person;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How soon a class is looked at again: {@code catalogue/second-look.csv}, and over it what this
 * city set. Of several prefixes of a class the longest counts.
 */
@Component
class LookRules {
  private static final String FILE = "/catalogue/second-look.csv";

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Map<String, LookRule> shipped;

  LookRules(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.shipped = shipped();
  }

  LookRule of(String classCode) {
    Map<String, LookRule> rules = present();
    for (int length = classCode.length(); length > 0; length--) {
      LookRule rule = rules.get(classCode.substring(0, length));
      if (rule != null) {
        return rule;
      }
    }
    return Objects.requireNonNull(rules.get(""), FILE);
  }

  /** By prefix; the one for everything else first. */
  List<LookRule> list() {
    return List.copyOf(present().values());
  }

  /** Every version that was ever set for a prefix, the latest first; without figures: withdrawn. */
  List<Version> versions(String prefix) {
    return SystemDuty.call(
        () ->
            jdbc.query(
                "select * from cases.look_rule where prefix = ? order by id desc",
                (rs, row) -> version(rs),
                prefix));
  }

  /** What somebody set at a time; null figures mean the shipped ones. */
  record Version(LookRule rule, boolean withdrawn) {}

  void set(LookRule rule, Person by) {
    write(rule.prefix(), rule.quiet(), rule.patience(), rule.undo(), by);
  }

  /** Back to what was shipped. */
  void withdraw(String prefix, Person by) {
    write(prefix, null, null, null, by);
  }

  private void write(
      String prefix,
      @Nullable Duration quiet,
      @Nullable Duration patience,
      @Nullable Duration undo,
      Person by) {
    SystemDuty.run(
        () ->
            jdbc.update(
                """
                insert into cases.look_rule (prefix, quiet_s, patience_s, undo_s, at, by_id, by_name)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                prefix,
                quiet == null ? null : quiet.toSeconds(),
                patience == null ? null : patience.toSeconds(),
                undo == null ? null : undo.toSeconds(),
                Timestamp.from(clock.instant()),
                by.id(),
                by.name()));
  }

  private Map<String, LookRule> present() {
    Map<String, LookRule> rules = new TreeMap<>(shipped);
    SystemDuty.call(
            () ->
                jdbc.query(
                    """
                    select distinct on (prefix) * from cases.look_rule order by prefix, id desc
                    """,
                    (rs, row) -> version(rs)))
        .stream()
        .filter(version -> !version.withdrawn())
        .forEach(version -> rules.put(version.rule().prefix(), version.rule()));
    return rules;
  }

  private static Version version(ResultSet rs) throws SQLException {
    LookRule rule =
        new LookRule(
            rs.getString("prefix"),
            Duration.ofSeconds(rs.getLong("quiet_s")),
            Duration.ofSeconds(rs.getLong("patience_s")),
            Duration.ofSeconds(rs.getLong("undo_s")),
            rs.getTimestamp("at").toInstant(),
            rs.getString("by_name"));
    return new Version(rule, rs.getObject("quiet_s") == null);
  }

  private static Map<String, LookRule> shipped() {
    Map<String, LookRule> rules = new TreeMap<>();
    try (InputStream in = Objects.requireNonNull(LookRules.class.getResourceAsStream(FILE), FILE);
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        String prefix = row.getField("class");
        rules.put(
            prefix,
            new LookRule(
                prefix,
                seconds(row, "quiet_s"),
                seconds(row, "patience_s"),
                seconds(row, "undo_s"),
                null,
                null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  private static Duration seconds(NamedCsvRecord row, String field) {
    return Duration.ofSeconds(Long.parseLong(row.getField(field)));
  }
}
