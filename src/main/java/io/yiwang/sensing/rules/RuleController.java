package io.yiwang.sensing.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.rules.Trial.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules on what devices measure: list, check, try on history, change. */
@RestController
@RequestMapping("/api/v1/sensor-rules")
@Tag(name = "Sensor rules")
class RuleController {
  private static final Duration LONGEST_TRIAL = Duration.ofDays(366 * 5);
  private static final int LONGEST_NOTE = 300;

  private final RuleRights rights;
  private final RuleBook book;
  private final RuleChecks checks;
  private final RuleWords words;
  private final RuleText text;
  private final Trial trial;
  private final Devices devices;
  private final DeviceModels models;
  private final Regions regions;
  private final RuleNews news;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RuleController(
      RuleRights rights,
      RuleBook book,
      RuleChecks checks,
      RuleWords words,
      RuleText text,
      Trial trial,
      Devices devices,
      DeviceModels models,
      Regions regions,
      RuleNews news,
      TransactionTemplate transaction,
      Clock clock) {
    this.rights = rights;
    this.book = book;
    this.checks = checks;
    this.words = words;
    this.text = text;
    this.trial = trial;
    this.devices = devices;
    this.models = models;
    this.regions = regions;
    this.news = news;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A version of a rule, with what it says. */
  record SensorRuleView(
      int version,
      SensorRule rule,
      String sentenceZh,
      String sentenceEn,
      String yaml,
      Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String note,
      String by,
      boolean mayChange) {}

  /** The rules in force. */
  record SensorRuleList(List<SensorRuleView> items, boolean mayAdd) {}

  @Operation(summary = "The rules in force, also those that are switched off")
  @GetMapping
  SensorRuleList list() {
    rights.requireReader();
    return new SensorRuleList(
        book.inForce().stream().map(this::view).toList(), rights.mayChange(regions.root().path()));
  }

  /** All versions of a rule, the newest first. */
  record SensorRuleVersions(List<SensorRuleView> versions) {}

  @Operation(summary = "A rule with all its versions, the newest first")
  @GetMapping("/{code}")
  SensorRuleVersions versions(@PathVariable String code) {
    rights.requireReader();
    List<RuleVersion> versions = book.versions(code);
    if (versions.isEmpty()) {
      throw Problem.notFound("rule", code);
    }
    return new SensorRuleVersions(versions.stream().map(this::view).toList());
  }

  private SensorRuleView view(RuleVersion v) {
    SensorRule rule = v.rule();
    return new SensorRuleView(
        v.version(),
        rule,
        words.sentence(rule, true),
        words.sentence(rule, false),
        text.yaml(rule),
        v.validFrom(),
        v.validTo(),
        v.note(),
        v.by(),
        rights.mayChange(path(rule)));
  }

  private String path(SensorRule rule) {
    String region = rule.region();
    return (region == null ? regions.root() : regions.find(region).orElseGet(regions::root)).path();
  }

  /** A quantity as a rule can ask about it. */
  record RuleQuantity(
      String code,
      String zh,
      String en,
      String unit,
      String written,
      double min,
      double max,
      List<String> units,
      boolean state) {}

  /** A device model and what it measures. */
  record RuleModel(
      String code,
      String zh,
      String en,
      @Schema(type = "string", example = "PT1M") Duration every,
      List<RuleQuantity> quantities) {}

  /** What rules can be about. */
  record RuleModels(List<RuleModel> models) {}

  @Operation(summary = "Device models, what they measure, and in which units that can be told")
  @GetMapping("/models")
  RuleModels models() {
    rights.requireReader();
    return new RuleModels(new Vocabulary(models).models());
  }

  /** A rule as a form or as YAML. */
  record RuleDraft(@Nullable SensorRule rule, @Nullable String yaml) {}

  /** Whether a rule makes sense, and what it says. */
  record RuleReview(
      SensorRule rule,
      List<RuleMistake> mistakes,
      @Nullable String sentenceZh,
      @Nullable String sentenceEn,
      String yaml) {}

  @Operation(
      summary = "Check a rule without keeping it",
      description = "Takes the rule, or its YAML. Answers with all that is not right.")
  @PostMapping("/check")
  RuleReview check(@RequestBody RuleDraft draft) {
    rights.requireReader();
    SensorRule rule = rule(draft);
    List<RuleMistake> mistakes = checks.check(rule);
    boolean sayable = mistakes.isEmpty();
    return new RuleReview(
        rule,
        mistakes,
        sayable ? words.sentence(rule, true) : null,
        sayable ? words.sentence(rule, false) : null,
        text.yaml(rule));
  }

  private SensorRule rule(RuleDraft draft) {
    if (draft.yaml() != null) {
      return complete(text.ofYaml(draft.yaml()));
    }
    if (draft.rule() == null) {
      throw Problem.badField("rule", null, "or yaml must be given.", null);
    }
    return complete(draft.rule());
  }

  /** JSON may leave out what a rule cannot do without. */
  @SuppressWarnings("NullAway")
  private static SensorRule complete(SensorRule rule) {
    needed("code", rule.code());
    needed("nameZh", rule.nameZh());
    needed("nameEn", rule.nameEn());
    needed("model", rule.model());
    needed("severity", rule.severity());
    needed("when", rule.when());
    needed("when.quantity", rule.when().quantity());
    needed("when.is", rule.when().is());
    if (rule.repeated() != null) {
      needed("repeated.within", rule.repeated().within());
    }
    return rule;
  }

  private static void needed(String field, @Nullable Object value) {
    if (value == null) {
      throw Problem.badField(field, null, "must be given.", null);
    }
  }

  /**
   * A rule to be kept.
   *
   * @param basis the version it was made from, 0 for a new rule
   */
  record RuleChange(@Nullable SensorRule rule, @Nullable Integer basis, @Nullable String note) {}

  @Operation(
      summary = "Bring a new version of a rule into force",
      description =
          """
          A rule that is not there yet is made with basis 0. 409 rule-changed when another version is in force than the
          one it was made from; 400 bad-rule with all that is not right.
          """)
  @PutMapping("/{code}")
  SensorRuleView put(@PathVariable String code, @RequestBody RuleChange change) {
    rights.requireKeeperOfRules();
    SensorRule rule = rule(new RuleDraft(change.rule(), null));
    Integer basis = change.basis();
    if (basis == null) {
      throw Problem.badField("basis", null, "must be the version it was made from, or 0.", null);
    }
    if (!rule.code().equals(code)) {
      throw Problem.badField("code", rule.code(), "must be the one of the address.", null);
    }
    List<RuleMistake> mistakes = checks.check(rule);
    if (!mistakes.isEmpty()) {
      throw bad(mistakes);
    }
    rights.requireSteward(path(rule));
    book.find(code).ifPresent(present -> rights.requireSteward(path(present.rule())));
    String note = change.note() == null || change.note().isBlank() ? null : change.note().strip();
    if (note != null && note.length() > LONGEST_NOTE) {
      throw Problem.badField("note", note.length(), "must have at most 300 letters.", null);
    }
    String by = rights.me().name();
    RuleVersion made =
        SystemDuty.call(() -> transaction.execute(status -> book.put(rule, basis, note, by)));
    news.changed();
    return view(made);
  }

  private static Problem bad(List<RuleMistake> mistakes) {
    RuleMistake first = mistakes.getFirst();
    return new Problem(
            HttpStatus.BAD_REQUEST,
            "bad-rule",
            first.field() + " (" + first.value() + ") " + first.en(),
            first.field(),
            first.value(),
            "Maybe have it checked first: POST /api/v1/sensor-rules/check tells everything.")
        .with("mistakes", mistakes);
  }

  /**
   * A rule to be tried.
   *
   * @param yaml instead of the rule
   * @param device code of a device
   */
  record TrialWish(
      @Nullable SensorRule rule,
      @Nullable String yaml,
      @Nullable String device,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * What the rule would have found, beside what the version in force would have.
   *
   * @param present null for a rule that is not there yet
   */
  record TrialResult(Outcome tried, @Nullable Outcome present, @Nullable Integer presentVersion) {}

  @Operation(
      summary = "Try a rule on the past of a device",
      description =
          """
          Runs it, and the version in force, over the device's readings (and, of a rule of several devices, those around);
          raises nothing. At most two million readings and a thousand firings.
          """)
  @PostMapping("/trial")
  TrialResult trial(@RequestBody TrialWish wish) {
    rights.requireReader();
    SensorRule rule = rule(new RuleDraft(wish.rule(), wish.yaml()));
    List<RuleMistake> mistakes = checks.check(rule);
    if (!mistakes.isEmpty()) {
      throw bad(mistakes);
    }
    String code = wish.device();
    if (code == null) {
      throw Problem.badField("device", null, "must be the code of a device.", null);
    }
    Instant to = wish.to() == null ? clock.instant() : wish.to();
    Instant from = wish.from() == null ? to.minus(Duration.ofDays(7)) : wish.from();
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_TRIAL) > 0) {
      throw Problem.badField("from", from, "must be before to, by at most five years.", null);
    }
    return SystemDuty.call(() -> tried(rule, device(code), from, to));
  }

  private TrialResult tried(SensorRule rule, Device device, Instant from, Instant to) {
    RuleVersion present = book.find(rule.code()).orElse(null);
    boolean comparable = present != null && present.rule().model().equals(device.model());
    return new TrialResult(
        trial.run(rule, device, from, to),
        present != null && comparable ? trial.run(present.rule(), device, from, to) : null,
        present == null ? null : present.version());
  }

  /** A device whoever asks may see. */
  private Device device(String code) {
    return devices
        .find(code)
        .filter(d -> rights.mayReadDevice(d.regionPath()))
        .orElseThrow(() -> Problem.notFound("device", code));
  }
}
