package io.yiwang.citymap.explore;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The map's one box over HTTP. */
@RestController
@RequestMapping("/api/v1/map/search")
@Tag(name = "Map")
class SearchController {
  private static final int MOST = 100;
  private static final int LONGEST = 100;

  private final ComponentSearch search;
  private final SearchFollower follower;

  SearchController(ComponentSearch search, SearchFollower follower) {
    this.search = search;
    this.follower = follower;
  }

  /**
   * What was found.
   *
   * @param complete false while the index is being made: more may be found later
   */
  @Schema(name = "MapFound")
  record Found(List<ComponentSearch.Hit> hits, boolean complete) {}

  @Operation(
      summary = "Names, classes, codes, addresses, regions, BeiDou codes, coordinates",
      description =
          "In Chinese or English; words need not begin a name. The nearest first among equals.")
  @GetMapping
  Found search(
      @Parameter(example = "愚园路 路灯") @RequestParam String q,
      @Parameter(description = "Where the reader looks", example = "31.22")
          @RequestParam(required = false)
          @Nullable Double lat,
      @Parameter(example = "121.43") @RequestParam(required = false) @Nullable Double lng,
      @RequestParam(defaultValue = "20") int limit) {
    if (q.length() > LONGEST) {
      throw Problem.badField(
          "q", q.substring(0, 20) + "…", "must have at most 100 characters", null);
    }
    if (limit < 1 || limit > MOST) {
      throw Problem.badField("limit", limit, "must be between 1 and 100", null);
    }
    return new Found(search.find(q, near(lat, lng), limit), follower.isComplete());
  }

  private static @Nullable GeoPoint near(@Nullable Double lat, @Nullable Double lng) {
    if (lat == null || lng == null) {
      return null;
    }
    if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
      throw Problem.badField(
          "lat,lng",
          lat + "," + lng,
          "must be degrees",
          "Maybe latitude and longitude are swapped.");
    }
    return new GeoPoint(lat, lng);
  }
}
