package io.yiwang.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Units;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Regions;
import io.yiwang.dispatch.ResponsibilityFile.Issue;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The responsibility matrix over HTTP. */
@RestController
@RequestMapping("/api/v1/responsibility")
class ResponsibilityController {
  private final Responsibilities responsibilities;
  private final Regions regions;
  private final Units units;
  private final City city;
  private final Clock clock;

  ResponsibilityController(
      Responsibilities responsibilities, Regions regions, Units units, City city, Clock clock) {
    this.responsibilities = responsibilities;
    this.regions = regions;
    this.units = units;
    this.city = city;
    this.clock = clock;
  }

  /** What became of an imported file. */
  record ImportResult(int accepted, int rejected, List<Issue> issues) {}

  /** Who would be responsible, and why. */
  record Answer(Explanation.@Nullable ForUnit unit) {}

  @GetMapping
  @Operation(summary = "The whole responsibility matrix, with rows of the past and the future")
  List<Responsibility> list() {
    return responsibilities.list();
  }

  @GetMapping("/of")
  @Operation(summary = "Which unit must mend a class of matter in a region, and which row says so")
  Answer of(
      @RequestParam("class") String classCode,
      @RequestParam String region,
      @RequestParam(required = false) @Nullable String owner) {
    UnitTree tree = UnitTree.of(units.list());
    return new Answer(
        responsibilities
            .matrix()
            .find(classCode, regions.get(region).path(), owner, Set.of())
            .map(choice -> Explanation.of(choice, Set.of(), tree))
            .orElse(null));
  }

  @PostMapping(
      path = "/import",
      consumes = {"text/csv", "text/plain"})
  @Operation(
      summary = "Add rows from CSV",
      description =
          "Columns class, region, owner, unit, valid_from, valid_to. The class is a code, leading"
              + " digits of codes, or *. Good rows are kept, bad ones are answered line by line.")
  ImportResult importCsv(@RequestBody String csv) {
    if (csv.isBlank()) {
      throw Problem.badField("body", null, "must not be empty.", "Maybe the file is empty.");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), city.zone());
    var file =
        new ResponsibilityFile(
            code -> regions.find(code).isPresent(), code -> units.find(code).isPresent(), today);
    ResponsibilityFile.Read read = file.read(csv);
    SystemDuty.run(() -> responsibilities.putAll(read.rows()));
    return new ImportResult(read.rows().size(), read.issues().size(), read.issues());
  }
}
