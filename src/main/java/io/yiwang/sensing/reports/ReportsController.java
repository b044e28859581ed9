package io.yiwang.sensing.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.NearbyMatters;
import io.yiwang.sensing.NearbyMatters.NearbyMatter;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.Source;
import io.yiwang.sensing.TrackedMatters;
import io.yiwang.sensing.TrackedMatters.TrackedMatter;
import io.yiwang.sensing.filings.Filing;
import io.yiwang.sensing.filings.Filings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

/** The report form: anybody may report; whoever knows the tracking word may ask and answer. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "Reports", description = "Residents and workers report, ask and answer")
final class ReportsController {
  private static final int MOST_OWN = 50;

  private final Reports reports;
  private final Filings filings;
  private final AddressLimit limit;
  private final People people;
  private final ObjectProvider<NearbyMatters> nearby;
  private final ObjectProvider<TrackedMatters> tracked;

  ReportsController(
      Reports reports,
      Filings filings,
      AddressLimit limit,
      People people,
      ObjectProvider<NearbyMatters> nearby,
      ObjectProvider<TrackedMatters> tracked) {
    this.reports = reports;
    this.filings = filings;
    this.limit = limit;
    this.people = people;
    this.nearby = nearby;
    this.tracked = tracked;
  }

  /** A report was taken: the observation's id, and the word to ask with. */
  record Taken(String id, String tracking) {}

  /**
   * What the reporter may see of the report and its matter.
   *
   * @param matter null until the report was joined with others into a matter
   */
  record Status(
      String tracking,
      String id,
      Instant filedAt,
      String classCode,
      @Nullable String description,
      @Nullable String address,
      double lat,
      double lng,
      List<String> photos,
      @Nullable TrackedMatter matter) {}

  /** A photo was stored. */
  record Stored(String id, String url) {}

  @Operation(
      summary = "Report a matter",
      description =
          "The same `key` answers the same report. With `joins`, the report is placed at that open"
              + " case and needs neither class nor place.")
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Taken report(
      @Parameter(description = "Made by the browser, a UUID") @RequestParam(required = false)
          @Nullable String key,
      @Parameter(description = "Code of a matter class", example = "06010")
          @RequestParam(name = "class", required = false)
          @Nullable String classCode,
      @RequestParam(required = false) @Nullable Double lat,
      @RequestParam(required = false) @Nullable Double lng,
      @RequestParam(required = false) @Nullable String description,
      @RequestParam(required = false) @Nullable String address,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String phone,
      @Parameter(description = "Number of an open case") @RequestParam(required = false)
          @Nullable String joins,
      @RequestParam(name = "photo", required = false) @Nullable List<MultipartFile> photos,
      @Parameter(hidden = true) HttpServletRequest request) {
    Optional<Person> person = people.findCurrent();
    if (person.isEmpty()) {
      limit.count(request.getRemoteAddr());
    }
    var contact = new Filing.Contact(text(name), text(phone), null);
    var form =
        new Reports.Form(
            text(key),
            text(classCode),
            lat,
            lng,
            text(description),
            text(address),
            contact,
            text(joins));
    Source source = person.map(ReportsController::source).orElse(Source.RESIDENTS);
    Filing filing = reports.file(source, form, photos == null ? List.of() : photos);
    return new Taken(filing.observation().toString(), filing.tracking());
  }

  @Operation(summary = "Open matters already reported near a place, the nearest first")
  @GetMapping("/nearby")
  List<NearbyMatter> nearby(
      @RequestParam double lat,
      @RequestParam double lng,
      @RequestParam(name = "class", required = false) @Nullable String classCode) {
    if (!(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) {
      throw Problem.badField(
          "lat", lat + ", " + lng, "must be degrees.", "Maybe lat and lng are swapped.");
    }
    NearbyMatters matters = nearby.getIfAvailable();
    return matters == null ? List.of() : matters.near(new GeoPoint(lat, lng), text(classCode));
  }

  /** One's own report in a list. */
  record OwnReport(
      String tracking,
      Instant filedAt,
      String classCode,
      @Nullable String classZh,
      @Nullable String classEn,
      @Nullable String address,
      @Nullable String number,
      @Nullable String stage) {}

  @Operation(summary = "What one has reported while signed in, the newest first")
  @GetMapping("/mine")
  List<OwnReport> mine() {
    TrackedMatters matters = tracked.getIfAvailable();
    return filings.listBySource(source(people.current()).name(), MOST_OWN).stream()
        .map(f -> own(f, matters == null ? null : matters.find(f.observation()).orElse(null)))
        .toList();
  }

  private static OwnReport own(Filing filing, @Nullable TrackedMatter matter) {
    return new OwnReport(
        filing.tracking(),
        filing.filedAt(),
        filing.classCode(),
        matter == null ? null : matter.classZh(),
        matter == null ? null : matter.classEn(),
        filing.address(),
        matter == null ? null : matter.number(),
        matter == null ? null : matter.stage());
  }

  @Operation(summary = "What became of a report")
  @GetMapping("/{tracking}")
  Status status(@PathVariable String tracking) {
    Filing filing = filing(tracking);
    TrackedMatters matters = tracked.getIfAvailable();
    TrackedMatter matter = matters == null ? null : matters.find(filing.observation()).orElse(null);
    return status(filing, matter);
  }

  @Operation(summary = "The reporter says it is mended")
  @PostMapping("/{tracking}/confirm")
  Status confirm(@PathVariable String tracking, @RequestBody TrackedMatters.Answer answer) {
    Filing filing = filing(tracking);
    return status(filing, matters(tracking).confirm(filing.observation(), answer));
  }

  @Operation(summary = "The reporter says it is not mended: it goes back to be done again")
  @PostMapping("/{tracking}/reject")
  Status reject(@PathVariable String tracking, @RequestBody TrackedMatters.Answer answer) {
    Filing filing = filing(tracking);
    return status(filing, matters(tracking).reject(filing.observation(), answer));
  }

  @Operation(summary = "Add a photo to an answer; send its id with confirm or reject")
  @PostMapping(path = "/{tracking}/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Stored photo(
      @PathVariable String tracking,
      @RequestParam("photo") MultipartFile photo,
      @Parameter(hidden = true) HttpServletRequest request) {
    filing(tracking);
    limit.count(request.getRemoteAddr());
    String id = reports.store(photo);
    return new Stored(id, Photos.url(id));
  }

  private TrackedMatters matters(String tracking) {
    TrackedMatters matters = tracked.getIfAvailable();
    if (matters == null) {
      throw Problem.notFound("matter of report", tracking);
    }
    return matters;
  }

  private Filing filing(String tracking) {
    return filings
        .findByTracking(tracking.toUpperCase(Locale.ROOT))
        .or(() -> filings.findByTracking(tracking))
        .orElseThrow(() -> Problem.notFound("report", tracking));
  }

  private static Status status(Filing filing, @Nullable TrackedMatter matter) {
    return new Status(
        filing.tracking(),
        filing.observation().toString(),
        filing.filedAt(),
        filing.classCode(),
        filing.description(),
        filing.address(),
        filing.point().lat(),
        filing.point().lng(),
        filing.photos().stream().map(Photos::url).toList(),
        matter);
  }

  private static Source source(Person person) {
    boolean staff =
        person.has(Duty.GRID_WORKER) || person.has(Duty.CHECKER) || person.has(Duty.STREET_OFFICER);
    Channel channel =
        staff ? Channel.WORKER : person.has(Duty.RESIDENT) ? Channel.RESIDENT : Channel.HOTLINE;
    return new Source("person-" + person.login(), channel);
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
