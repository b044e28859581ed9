package io.yiwang.registry.fusion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Writes;
import io.yiwang.registry.people.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of fusion over HTTP: what counts as evidence, and whom to believe about what. */
@RestController
@RequestMapping("/api/v1/registry/rules")
@Tag(name = "Registry")
class RulesController {
  private static final double MOST_BITS = 100;
  private static final int LONGEST_HALF_LIFE = 36_500;

  private final Readers readers;
  private final Writes writes;
  private final FusionRules rules;
  private final AuditTrail audit;

  RulesController(Readers readers, Writes writes, FusionRules rules, AuditTrail audit) {
    this.readers = readers;
    this.writes = writes;
    this.rules = rules;
    this.audit = audit;
  }

  /**
   * Bits of evidence; JOIN and REVIEW are probabilities and PRIOR is what stands before all
   * evidence, each in {@code agree}.
   */
  record EvidenceRule(String evidence, double agree, double differ) {}

  /** How far a kind of source is believed about a field, and after how many days half as much. */
  record TrustRule(
      Trusts.@Nullable Field field, @Nullable SourceKind kind, double trust, int halfLifeDays) {}

  /** All rules, or in a change those that change. */
  record Rules(@Nullable List<EvidenceRule> evidence, @Nullable List<TrustRule> trusts) {}

  @Operation(
      summary = "What counts as evidence that two records are one person, and whom to believe")
  @GetMapping
  Rules rules() {
    readers.reading(Readers.SETTING);
    return present();
  }

  private Rules present() {
    return SystemDuty.call(() -> new Rules(evidence(), trusts()));
  }

  private List<EvidenceRule> evidence() {
    return rules.matching().weights().entrySet().stream()
        .map(e -> new EvidenceRule(e.getKey(), e.getValue().agree(), e.getValue().differ()))
        .sorted(Comparator.comparing(EvidenceRule::evidence))
        .toList();
  }

  private List<TrustRule> trusts() {
    Trusts trusts = rules.trusts();
    List<TrustRule> list = new ArrayList<>();
    for (Trusts.Field field : Trusts.Field.values()) {
      for (SourceKind kind : SourceKind.values()) {
        Trusts.Trust t = trusts.of(field, kind);
        list.add(new TrustRule(field, kind, t.trust(), t.halfLifeDays()));
      }
    }
    return list;
  }

  @Operation(
      summary = "Change some of the rules",
      description =
          "Only the rules given change. They count for what is said from now on: a person is"
              + " computed anew when something new is said about them.")
  @PutMapping
  Rules change(@RequestBody Rules changes) {
    readers.changing(Readers.SETTING);
    List<EvidenceRule> evidence = changes.evidence == null ? List.of() : changes.evidence;
    List<TrustRule> trusts = changes.trusts == null ? List.of() : changes.trusts;
    evidence.forEach(this::check);
    trusts.forEach(RulesController::check);
    checkThresholds(evidence);
    List<String> about = new ArrayList<>();
    evidence.forEach(e -> about.add("evidence:" + e.evidence));
    trusts.forEach(t -> about.add("trust:" + t.field + "." + t.kind));
    if (!about.isEmpty()) {
      audit.append(audit.entry(AuditAction.PERMISSION, "registry.rules").about(about));
      writes.run(
          () -> {
            evidence.forEach(e -> rules.put(e.evidence, new MatchRules.Weight(e.agree, e.differ)));
            trusts.forEach(
                t ->
                    rules.put(
                        Objects.requireNonNull(t.field),
                        Objects.requireNonNull(t.kind),
                        new Trusts.Trust(t.trust, t.halfLifeDays)));
          });
    }
    return present();
  }

  private void check(EvidenceRule rule) {
    if (!SystemDuty.call(rules::matching).weights().containsKey(rule.evidence)) {
      throw Problem.badField("evidence", rule.evidence, "must be one that there is.", null);
    }
    switch (rule.evidence) {
      case "JOIN", "REVIEW" -> between("agree", rule.agree, 0.01, 0.9999);
      case "PRIOR" -> between("agree", rule.agree, -MOST_BITS, 0);
      default -> {
        between("agree", rule.agree, 0, MOST_BITS);
        between("differ", rule.differ, -MOST_BITS, 0);
      }
    }
  }

  private static void check(TrustRule rule) {
    if (rule.field == null || rule.kind == null) {
      throw Problem.badField("field", null, "and kind must say what is believed of whom.", null);
    }
    between("trust", rule.trust, 0.01, 0.99);
    between("halfLifeDays", rule.halfLifeDays, 1, LONGEST_HALF_LIFE);
  }

  private static void between(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw Problem.badField(field, value, "must be between " + least + " and " + most + ".", null);
    }
  }

  private void checkThresholds(List<EvidenceRule> changes) {
    Map<String, MatchRules.Weight> present = SystemDuty.call(rules::matching).weights();
    double join = threshold("JOIN", changes, present);
    double review = threshold("REVIEW", changes, present);
    if (review >= join) {
      throw Problem.badField(
          "REVIEW", review, "must be less than JOIN (" + join + ").", "Maybe they are swapped.");
    }
  }

  private static double threshold(
      String name, List<EvidenceRule> changes, Map<String, MatchRules.Weight> present) {
    return changes.stream()
        .filter(e -> e.evidence.equals(name))
        .map(EvidenceRule::agree)
        .findFirst()
        .orElseGet(() -> Objects.requireNonNull(present.get(name)).agree());
  }
}
