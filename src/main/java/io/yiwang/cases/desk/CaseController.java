package io.yiwang.cases.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.ActionRequest;
import io.yiwang.cases.book.Clerk;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Photos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Cases over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Cases")
class CaseController {
  private static final int MOST_IN_BULK = 500;

  private final People people;
  private final CaseLists lists;
  private final Counters counters;
  private final CasePages pages;
  private final Clerk clerk;
  private final Photos photos;

  CaseController(
      People people,
      CaseLists lists,
      Counters counters,
      CasePages pages,
      Clerk clerk,
      Photos photos) {
    this.people = people;
    this.lists = lists;
    this.counters = counters;
    this.pages = pages;
    this.clerk = clerk;
    this.photos = photos;
  }

  @GetMapping("/cases")
  @Operation(summary = "A page of cases: filtered, searched, sorted")
  CaseLists.Page list(
      @ParameterObject CaseFilter filter,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return lists.page(filter, page, size);
  }

  @GetMapping("/cases/counters")
  @Operation(summary = "What the wall counts, for a region and the regions right below it")
  Counters.Count counters(@RequestParam(required = false) @Nullable String region) {
    return counters.of(region);
  }

  @GetMapping("/cases/map")
  @Operation(
      summary = "Open cases as points",
      description =
          "Rows of [id, lng, lat, stage, due state, class code]; stage and due state are ordinals"
              + " of REPORT FILE DISPATCH HANDLE FEEDBACK CLOSE and of NONE ON_TIME DUE_SOON"
              + " OVERDUE PAUSED DONE.")
  List<Object[]> map(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String bbox) {
    return lists.points(region, bbox);
  }

  @GetMapping("/cases/{id:\\d+}")
  @Operation(summary = "Everything about one case, with what this person may do with it now")
  CasePage get(@PathVariable long id) {
    return pages.page(id, people.current());
  }

  @GetMapping("/cases/{id:\\d+}/history")
  @Operation(summary = "Who did what, when and why")
  List<CasePage.HistoryLine> history(@PathVariable long id) {
    return pages.history(id, clerk.requireVisible(id));
  }

  @PostMapping("/cases/{id:\\d+}/actions")
  @Operation(
      summary = "Do something with a case",
      description =
          "409 stale-case carries the present case; 409 illegal-transition names its state. A"
              + " request repeated with the same key is applied once.")
  CaseSummary act(@PathVariable long id, @RequestBody ActionRequest request) {
    return clerk.act(id, complete(request), people.current());
  }

  @PostMapping(value = "/cases/{id:\\d+}/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Store a photo to be named in an action")
  Stored photo(@PathVariable long id, @RequestPart MultipartFile file) throws IOException {
    clerk.requireChangeable(id);
    String photo = photos.store(file.getInputStream(), file.getContentType());
    return new Stored(photo, Photos.url(photo));
  }

  @PostMapping("/cases/bulk")
  @Operation(summary = "Do the same with many cases; each is done or refused by itself")
  List<BulkRow> bulk(@RequestBody BulkRequest request) {
    Person person = people.current();
    if (request.ids() == null || request.ids().isEmpty() || request.ids().size() > MOST_IN_BULK) {
      throw Problem.badField("ids", null, "must name 1 to " + MOST_IN_BULK + " cases.", null);
    }
    ActionRequest action = complete(request.action());
    List<BulkRow> rows = new ArrayList<>();
    for (Long id : request.ids()) {
      try {
        rows.add(new BulkRow(id, true, null, null, clerk.act(id, action, person)));
      } catch (Problem e) {
        rows.add(new BulkRow(id, false, e.type(), e.getMessage(), null));
      }
    }
    return rows;
  }

  private static ActionRequest complete(@Nullable ActionRequest request) {
    if (request == null || request.action() == null) {
      throw Problem.badField("action", null, "must name an action.", null);
    }
    return request;
  }

  /** A stored photo. */
  record Stored(String id, String url) {}

  /** One action for many cases; {@code version} is not asked for. */
  @Schema(example = "{\"ids\":[1,2],\"action\":\"DISPATCH\",\"unit\":\"310105-CG\"}")
  record BulkRequest(
      List<Long> ids, @com.fasterxml.jackson.annotation.JsonUnwrapped ActionRequest action) {}

  /** What became of one of them. */
  record BulkRow(
      long id,
      boolean done,
      @Nullable String problem,
      @Nullable String detail,
      @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable CaseSummary subject) {}
}
