package io.yiwang.access.policy;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import io.yiwang.access.policy.PolicyVersion.Kind;
import io.yiwang.access.policy.PolicyVersion.VersionStep;
import io.yiwang.access.policy.WhatChanges.ChangeQuestion;
import io.yiwang.access.policy.WhatChanges.ChangesFound;
import io.yiwang.access.policy.WhatChanges.PostShown;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policy in force, and what another text would change. */
@RestController
@RequestMapping("/api/v1/policy")
class PolicyController {
  private final PolicyRights rights;
  private final PolicyInForce inForce;
  private final PolicyVersions versions;
  private final PolicyChanges changes;
  private final WhatChanges whatChanges;

  PolicyController(
      PolicyRights rights,
      PolicyInForce inForce,
      PolicyVersions versions,
      PolicyChanges changes,
      WhatChanges whatChanges) {
    this.rights = rights;
    this.inForce = inForce;
    this.versions = versions;
    this.changes = changes;
    this.whatChanges = whatChanges;
  }

  /** A class of data with its fields. */
  record PolicyClass(String name, List<String> fields) {}

  /** A rule as it holds for one duty. */
  record DutyRule(
      Duty duty,
      String dataClass,
      boolean deny,
      Set<Action> may,
      Set<Scope> where,
      boolean purpose,
      Map<String, String> fields) {}

  /**
   * The policy in force.
   *
   * @param version null when a file goes before all versions
   * @param since from when it is in force
   * @param offered whether the program brings a policy nobody has decided about yet
   * @param mayChange whether the caller may propose and approve
   */
  record PolicyStanding(
      @Nullable Integer version,
      @Nullable Instant since,
      boolean offered,
      boolean mayChange,
      boolean mayExport,
      List<PolicyClass> classes,
      List<DutyRule> rules) {}

  record PolicyYaml(@Nullable String yaml) {}

  /** What is wrong with a text; nothing when it may be proposed. */
  record PolicyCheck(List<Mistake> mistakes) {}

  /** A text and somebody to look at it for. */
  record EffectQuestion(
      @Nullable String yaml,
      @Nullable Integer version,
      @Nullable Integer base,
      @Nullable Long person,
      @Nullable String dataClass) {}

  @Operation(summary = "The policy in force: who may do what with which data")
  @GetMapping
  PolicyStanding inForce() {
    rights.require(Action.READ);
    boolean mayChange = rights.may(Action.CHANGE);
    boolean mayExport = rights.may(Action.EXPORT);
    return SystemDuty.call(() -> standing(mayChange, mayExport));
  }

  private PolicyStanding standing(boolean mayChange, boolean mayExport) {
    Policy policy = inForce.present().policy();
    PolicyVersion version = inForce.overridden() ? null : versions.get(versions.inForce());
    return new PolicyStanding(
        version == null ? null : version.id(),
        version == null ? null : since(version),
        !versions.knows(PolicyFile.text(PolicyFile.SHIPPED)),
        mayChange && !inForce.overridden(),
        mayExport,
        policy.classes().entrySet().stream()
            .map(e -> new PolicyClass(e.getKey(), List.copyOf(e.getValue())))
            .toList(),
        policy.rules().stream().map(PolicyController::rule).toList());
  }

  private static @Nullable Instant since(PolicyVersion version) {
    return version.steps().stream()
        .filter(s -> s.kind() == Kind.IN_FORCE)
        .map(VersionStep::at)
        .findFirst()
        .orElse(null);
  }

  private static DutyRule rule(PolicyRule r) {
    Map<String, String> fields = new TreeMap<>();
    r.fields().forEach((field, shown) -> fields.put(field, shown.toString()));
    return new DutyRule(
        r.duty(), r.dataClass(), r.deny(), r.actions(), r.scopes(), r.needsPurpose(), fields);
  }

  @Operation(summary = "The policy this program was shipped with")
  @GetMapping("/shipped")
  PolicyYaml shipped() {
    rights.require(Action.READ);
    return new PolicyYaml(PolicyFile.text(PolicyFile.SHIPPED));
  }

  @Operation(summary = "Whether a text may be proposed; says each mistake with its line")
  @PostMapping("/checks")
  PolicyCheck check(@RequestBody PolicyYaml text) {
    rights.require(Action.READ);
    String yaml = text.yaml();
    if (yaml == null) {
      throw Problem.badField("yaml", null, "must be given.", null);
    }
    return SystemDuty.call(() -> new PolicyCheck(changes.mistakes(yaml)));
  }

  @Operation(summary = "What a text or version would change, and for whom")
  @PostMapping("/comparisons")
  ChangesFound compare(@RequestBody ChangeQuestion asked) {
    rights.require(Action.READ);
    return SystemDuty.call(() -> whatChanges.changes(asked));
  }

  @Operation(summary = "What one person would see of one class, now and by a text or version")
  @PostMapping("/effects")
  List<PostShown> effects(@RequestBody EffectQuestion asked) {
    rights.require(Action.CHANGE);
    Long person = asked.person();
    String dataClass = asked.dataClass();
    if (person == null) {
      throw Problem.badField("person", null, "must be given.", null);
    }
    if (dataClass == null) {
      throw Problem.badField("dataClass", null, "must be given.", null);
    }
    return SystemDuty.call(
        () ->
            whatChanges.forPerson(
                new ChangeQuestion(asked.yaml(), asked.version(), asked.base()),
                person,
                dataClass));
  }
}
