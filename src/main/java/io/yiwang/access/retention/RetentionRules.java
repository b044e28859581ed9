package io.yiwang.access.retention;

import io.yiwang.access.RetentionAct;
import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The shipped rules of {@code access/retention.yaml}, with what the city has changed of them. */
@Component
class RetentionRules {
  private static final String FILE = "access/retention.yaml";

  private final Map<String, RetentionRule> shipped = new LinkedHashMap<>();
  private final JdbcClient jdbc;
  private final Clock clock;

  private record Row(
      String dataClass,
      String zh,
      String en,
      String keep,
      RetentionAct act,
      String basisZh,
      String basisEn) {}

  private record Changed(String dataClass, Period keep, RetentionAct act) {}

  RetentionRules(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    try (InputStream in = new ClassPathResource(FILE).getInputStream()) {
      for (Row r : new YAMLMapper().readValue(in, new TypeReference<List<Row>>() {})) {
        Period keep = Period.parse(r.keep());
        shipped.put(
            r.dataClass(),
            new RetentionRule(
                r.dataClass(), r.zh(), r.en(), keep, r.act(), r.basisZh(), r.basisEn()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " must be on the class path.", e);
    }
  }

  Set<String> shippedClasses() {
    return Set.copyOf(shipped.keySet());
  }

  List<RetentionRule> list() {
    Map<String, RetentionRule> rules = new LinkedHashMap<>(shipped);
    jdbc.sql("select data_class, keep, act from access.retention_change")
        .query(
            (rs, i) ->
                new Changed(
                    rs.getString(1),
                    Period.parse(rs.getString(2)),
                    RetentionAct.valueOf(rs.getString(3))))
        .list()
        .forEach(
            c -> rules.computeIfPresent(c.dataClass(), (k, rule) -> rule.with(c.keep(), c.act())));
    return List.copyOf(rules.values());
  }

  Optional<RetentionRule> find(String dataClass) {
    return list().stream().filter(rule -> rule.dataClass().equals(dataClass)).findFirst();
  }

  /** The city decides otherwise than what is shipped. */
  RetentionRule change(String dataClass, Period keep, RetentionAct act, String by) {
    RetentionRule rule = shipped.get(dataClass);
    if (rule == null) {
      throw Problem.notFound("data class", dataClass);
    }
    RetentionRule changed = rule.with(keep, act);
    jdbc.sql(
            """
            insert into access.retention_change (data_class, keep, act, changed_at, changed_by)
            values (?, ?, ?, ?, ?)
            on conflict (data_class) do update set keep = excluded.keep, act = excluded.act,
              changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        .params(dataClass, keep.toString(), act.name(), Timestamp.from(clock.instant()), by)
        .update();
    return changed;
  }
}
