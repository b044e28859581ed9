package io.yiwang.citymap.grids;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.reorganisation.CityDay;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.components.GeoJson;
import io.yiwang.citymap.coverage.Coverage;
import io.yiwang.citymap.grids.GridDrafts.GridDraft;
import io.yiwang.citymap.grids.GridDrawing.Drawing;
import io.yiwang.citymap.grids.GridPublications.GridPublication;
import io.yiwang.citymap.regions.RegionHistory;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.HttpStatus;
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

/** The unit grids of a neighbourhood, to be seen as of a day and drawn anew. */
@RestController
@RequestMapping("/api/map/grids/{neighbourhood}")
@Tag(name = "Grids")
class GridController {
  private static final int LONGEST_REASON = 200;

  private final GridRights rights;
  private final RegionHistory history;
  private final GridDrawing drawing;
  private final GridDrafts drafts;
  private final GridPublications publications;
  private final People people;
  private final CityDay day;

  GridController(
      GridRights rights,
      RegionHistory history,
      GridDrawing drawing,
      GridDrafts drafts,
      GridPublications publications,
      People people,
      CityDay day) {
    this.rights = rights;
    this.history = history;
    this.drawing = drawing;
    this.drafts = drafts;
    this.publications = publications;
    this.people = people;
    this.day = day;
  }

  /** A unit grid as it held on a day. */
  record GridView(
      String code,
      String nameZh,
      String nameEn,
      long squareMetres,
      LocalDate validFrom,
      Map<String, Object> outline) {}

  /**
   * The unit grids of a neighbourhood.
   *
   * @param basis names the grids of today, for a drawing that is begun on them
   * @param days from which there were other grids, the newest first
   * @param mayDraw whether whoever asks may draw them anew
   */
  record GridPage(
      String code,
      String nameZh,
      String nameEn,
      LocalDate on,
      Map<String, Object> outline,
      List<GridView> grids,
      String basis,
      List<LocalDate> days,
      boolean mayDraw,
      @Nullable GridDraft draft,
      List<GridPublication> publications) {}

  @Operation(
      summary = "The unit grids of a neighbourhood as they held on a day",
      description = "With the drawing that is being made of them and those that were published.")
  @GetMapping
  GridPage page(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestParam(required = false) @Nullable LocalDate on) {
    Region region = rights.reading(neighbourhood);
    Person me = people.current();
    return page(region, on == null ? day.today() : on, me);
  }

  private GridPage page(Region region, LocalDate on, Person me) {
    RegionHistory.Dated whole =
        history
            .on(region.code(), on)
            .orElseThrow(() -> Problem.notFound("neighbourhood on " + on, region.code()));
    List<RegionHistory.Dated> grids = history.below(region.code(), on);
    Map<String, Geometry> areas = new LinkedHashMap<>();
    grids.forEach(g -> areas.put(g.region().code(), g.area()));
    Coverage coverage = Coverage.of(whole.area(), areas);
    return new GridPage(
        region.code(),
        whole.region().nameZh(),
        whole.region().nameEn(),
        on,
        GeoJson.write(whole.area()),
        grids.stream().map(g -> view(g, coverage)).toList(),
        GridDrafts.basis(history.below(region.code(), day.today())),
        history.daysOfChange(region.code()),
        rights.mayDraw(region),
        drafts.find(region.code()).orElse(null),
        SystemDuty.call(() -> publications.list(region.code(), me)));
  }

  /** With the corners it shares with its neighbours, so that they can be moved together. */
  private static GridView view(RegionHistory.Dated grid, Coverage coverage) {
    String code = grid.region().code();
    Geometry part = coverage.part(code);
    return new GridView(
        code,
        grid.region().nameZh(),
        grid.region().nameEn(),
        Math.round(coverage.squareMetres(code)),
        grid.validFrom(),
        GeoJson.write(part.isEmpty() ? grid.area() : part));
  }

  /** A drawing, and what is to be done next. */
  record DrawingRequest(@Nullable List<DrawnGrid> grids, GridDrawing.@Nullable DrawingStep step) {}

  @Operation(
      summary = "Check a drawing of unit grids, after one more step if one is given",
      description =
          """
          Answers the grids with common borders (corners within 0.3 m of one another are one) and everything that is
          wrong: gaps, overlaps, what lies outside, and, as warnings, sizes far from 10,000 m² and buildings that are
          cut. Nothing is kept.
          """)
  @PostMapping("/drawing")
  Drawing draw(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestBody DrawingRequest request) {
    Region region = rights.drawing(neighbourhood);
    List<DrawnGrid> grids = Objects.requireNonNullElse(request.grids, List.<DrawnGrid>of());
    return drawing.look(region, whole(region), grids, request.step);
  }

  private Geometry whole(Region region) {
    return history.on(region.code(), day.today()).orElseThrow().area();
  }

  /**
   * A drawing to be kept.
   *
   * @param basis of the page it was begun on
   * @param version of the draft that was seen; none when there was none
   */
  record DraftRequest(
      @Nullable List<DrawnGrid> grids, @Nullable String basis, @Nullable Integer version) {}

  @Operation(
      summary = "Keep a drawing as the neighbourhood's draft",
      description = "It may have faults. 409 draft-changed carries the draft of somebody else.")
  @PutMapping("/draft")
  GridDraft keep(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestBody DraftRequest request) {
    Region region = rights.drawing(neighbourhood);
    List<DrawnGrid> grids = Objects.requireNonNullElse(request.grids, List.<DrawnGrid>of());
    DrawnGrid.areas(grids);
    String basis = Objects.requireNonNullElse(request.basis, "");
    String me = people.current().name();
    return SystemDuty.call(() -> drafts.keep(region, grids, basis, request.version, me));
  }

  @Operation(summary = "Drop the draft of a neighbourhood")
  @DeleteMapping("/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(@Parameter(example = "310105002001") @PathVariable String neighbourhood) {
    Region region = rights.drawing(neighbourhood);
    SystemDuty.run(() -> drafts.drop(region.code()));
  }

  /**
   * @param from the day from which the drawing holds; today when it is not given
   * @param version of the draft that was seen
   */
  record PublicationRequest(
      @Nullable LocalDate from, @Nullable String reason, @Nullable Integer version) {}

  @Operation(
      summary = "Publish the draft from a day on",
      description =
          """
          It becomes a reorganisation: somebody else approves it, and on its day the grids hold; yesterday's remain as
          they were. 409 grids-changed when the grids are others than those the drawing was begun on.
          """)
  @PostMapping("/publications")
  @ResponseStatus(HttpStatus.CREATED)
  GridPublication publish(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestBody PublicationRequest request) {
    Region region = rights.drawing(neighbourhood);
    String reason = Objects.requireNonNullElse(request.reason, "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Problem.badField(
          "reason", reason.length(), "must have 1 to " + LONGEST_REASON + " characters.", null);
    }
    Person me = people.current();
    return SystemDuty.call(() -> publish(region, reason, request, me));
  }

  private GridPublication publish(
      Region region, String reason, PublicationRequest request, Person me) {
    GridDraft draft =
        drafts.find(region.code()).orElseThrow(() -> Problem.notFound("draft", region.code()));
    if (request.version == null || request.version != draft.version()) {
      throw Problem.conflict(
              "draft-changed",
              "The drawing was changed by " + draft.changedBy() + " meanwhile.",
              "Maybe look at it once more.")
          .with("draft", draft);
    }
    if (!draft.basis().equals(GridDrafts.basis(history.below(region.code(), day.today())))) {
      throw Problem.conflict(
          "grids-changed",
          "The grids of " + region.code() + " have changed since the drawing was begun.",
          "Maybe begin a drawing on the new ones.");
    }
    GridPublication published =
        publications.publish(region, draft.grids(), reason, request.from, me);
    drafts.drop(region.code());
    return published;
  }

  @Operation(summary = "Approve what somebody else has published")
  @PostMapping("/publications/{id}/approval")
  GridPublication approve(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @PathVariable long id) {
    Region region = rights.drawing(neighbourhood);
    Person me = people.current();
    return SystemDuty.call(() -> publications.approve(region, id, me));
  }

  @Operation(summary = "Withdraw or refuse what does not hold yet")
  @DeleteMapping("/publications/{id}")
  GridPublication withdraw(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @PathVariable long id) {
    Region region = rights.drawing(neighbourhood);
    Person me = people.current();
    return SystemDuty.call(() -> publications.withdraw(region, id, me));
  }

  @Operation(
      summary = "Undo a publication that holds",
      description = "As long as the neighbourhood's grids were not drawn anew since.")
  @PostMapping("/publications/{id}/undo")
  GridPublication undo(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @PathVariable long id) {
    Region region = rights.drawing(neighbourhood);
    Person me = people.current();
    return SystemDuty.call(() -> publications.undo(region, id, me));
  }
}
