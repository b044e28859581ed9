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

  /**
   * What one field says about two statements.
   *
   * @param agree null when one of them does not tell the field
   * @param bits of evidence; 0 when one of them does not tell it, or when it decides alone
   */
  record Evidence(String field, @Nullable Boolean agree, double bits) {}

  Match match(Statement a, Statement b) {
    List<Evidence> evidence = evidence(a, b);
    Evidence number = evidence.getFirst();
    if (number.agree != null) {
      return number.agree ? new Match(1, List.of("+NUMBER")) : new Match(0, List.of("-NUMBER"));
    }
    double bits = prior();
    List<String> reasons = new ArrayList<>();
    for (Evidence e : evidence) {
      bits += e.bits;
      if (e.agree != null) {
        reasons.add((e.agree ? "+" : "-") + e.field);
      }
    }
    return new Match(1 / (1 + Math.pow(2, -bits)), reasons);
  }

  /** Bits before anything is known about the two: how rare it is that two are one. */
  double prior() {
    return weight("PRIOR").agree;
  }

  /** Field by field, the number first. */
  List<Evidence> evidence(Statement a, Statement b) {
    Boolean sameNumber =
        a.number() == null || b.number() == null ? null : a.number().equals(b.number());
    return List.of(
        new Evidence("NUMBER", sameNumber, 0),
        evidence("NAME", a.name(), b.name()),
        evidence("BIRTH", a.birth(), b.birth()),
        evidence("SEX", known(a.sex()), known(b.sex())),
        evidence("PHONE", a.phone(), b.phone()),
        evidence("DOOR", a.doorId(), b.doorId()));
  }

  private Evidence evidence(String field, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return new Evidence(field, null, 0);
    }
    boolean agree = a.equals(b);
    return new Evidence(field, agree, agree ? weight(field).agree : weight(field).differ);
  }

  private static @Nullable Sex known(Sex sex) {
    return sex == Sex.UNKNOWN ? null : sex;
  }

  private Weight weight(String evidence) {
    return Objects.requireNonNull(weights.get(evidence), evidence);
  }
}
