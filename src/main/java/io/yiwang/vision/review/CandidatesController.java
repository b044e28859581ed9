package io.yiwang.vision.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Catalogue;
import io.yiwang.house.Problem;
import io.yiwang.vision.review.Candidate.Status;
import io.yiwang.vision.review.Candidate.Verdict;
import io.yiwang.vision.review.CandidateViews.CandidateView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people are asked about what cameras saw, over HTTP. */
@RestController
@RequestMapping("/api/v1/vision/candidates")
@Tag(name = "Vision")
class CandidatesController {
  private static final int MOST = 200;

  private final ReviewRights rights;
  private final CandidateStore store;
  private final CandidateViews views;
  private final Reviews reviews;
  private final Catalogue catalogue;
  private final Clock clock;

  CandidatesController(
      ReviewRights rights,
      CandidateStore store,
      CandidateViews views,
      Reviews reviews,
      Catalogue catalogue,
      Clock clock) {
    this.rights = rights;
    this.store = store;
    this.views = views;
    this.reviews = reviews;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** One page of candidates. */
  record CandidatePage(List<CandidateView> items, long total, int page, int size) {}

  @Operation(
      summary = "Candidates of the reader's region",
      description =
          """
          Open ones the oldest first, those a person has to decide before samples of what is decided without; decided
          ones the newest first.
          """)
  @GetMapping
  CandidatePage list(
      @RequestParam(defaultValue = "OPEN") Status status,
      @RequestParam(required = false) @Nullable Band band,
      @Parameter(example = "0042") @RequestParam(required = false) @Nullable String camera,
      @Parameter(example = "litter") @RequestParam(required = false) @Nullable String ability,
      @Parameter(example = "06010") @RequestParam(required = false) @Nullable String classCode,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    rights.requireReader();
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
    CandidateStore.Listed listed =
        store.list(
            new CandidateStore.Filter(status, band, camera, ability, classCode, null, null),
            (long) page * size,
            size);
    return new CandidatePage(views.views(listed.items()), listed.total(), page, size);
  }

  /**
   * How much there is to do.
   *
   * @param samples of what is decided without a person
   * @param decided in the last 24 hours, {@code mine} of them by whoever asks
   */
  record CandidateCounts(long open, long samples, long decided, long mine, boolean mayExport) {}

  @Operation(summary = "How many candidates wait, and how many were decided in the last 24 hours")
  @GetMapping("/counts")
  CandidateCounts counts() {
    rights.requireReader();
    CandidateStore.Counts counts =
        store.counts(clock.instant().minus(Duration.ofDays(1)), rights.me().id());
    return new CandidateCounts(
        counts.open(), counts.samples(), counts.decided(), counts.mine(), rights.mayExport());
  }

  @Operation(summary = "One candidate")
  @GetMapping("/{id}")
  CandidateView get(@PathVariable long id) {
    return views.view(store.get(id));
  }

  /**
   * What a person says.
   *
   * @param classCode the class it is; with CORRECT only
   */
  record VerdictRequest(@Nullable Verdict verdict, @Nullable String classCode) {}

  @Operation(
      summary = "Say what it is: confirm, correct to another class, or reject",
      description =
          """
          What is confirmed or corrected is reported as an observation of the camera when the verdict can no longer be
          taken back (sendAt). Samples of what was reported without a person only count for the figures.
          """)
  @PostMapping("/{id}/verdict")
  CandidateView decide(@PathVariable long id, @RequestBody VerdictRequest request) {
    Candidate c = decidable(id);
    if (request.verdict == null) {
      throw Problem.badField("verdict", null, "must be CONFIRM, CORRECT or REJECT.", null);
    }
    String said = said(c, request.verdict, request.classCode);
    return views.view(reviews.decide(c, request.verdict, said, rights.me()));
  }

  private Candidate decidable(long id) {
    Candidate c = store.get(id);
    if (!rights.mayDecide(c)) {
      throw Problem.forbidden("Your duties do not let you decide about candidate " + id + ".");
    }
    return c;
  }

  private @Nullable String said(Candidate c, Verdict verdict, @Nullable String code) {
    if (verdict == Verdict.REJECT) {
      return null;
    }
    if (verdict == Verdict.CONFIRM) {
      return c.classCode();
    }
    if (code == null || catalogue.find(code).isEmpty() || code.equals(c.classCode())) {
      throw Problem.badField(
          "classCode",
          code,
          "must be another matter class in use.",
          "Maybe confirm it, or choose from others.");
    }
    return code;
  }

  @Operation(
      summary = "Take a verdict back",
      description = "409 verdict-stands once it was reported; nothing has happened before.")
  @DeleteMapping("/{id}/verdict")
  CandidateView undo(@PathVariable long id) {
    return views.view(reviews.undo(decidable(id)));
  }
}
