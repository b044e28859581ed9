package io.yiwang.citymap.grids;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.access.reorganisation.CityDay;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.grids.ResponsibilityAreas.ResponsibilityArea;
import io.yiwang.citymap.grids.ResponsibilityAreas.ResponsibilityAreaPage;
import io.yiwang.citymap.regions.RegionHistory;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Responsibility areas over HTTP. */
@RestController
@RequestMapping("/api/map/grids/{neighbourhood}/areas")
@Tag(name = "Grids")
class AreaController {
  private final GridRights rights;
  private final RegionHistory history;
  private final ResponsibilityAreas areas;
  private final People people;
  private final CityDay day;

  AreaController(
      GridRights rights,
      RegionHistory history,
      ResponsibilityAreas areas,
      People people,
      CityDay day) {
    this.rights = rights;
    this.history = history;
    this.areas = areas;
    this.people = people;
    this.day = day;
  }

  @Operation(summary = "The responsibility areas of a neighbourhood as they held on a day")
  @GetMapping
  ResponsibilityAreaPage areas(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestParam(required = false) @Nullable LocalDate on) {
    Region region = rights.reading(neighbourhood);
    return areas.on(region.code(), on == null ? day.today() : on);
  }

  /**
   * @param from the day from which the areas hold; today when it is not given
   * @param areas all of the neighbourhood
   */
  record AreasRequest(@Nullable LocalDate from, @Nullable List<ResponsibilityArea> areas) {}

  @Operation(
      summary = "Group the unit grids of a neighbourhood into responsibility areas, from a day on",
      description = "Each grid lies in one area at most. The areas before end on that day.")
  @PutMapping
  ResponsibilityAreaPage keep(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood,
      @RequestBody AreasRequest request) {
    Region region = rights.drawing(neighbourhood);
    LocalDate from = request.from == null ? day.today() : request.from;
    if (from.isBefore(day.today())) {
      throw Problem.badField("from", from, "must not lie in the past.", null);
    }
    List<ResponsibilityArea> all =
        Objects.requireNonNullElse(request.areas, List.<ResponsibilityArea>of());
    String me = people.current().name();
    return SystemDuty.call(
        () -> {
          Set<String> grids =
              history.below(region.code(), day.today()).stream()
                  .map(g -> g.region().code())
                  .collect(Collectors.toSet());
          return areas.keep(region, all, from, grids, me);
        });
  }

  @Operation(summary = "Take back the areas that were kept last")
  @DeleteMapping
  ResponsibilityAreaPage undo(
      @Parameter(example = "310105002001") @PathVariable String neighbourhood) {
    Region region = rights.drawing(neighbourhood);
    return SystemDuty.call(() -> areas.undo(region, day.today()));
  }
}
