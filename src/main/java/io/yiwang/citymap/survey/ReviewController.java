package io.yiwang.citymap.survey;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Reach;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.survey.Proposal.Kind;
import io.yiwang.citymap.survey.Proposal.Status;
import io.yiwang.citymap.survey.SurveyReview.ProposalChoice;
import io.yiwang.citymap.survey.SurveyViews.ProposalView;
import io.yiwang.house.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The review of the survey on the desk. */
@RestController
@RequestMapping("/api/map/survey")
@Tag(name = "Survey")
class ReviewController {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  private final SurveyRights rights;
  private final SurveyIntake intake;
  private final SurveyReview review;
  private final SurveyViews views;
  private final Proposals proposals;

  ReviewController(
      SurveyRights rights,
      SurveyIntake intake,
      SurveyReview review,
      SurveyViews views,
      Proposals proposals) {
    this.rights = rights;
    this.intake = intake;
    this.review = review;
    this.views = views;
    this.proposals = proposals;
  }

  /** One page of proposals. */
  record ProposalPage(List<ProposalView> items, long total, int page, int size) {}

  @Operation(
      summary = "Proposals of the reader's region: open ones the oldest first, others the newest",
      description = "words are looked for in names, notes, proposers and identifiers.")
  @GetMapping("/proposals")
  ProposalPage list(
      @RequestParam(defaultValue = "OPEN") Status status,
      @RequestParam(required = false) @Nullable Kind kind,
      @Parameter(example = "01037") @RequestParam(required = false) @Nullable String classCode,
      @Parameter(example = "310105002") @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String words,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Reach reach = rights.requireReviewer();
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
    Integer classNo = classCode == null || classCode.isBlank() ? null : intake.classNo(classCode);
    Proposals.Listed listed =
        proposals.list(
            reach,
            new Proposals.Filter(status, kind, classNo, region, words),
            (long) page * size,
            size);
    return new ProposalPage(
        listed.items().stream().filter(rights::mayRead).map(views::view).toList(),
        listed.total(),
        page,
        size);
  }

  /** How many proposals there are, by how far they have come. */
  record ProposalCounts(Map<Status, Long> counts) {}

  @Operation(summary = "How many proposals are open, accepted, rejected and withdrawn")
  @GetMapping("/counts")
  ProposalCounts counts() {
    return new ProposalCounts(proposals.counts(rights.requireReviewer()));
  }

  /** A proposal with everything that was done about it, the newest first. */
  record ProposalDetail(ProposalView proposal, List<Proposals.ProposalAct> acts) {}

  @Operation(summary = "One proposal with what was done about it")
  @GetMapping("/proposals/{id}")
  ProposalDetail get(@PathVariable long id) {
    Proposal p = readable(id);
    return new ProposalDetail(views.view(p), proposals.acts(id));
  }

  private Proposal readable(long id) {
    return proposals
        .find(id)
        .filter(rights::mayRead)
        .orElseThrow(() -> Problem.notFound("proposal", id));
  }

  /**
   * A decision about proposals.
   *
   * @param accept whether the map is to say so
   * @param reason has to be given for a rejection
   */
  record ReviewRequest(
      @Nullable List<ProposalChoice> items, @Nullable Boolean accept, @Nullable String reason) {}

  /**
   * What came of a decision.
   *
   * @param left those whose component has changed since, or about which somebody else has decided
   */
  record ReviewOutcome(@Nullable Long setId, List<ProposalView> decided, List<ProposalView> left) {}

  @Operation(
      summary = "Accept or reject proposals",
      description =
          """
          Those accepted together become one change set. An item may carry a correction; against names the version of
          the component that the reviewer has seen, when it is not the one the proposer saw. What has changed since is
          left and answered as it is now.
          """)
  @PostMapping("/decisions")
  ReviewOutcome decide(@RequestBody ReviewRequest request) {
    rights.requireReviewer();
    List<ProposalChoice> items =
        Objects.requireNonNullElse(request.items, List.<ProposalChoice>of());
    if (items.isEmpty() || items.size() > MOST) {
      throw Problem.badField("items", items.size(), "must be 1 to " + MOST + ".", null);
    }
    if (items.stream().map(ProposalChoice::id).distinct().count() < items.size()) {
      throw Problem.badField("items", items.size(), "must name each once.", null);
    }
    if (request.accept == null) {
      throw Problem.badField("accept", null, "must be true or false.", null);
    }
    String reason = reason(request.reason, request.accept);
    items.forEach(this::check);
    SurveyReview.Outcome outcome =
        request.accept
            ? review.accept(items, reason.isEmpty() ? null : reason, rights.me())
            : review.reject(items.stream().map(ProposalChoice::id).toList(), reason, rights.me());
    return new ReviewOutcome(outcome.setId(), shown(outcome.decided()), shown(outcome.left()));
  }

  private static String reason(@Nullable String given, boolean accept) {
    String reason = Objects.requireNonNullElse(given, "").strip();
    if (reason.length() > LONGEST || (!accept && reason.isEmpty())) {
      throw Problem.badField(
          "reason", reason.length(), "must have 1 to " + LONGEST + " characters.", null);
    }
    return reason;
  }

  private void check(ProposalChoice choice) {
    Proposal p = readable(choice.id());
    if (!rights.mayDecide(p)) {
      throw Problem.forbidden(
          "Somebody else decides about proposal " + p.id() + ": nobody decides about their own.");
    }
    Proposal.ProposalCorrection right = choice.correction();
    if (right == null) {
      return;
    }
    if ((right.lat() == null) != (right.lng() == null)) {
      throw Problem.badField("correction.lat", right.lat(), "and lng must come together.", null);
    }
    if (right.lat() != null && right.lng() != null) {
      intake.requireMine(SurveyIntake.point(right.lat(), right.lng()));
    }
    if (right.classCode() != null) {
      intake.classNo(right.classCode());
    }
    if (right.state() == ComponentState.REMOVED) {
      throw Problem.badField("correction.state", right.state(), "is what GONE says.", null);
    }
    if (right.name() != null && right.name().length() > LONGEST) {
      throw Problem.badField("correction.name", right.name().length(), "is too long.", null);
    }
  }

  private List<ProposalView> shown(List<Long> ids) {
    return proposals.all(ids).stream().filter(rights::mayRead).map(views::view).toList();
  }

  /** Proposals that are open again. */
  record Reopened(List<ProposalView> items) {}

  @Operation(
      summary = "Take a decision back",
      description =
          """
          Of an accepted proposal the whole change set is undone, with all that was accepted together; 409
          component-changed when somebody has gone on from there.
          """)
  @PostMapping("/proposals/{id}/undo")
  Reopened undo(@PathVariable long id) {
    rights.requireReviewer();
    List<Proposal> together = review.together(readable(id));
    if (together.isEmpty() || !together.stream().allMatch(rights::mayDecide)) {
      throw Problem.forbidden("Somebody else decides about proposal " + id + ".");
    }
    return new Reopened(shown(review.undo(together, rights.me())));
  }
}
