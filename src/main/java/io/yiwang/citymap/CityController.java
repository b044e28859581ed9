package io.yiwang.citymap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the pages need to know of the city before anything else. */
@RestController
@Tag(name = "City", description = "The city, its regions and its catalogue")
class CityController {
  private final City city;
  private final Clock clock;

  CityController(City city, Clock clock) {
    this.city = city;
    this.clock = clock;
  }

  /**
   * The city as the pages see it.
   *
   * @param extent west, south, east, north
   * @param centre longitude, latitude
   */
  record CityView(
      String code,
      String nameZh,
      String nameEn,
      String zone,
      List<String> languages,
      List<Double> extent,
      List<Double> centre,
      boolean demo,
      Instant now) {}

  @Operation(summary = "The city this installation runs")
  @GetMapping("/api/v1/city")
  CityView city() {
    City.Extent e = city.extent();
    return new CityView(
        city.code(),
        city.nameZh(),
        city.nameEn(),
        city.zone().getId(),
        city.languages(),
        List.of(e.minLng(), e.minLat(), e.maxLng(), e.maxLat()),
        List.of(city.centre().lng(), city.centre().lat()),
        city.demo(),
        clock.instant());
  }
}
