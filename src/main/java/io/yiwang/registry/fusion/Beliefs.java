package io.yiwang.registry.fusion;

import io.yiwang.kernel.Sex;
import io.yiwang.registry.fusion.Trusts.Field;
import io.yiwang.registry.people.Relation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What several statements about one person add up to, field by field.
 *
 * <p>Sources that say the same support each other: a value is believed with 1 − Π(1 − t), where t
 * is the trust in its source, fading with the days by which a newer statement about the same field
 * leads. The most believed value wins; between equals the newer one, then the lesser text. The
 * result depends on the set of statements only.
 */
record Beliefs(Map<Field, Belief> fields) {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  /**
   * A field's value and where it comes from.
   *
   * @param by the statement with the strongest say for it
   * @param rivals how many other values were told
   */
  record Belief(Object value, double confidence, Statement by, int supporters, int rivals) {}

  Beliefs {
    fields = Map.copyOf(fields);
  }

  static Beliefs of(List<Statement> statements, Trusts trusts) {
    Map<Field, Belief> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      Belief belief = believe(field, statements, trusts);
      if (belief != null) {
        fields.put(field, belief);
      }
    }
    return new Beliefs(fields);
  }

  private record Claim(Object value, Statement by, double strength) {}

  private static @Nullable Belief believe(Field field, List<Statement> statements, Trusts trusts) {
    Function<Statement, @Nullable Object> value = reader(field);
    List<Statement> telling = statements.stream().filter(s -> value.apply(s) != null).toList();
    Instant newest =
        telling.stream().map(Statement::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    Map<Object, List<Claim>> byValue = new LinkedHashMap<>();
    for (Statement s : telling) {
      Object told = value.apply(s);
      if (told != null) {
        double days = Duration.between(s.at(), newest).toSeconds() / SECONDS_A_DAY;
        double strength = trusts.of(field, s.kind()).after(days);
        byValue.computeIfAbsent(told, v -> new ArrayList<>()).add(new Claim(told, s, strength));
      }
    }
    return byValue.values().stream()
        .map(claims -> belief(claims, byValue.size() - 1))
        .max(
            Comparator.comparingDouble(Belief::confidence)
                .thenComparing(b -> b.by().at())
                .thenComparing(b -> b.value().toString(), Comparator.reverseOrder())
                .thenComparing(b -> b.by().identity()))
        .orElse(null);
  }

  /** Each source counts once for a value, however often it repeats it. */
  private static Belief belief(List<Claim> claims, int rivals) {
    Map<String, Claim> bySource = new LinkedHashMap<>();
    Comparator<Claim> stronger =
        Comparator.comparingDouble(Claim::strength)
            .thenComparing(c -> c.by.at())
            .thenComparing(c -> c.by.identity());
    for (Claim claim : claims) {
      bySource.merge(claim.by.source(), claim, (a, b) -> stronger.compare(a, b) >= 0 ? a : b);
    }
    double[] doubts =
        bySource.values().stream().mapToDouble(c -> 1 - c.strength).sorted().toArray();
    double doubt = 1;
    for (double d : doubts) {
      doubt *= d;
    }
    Claim best = bySource.values().stream().max(stronger).orElseThrow();
    // rounded, so that the order of multiplications cannot decide
    double confidence = Math.round((1 - doubt) * 1e9) / 1e9;
    return new Belief(best.value, confidence, best.by, bySource.size(), rivals);
  }

  private static Function<Statement, @Nullable Object> reader(Field field) {
    return switch (field) {
      case NAME -> Statement::name;
      case SEX -> s -> s.sex() == Sex.UNKNOWN ? null : s.sex();
      case BIRTH -> Statement::birth;
      case NUMBER -> Statement::number;
      case PHONE -> Statement::phone;
      case DOOR -> Statement::doorId;
      case RELATION -> s -> s.relation() == Relation.UNKNOWN ? null : s.relation();
      case GROUPS -> Statement::groups;
    };
  }

  @Nullable Object value(Field field) {
    Belief belief = fields.get(field);
    return belief == null ? null : belief.value;
  }

  String name() {
    return value(Field.NAME) instanceof String name ? name : "";
  }

  Sex sex() {
    return value(Field.SEX) instanceof Sex sex ? sex : Sex.UNKNOWN;
  }

  @Nullable LocalDate birth() {
    return (LocalDate) value(Field.BIRTH);
  }

  Statement.@Nullable Sealed number() {
    return (Statement.Sealed) value(Field.NUMBER);
  }

  Statement.@Nullable Sealed phone() {
    return (Statement.Sealed) value(Field.PHONE);
  }

  @Nullable Long doorId() {
    return (Long) value(Field.DOOR);
  }

  /** Which household behind the door: whoever told the door told that too. */
  String household() {
    Belief door = fields.get(Field.DOOR);
    return door == null ? "" : door.by.household();
  }

  Relation relation() {
    return value(Field.RELATION) instanceof Relation relation ? relation : Relation.UNKNOWN;
  }

  int groups() {
    return value(Field.GROUPS) instanceof Integer bits ? bits : 0;
  }
}
