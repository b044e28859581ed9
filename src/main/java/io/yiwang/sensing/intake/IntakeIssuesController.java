package io.yiwang.sensing.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Action;
import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Decisions;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bad rows of all sources, for the data steward. */
@RestController
@RequestMapping("/api/v1/intake/issues")
@Tag(name = "Intake")
final class IntakeIssuesController {
  private static final int MAX_SIZE = 1_000;

  private final IntakeIssues issues;
  private final ApiKeys keys;
  private final Subjects subjects;
  private final Decisions decisions;

  IntakeIssuesController(
      IntakeIssues issues, ApiKeys keys, Subjects subjects, Decisions decisions) {
    this.issues = issues;
    this.keys = keys;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  /** A program sees what it sent itself; a person sees what the policy shows. */
  private <T> T seen(IntakeIssues.Filter asked, Function<IntakeIssues.Filter, T> answer) {
    Optional<String> own =
        keys.findCurrent().filter(c -> !c.scopes().contains("admin")).map(ApiClient::source);
    if (own.isEmpty()) {
      if (decisions.reach(subjects.current(), Action.READ, "issue").nothing()) {
        throw Problem.forbidden("Your duty does not include refused rows.");
      }
      return answer.apply(asked);
    }
    String part = own.get() + "/";
    String source = asked.source();
    String mine = source != null && source.startsWith(part) ? source : own.get();
    return SystemDuty.call(
        () ->
            answer.apply(new IntakeIssues.Filter(mine, asked.reason(), asked.from(), asked.to())));
  }

  @Operation(summary = "Bad rows, newest first, a page at a time")
  @GetMapping
  IntakeIssues.Page page(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    if (page < 0) {
      throw Problem.badField("page", page, "must not be negative.", "Maybe pages start at 0.");
    }
    if (size < 1 || size > MAX_SIZE) {
      throw Problem.badField(
          "size", size, "must be between 1 and " + MAX_SIZE + ".", "Maybe ask page by page.");
    }
    return seen(new IntakeIssues.Filter(source, reason, from, to), f -> issues.page(f, page, size));
  }

  @Operation(summary = "How often each source was wrong in each way")
  @GetMapping("/summary")
  List<IntakeIssues.Count> summary(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    return seen(new IntakeIssues.Filter(source, reason, from, to), issues::summary);
  }
}
