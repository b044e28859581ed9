package io.yiwang.citymap.survey;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.SurveyPhotos;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.survey.SurveyViews.ProposalView;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The survey as a phone does it: what stands here, what should stand here, what became of it. */
@RestController
@RequestMapping("/api/map/survey")
@Tag(name = "Survey")
class SurveyController {
  private static final int MOST_AROUND = 60;
  private static final double FARTHEST_M = 500;

  private final SurveyRights rights;
  private final SurveyIntake intake;
  private final SurveyReview review;
  private final SurveyViews views;
  private final Proposals proposals;
  private final SurveyPhotos photos;
  private final ComponentReader reader;

  SurveyController(
      SurveyRights rights,
      SurveyIntake intake,
      SurveyReview review,
      SurveyViews views,
      Proposals proposals,
      SurveyPhotos photos,
      ComponentReader reader) {
    this.rights = rights;
    this.intake = intake;
    this.review = review;
    this.views = views;
    this.proposals = proposals;
    this.photos = photos;
    this.reader = reader;
  }

  /** A class that can be proposed. */
  record SurveyClass(String code, String nameZh, String nameEn, String majorZh, String majorEn) {}

  @Operation(summary = "Classes of which something new can be proposed")
  @GetMapping("/classes")
  List<SurveyClass> classes() {
    rights.requireProposer();
    return intake.classes(rights.me().regionPath()).stream()
        .map(c -> new SurveyClass(c.code(), c.nameZh(), c.nameEn(), c.majorZh(), c.majorEn()))
        .toList();
  }

  /** What stands round a place, the nearest first. */
  record ThingsAround(List<SurveyViews.SurveyThing> things) {}

  @Operation(summary = "What stands round a place, the nearest first, with its version")
  @GetMapping("/around")
  ThingsAround around(
      @Parameter(example = "31.2204") @RequestParam(required = false) @Nullable Double lat,
      @Parameter(example = "121.4310") @RequestParam(required = false) @Nullable Double lng,
      @RequestParam(defaultValue = "60") double metres,
      @RequestParam(required = false) @Nullable String classCode) {
    rights.requireProposer();
    GeoPoint point = SurveyIntake.point(lat, lng);
    if (!(metres > 0 && metres <= FARTHEST_M)) {
      throw Problem.badField("metres", metres, "must be 0 to " + FARTHEST_M + ".", null);
    }
    ComponentFilter filter =
        classCode == null || classCode.isBlank()
            ? ComponentFilter.ALL
            : ComponentFilter.ofClasses(intake.classNo(classCode));
    return new ThingsAround(
        reader.nearest(point, MOST_AROUND, metres, filter).stream()
            .map(near -> views.thing(near.component(), point))
            .toList());
  }

  /** What may be the same as something new. */
  record Lookalikes(List<SurveyViews.Lookalike> doubles) {}

  @Operation(summary = "What of a class stands, or was proposed, right beside a place")
  @GetMapping("/doubles")
  Lookalikes doubles(
      @Parameter(example = "31.2204") @RequestParam(required = false) @Nullable Double lat,
      @Parameter(example = "121.4310") @RequestParam(required = false) @Nullable Double lng,
      @Parameter(example = "01037") @RequestParam(required = false) @Nullable String classCode) {
    rights.requireProposer();
    GeoPoint point = SurveyIntake.point(lat, lng);
    return new Lookalikes(views.doubles(point, intake.classNo(classCode), 0));
  }

  /** Id of a photo that was kept. */
  record PhotoKept(String id) {}

  @Operation(summary = "Send a photo ahead of a proposal")
  @PostMapping(path = "/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  PhotoKept photo(@RequestParam(required = false) @Nullable MultipartFile photo)
      throws IOException {
    rights.requireProposer();
    if (photo == null) {
      throw Problem.badField("photo", null, "must be given.", null);
    }
    try (InputStream in = photo.getInputStream()) {
      return new PhotoKept(photos.store(in, photo.getContentType()));
    }
  }

  @Operation(
      summary = "Propose a change to the map",
      description =
          """
          NEW takes classCode and a place, MOVED component and a place, CHANGED component and a state or name, GONE
          component. Photos were sent before. Repeated with the same key it changes nothing.
          """)
  @PostMapping("/proposals")
  ProposalView propose(@RequestBody SurveyIntake.Wanted wanted) {
    return views.view(intake.take(wanted));
  }

  /** Proposals of whoever asks. */
  record MyProposals(List<ProposalView> items) {}

  @Operation(summary = "What became of one's own proposals, the newest first")
  @GetMapping("/mine")
  MyProposals mine() {
    rights.requireProposer();
    return new MyProposals(proposals.mine(rights.me().id()).stream().map(views::view).toList());
  }

  @Operation(summary = "Withdraw one's own proposal while nobody has decided about it")
  @PostMapping("/proposals/{id}/withdrawal")
  ProposalView withdraw(@PathVariable long id) {
    rights.requireProposer();
    Proposal mine =
        proposals
            .find(id)
            .filter(p -> p.proposedBy() == rights.me().id())
            .orElseThrow(() -> Problem.notFound("proposal", id));
    return views.view(review.withdraw(mine, rights.me()));
  }
}
