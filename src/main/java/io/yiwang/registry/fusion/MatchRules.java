package io.yiwang.registry.fusion;

import io.yiwang.kernel.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How likely two statements are about one person.
 *
 * <p>Each field that both tell adds bits of evidence for or against (Fellegi and Sunter, "A theory
 * for record linkage", 1969); their sum s gives the probability 1 / (1 + 2^-s). Equal citizen
 * numbers decide alone, and so do different ones.
 */
record MatchRules(Map<String, Weight> weights) {

  /** Bits for agreement and for difference. */
  record Weight(double agree, double differ) {}

  /** What was found about two statements. */
  record Match(double confidence, List<String> reasons) {}

  MatchRules {
    weights = Map.copyOf(weights);
  }

  double join() {
    return weight("JOIN").agree;
  }

  double review() {
    return weight("REVIEW").agree;
  }

  Match match(Statement a, Statement b) {
    if (a.number() != null && b.number() != null) {
      return a.number().equals(b.number())
          ? new Match(1, List.of("+NUMBER"))
          : new Match(0, List.of("-NUMBER"));
    }
    List<String> reasons = new ArrayList<>();
    double bits = weight("PRIOR").agree;
    bits += evidence("NAME", a.name(), b.name(), reasons);
    bits += evidence("BIRTH", a.birth(), b.birth(), reasons);
    bits += evidence("SEX", known(a.sex()), known(b.sex()), reasons);
    bits += evidence("PHONE", a.phone(), b.phone(), reasons);
    bits += evidence("DOOR", a.doorId(), b.doorId(), reasons);
    return new Match(1 / (1 + Math.pow(2, -bits)), reasons);
  }

  private double evidence(
      String field, @Nullable Object a, @Nullable Object b, List<String> reasons) {
    if (a == null || b == null) {
      return 0;
    }
    boolean agree = a.equals(b);
    reasons.add((agree ? "+" : "-") + field);
    return agree ? weight(field).agree : weight(field).differ;
  }

  private static @Nullable Sex known(Sex sex) {
    return sex == Sex.UNKNOWN ? null : sex;
  }

  private Weight weight(String evidence) {
    return Objects.requireNonNull(weights.get(evidence), evidence);
  }
}
