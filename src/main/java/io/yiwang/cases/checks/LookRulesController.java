package io.yiwang.cases.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.house.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How soon each class is looked at again, over HTTP. */
@RestController
@RequestMapping("/api/v1/admin/look-rules")
@Tag(name = "Cases")
class LookRulesController {
  private static final String EVERYTHING = "default";
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration LONGEST_UNDO = Duration.ofDays(30);

  private final LookRules rules;
  private final Catalogue catalogue;
  private final People people;

  LookRulesController(LookRules rules, Catalogue catalogue, People people) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.people = people;
  }

  /**
   * A rule as the page shows it.
   *
   * @param prefix of class codes; {@code default} is for all that have no rule of their own
   * @param setAt null as shipped
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "LookRule")
  record RuleView(
      String prefix,
      @Nullable String nameZh,
      @Nullable String nameEn,
      long quietSeconds,
      long patienceSeconds,
      long undoSeconds,
      @Nullable Instant setAt,
      @Nullable String setBy) {}

  /**
   * One version of a rule.
   *
   * @param withdrawn from then on as shipped; the figures are 0
   */
  @Schema(name = "LookRuleVersion")
  record VersionView(
      long quietSeconds,
      long patienceSeconds,
      long undoSeconds,
      boolean withdrawn,
      @Nullable Instant at,
      @Nullable String by) {}

  /** What is to be set. */
  @Schema(name = "NewLookRule")
  record NewRule(
      @Nullable Long quietSeconds, @Nullable Long patienceSeconds, @Nullable Long undoSeconds) {}

  @GetMapping
  @Operation(summary = "How soon each class is looked at again by what reported it")
  List<RuleView> list() {
    return rules.list().stream().map(this::view).toList();
  }

  @GetMapping("/{prefix}/versions")
  @Operation(summary = "Who set what when for a prefix, the latest first")
  List<VersionView> versions(@PathVariable String prefix) {
    return rules.versions(inside(prefix)).stream()
        .map(
            v ->
                new VersionView(
                    v.rule().quiet().toSeconds(),
                    v.rule().patience().toSeconds(),
                    v.rule().undo().toSeconds(),
                    v.withdrawn(),
                    v.rule().setAt(),
                    v.rule().setBy()))
        .toList();
  }

  @PutMapping("/{prefix}")
  @Operation(
      summary = "Set how soon the classes of a prefix are looked at again",
      description =
          "quietSeconds from the mending to the look, patienceSeconds until a person is asked"
              + " instead, undoSeconds in which the closing may be undone. Cases that wait already"
              + " are not touched.")
  RuleView set(
      @Parameter(example = "06010") @PathVariable String prefix, @RequestBody NewRule rule) {
    String code = requireKnown(inside(prefix));
    LookRule set =
        new LookRule(
            code,
            seconds("quietSeconds", rule.quietSeconds(), 1, LONGEST),
            seconds("patienceSeconds", rule.patienceSeconds(), 1, LONGEST),
            seconds("undoSeconds", rule.undoSeconds(), 0, LONGEST_UNDO),
            null,
            null);
    rules.set(set, people.current());
    return list().stream().filter(r -> r.prefix().equals(outside(code))).findFirst().orElseThrow();
  }

  @DeleteMapping("/{prefix}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Withdraw what was set for a prefix: as shipped again")
  void withdraw(@PathVariable String prefix) {
    String code = inside(prefix);
    boolean set = rules.list().stream().anyMatch(r -> r.prefix().equals(code) && r.setAt() != null);
    if (!set) {
      throw Problem.notFound("look rule", prefix);
    }
    rules.withdraw(code, people.current());
  }

  private RuleView view(LookRule rule) {
    MatterClass named =
        catalogue.list().stream()
            .filter(c -> !rule.prefix().isEmpty() && c.code().startsWith(rule.prefix()))
            .findFirst()
            .orElse(null);
    boolean whole = named != null && named.code().equals(rule.prefix());
    return new RuleView(
        outside(rule.prefix()),
        named == null ? null : whole ? named.nameZh() : named.majorZh(),
        named == null ? null : whole ? named.nameEn() : named.majorEn(),
        rule.quiet().toSeconds(),
        rule.patience().toSeconds(),
        rule.undo().toSeconds(),
        rule.setAt(),
        rule.setBy());
  }

  private static Duration seconds(
      String field, @Nullable Long value, long least, Duration longest) {
    if (value == null || value < least || value > longest.toSeconds()) {
      throw Problem.badField(
          field, value, "must be " + least + " to " + longest.toSeconds() + " seconds.", null);
    }
    return Duration.ofSeconds(value);
  }

  private String requireKnown(String prefix) {
    if (catalogue.list().stream().noneMatch(c -> c.code().startsWith(prefix))) {
      throw Problem.badField(
          "prefix",
          prefix,
          "must begin the code of a class in use.",
          "Maybe GET /api/v1/catalogue/classes has it.");
    }
    return prefix;
  }

  private static String inside(String prefix) {
    return prefix.equals(EVERYTHING) ? "" : prefix;
  }

  private static String outside(String prefix) {
    return prefix.isEmpty() ? EVERYTHING : prefix;
  }
}
