package io.yiwang.sensing.rules;

import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All versions of all rules; changing them is the platform's own work. */
@Component
public class RuleBook {
  private static final String SHIPPED = "yiwang";
  private static final String SELECT =
      "select version, body, valid_from, valid_to, note, by_name from sensing.sensor_rule where ";

  private final JdbcClient jdbc;
  private final RuleText text;
  private final Clock clock;
  private final TransactionTemplate transaction;

  RuleBook(JdbcClient jdbc, RuleText text, Clock clock, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.text = text;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** The rules in force, enabled or not, by code. */
  public List<RuleVersion> inForce() {
    return jdbc.sql(SELECT + "valid_to is null order by code").query(this::read).list();
  }

  public Optional<RuleVersion> find(String code) {
    return jdbc.sql(SELECT + "code = ? and valid_to is null")
        .param(code)
        .query(this::read)
        .optional();
  }

  Optional<RuleVersion> find(String code, int version) {
    return jdbc.sql(SELECT + "code = ? and version = ?")
        .params(code, version)
        .query(this::read)
        .optional();
  }

  /** The newest first. */
  List<RuleVersion> versions(String code) {
    return jdbc.sql(SELECT + "code = ? order by version desc").param(code).query(this::read).list();
  }

  /**
   * Brings a version into force.
   *
   * @param basis the version it was made from, 0 for a new rule
   */
  RuleVersion put(SensorRule rule, int basis, @Nullable String note, String by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int present = find(rule.code()).map(RuleVersion::version).orElse(0);
    int closed =
        jdbc.sql(
                """
                update sensing.sensor_rule set valid_to = ?
                where code = ? and version = ? and valid_to is null
                """)
            .params(Timestamp.from(now), rule.code(), basis)
            .update();
    if (present != basis || (basis > 0 && closed == 0)) {
      throw Problem.conflict(
              "rule-changed",
              "Rule " + rule.code() + " has version " + present + " now, not " + basis + ".",
              "Maybe somebody else has changed it; look at their version first.")
          .with("version", present);
    }
    jdbc.sql(
            """
            insert into sensing.sensor_rule (code, version, body, valid_from, note, by_name)
            values (:code, :version, :body, :from, :note, :by)
            """)
        .param("code", rule.code())
        .param("version", basis + 1)
        .param("body", text.json(rule))
        .param("from", Timestamp.from(now))
        .param("note", note)
        .param("by", by)
        .update();
    return find(rule.code()).orElseThrow();
  }

  /** Adds the rules that are shipped and that the city has never had. */
  public void seed() {
    transaction.executeWithoutResult(
        status -> {
          for (SensorRule seed : text.shipped()) {
            if (find(seed.code()).isEmpty()) {
              put(seed, 0, null, SHIPPED);
            }
          }
        });
  }

  private RuleVersion read(ResultSet rs, int row) throws SQLException {
    Timestamp to = rs.getTimestamp("valid_to");
    return new RuleVersion(
        rs.getInt("version"),
        text.ofJson(rs.getString("body")),
        rs.getTimestamp("valid_from").toInstant(),
        to == null ? null : to.toInstant(),
        rs.getString("note"),
        rs.getString("by_name"));
  }
}
