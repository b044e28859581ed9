package io.yiwang.sensing.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.List;
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

  IntakeIssuesController(IntakeIssues issues) {
    this.issues = issues;
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
    return issues.page(new IntakeIssues.Filter(source, reason, from, to), page, size);
  }

  @Operation(summary = "How often each source was wrong in each way")
  @GetMapping("/summary")
  List<IntakeIssues.Count> summary(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    return issues.summary(new IntakeIssues.Filter(source, reason, from, to));
  }
}
