package io.yiwang.registry.fusion;

import io.yiwang.registry.fusion.Trusts.Field;
import io.yiwang.registry.people.SourceKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rules of matching and of conflicts: data, read for every settlement. */
@Component
class FusionRules {
  private final JdbcClient jdbc;

  FusionRules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  MatchRules matching() {
    Map<String, MatchRules.Weight> weights = new HashMap<>();
    jdbc.sql("select evidence, agree, differ from registry.match_rule")
        .query(
            rs -> {
              weights.put(rs.getString(1), new MatchRules.Weight(rs.getDouble(2), rs.getDouble(3)));
            });
    return new MatchRules(weights);
  }

  Trusts trusts() {
    Map<Field, Map<SourceKind, Trusts.Trust>> byField = new EnumMap<>(Field.class);
    jdbc.sql("select field, source_kind, trust, half_life_days from registry.trust")
        .query(
            rs -> {
              byField
                  .computeIfAbsent(
                      Field.valueOf(rs.getString(1)), f -> new EnumMap<>(SourceKind.class))
                  .put(
                      SourceKind.valueOf(rs.getString(2)),
                      new Trusts.Trust(rs.getDouble(3), rs.getInt(4)));
            });
    return new Trusts(byField);
  }

  void put(String evidence, MatchRules.Weight weight) {
    jdbc.sql("update registry.match_rule set agree = ?, differ = ? where evidence = ?")
        .params(weight.agree(), weight.differ(), evidence)
        .update();
  }

  void put(Field field, SourceKind kind, Trusts.Trust trust) {
    jdbc.sql(
            "update registry.trust set trust = ?, half_life_days = ? where field = ? and"
                + " source_kind = ?")
        .params(trust.trust(), trust.halfLifeDays(), field.name(), kind.name())
        .update();
  }
}
