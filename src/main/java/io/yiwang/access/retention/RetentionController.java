package io.yiwang.access.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.People;
import io.yiwang.access.RetentionAct;
import io.yiwang.access.retention.LegalHolds.LegalHold;
import io.yiwang.access.retention.RetentionJob.RetentionRun;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the administrator: how long data are kept, what the job did, and legal holds. */
@RestController
@RequestMapping("/api/v1/admin/retention")
class RetentionController {
  private final RetentionRules rules;
  private final RetentionJob job;
  private final LegalHolds holds;
  private final AuditTrail audit;
  private final People people;
  private final TransactionTemplate transaction;

  RetentionController(
      RetentionRules rules,
      RetentionJob job,
      LegalHolds holds,
      AuditTrail audit,
      People people,
      TransactionTemplate transaction) {
    this.rules = rules;
    this.job = job;
    this.holds = holds;
    this.audit = audit;
    this.people = people;
    this.transaction = transaction;
  }

  /**
   * A rule with its newest run.
   *
   * @param kept whether some module keeps such data here
   */
  record RuleStanding(
      String dataClass,
      String nameZh,
      String nameEn,
      String keep,
      RetentionAct act,
      String basisZh,
      String basisEn,
      boolean kept,
      @Nullable RetentionRun lastRun) {}

  record RuleChange(@Nullable String keep, @Nullable RetentionAct act) {}

  record NewHold(@Nullable String object, @Nullable String reason) {}

  @Operation(summary = "How long data of each class are kept, and the newest run of the job")
  @GetMapping
  List<RuleStanding> rules() {
    return SystemDuty.call(this::standings);
  }

  private List<RuleStanding> standings() {
    Map<String, RetentionRun> runs =
        job.newestRuns().stream()
            .collect(Collectors.toMap(RetentionRun::dataClass, Function.identity()));
    return rules.list().stream().map(rule -> standing(rule, runs.get(rule.dataClass()))).toList();
  }

  @Operation(summary = "Keep data of a class for another time, or do something else with them then")
  @PutMapping("/{dataClass}")
  RuleStanding change(@PathVariable String dataClass, @RequestBody RuleChange change) {
    String by = people.current().login();
    Period keep = period(given("keep", change.keep()));
    RetentionAct act = given("act", change.act());
    return inOne(
        () -> {
          RetentionRule rule = rules.change(dataClass, keep, act, by);
          audit.append(audit.entry(AuditAction.CHANGE, "retention.rule").forPurpose(dataClass, ""));
          return standing(rule, null);
        });
  }

  @Operation(summary = "Run the job for one class now; answers with what it did")
  @PostMapping("/{dataClass}/runs")
  RetentionRun run(@PathVariable String dataClass) {
    return SystemDuty.call(
        () ->
            job.run(
                rules
                    .find(dataClass)
                    .filter(r -> job.keeps(r.dataClass()))
                    .orElseThrow(() -> Problem.notFound("kept data class", dataClass))));
  }

  @Operation(summary = "Legal holds, newest first; with `lifted=true` those that ended too")
  @GetMapping("/holds")
  List<LegalHold> holds(@RequestParam(defaultValue = "false") boolean lifted) {
    return SystemDuty.call(() -> holds.list(lifted));
  }

  @Operation(summary = "Hold something, so that no rule touches it")
  @PostMapping("/holds")
  @ResponseStatus(HttpStatus.CREATED)
  void place(@RequestBody NewHold hold) {
    String by = people.current().login();
    String object = given("object", hold.object());
    String reason = given("reason", hold.reason());
    inOne(
        () -> {
          holds.place(object, reason, by);
          audit.append(audit.entry(AuditAction.HOLD_PLACED, "retention.hold").about(named(object)));
          return object;
        });
  }

  @Operation(summary = "Lift a hold; the rules apply to it again from the next run on")
  @DeleteMapping("/holds/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void lift(@PathVariable long id) {
    String by = people.current().login();
    inOne(
        () -> {
          String object = holds.lift(id, by);
          audit.append(audit.entry(AuditAction.HOLD_LIFTED, "retention.hold").about(named(object)));
          return object;
        });
  }

  /** What a service has decided for a person is the platform's own work, in one transaction. */
  private <T> T inOne(Supplier<T> work) {
    return SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }

  /** {@code person:*} is {@code person:all} in the trail, whose objects are ids. */
  private static String named(String object) {
    return object.replace("*", "all");
  }

  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw Problem.badField(field, null, "must be given.", null);
    }
    return value;
  }

  private RuleStanding standing(RetentionRule r, @Nullable RetentionRun run) {
    return new RuleStanding(
        r.dataClass(),
        r.zh(),
        r.en(),
        r.keep().toString(),
        r.act(),
        r.basisZh(),
        r.basisEn(),
        job.keeps(r.dataClass()),
        run);
  }

  private static Period period(String keep) {
    try {
      Period period = Period.parse(keep);
      if (period.isNegative() || period.isZero()) {
        throw Problem.badField("keep", keep, "must be positive.", null);
      }
      return period;
    } catch (DateTimeParseException e) {
      throw Problem.badField(
          "keep", keep, "must be a period.", "Maybe write P180D for 180 days or P3Y for 3 years.");
    }
  }
}
