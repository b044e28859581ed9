package io.yiwang.vision.heat;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.vision.cameras.CameraRights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The heat of crowds as a layer of the map. */
@RestController
@Tag(name = "Cameras")
final class HeatController {
  private static final Duration USUAL = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final HeatStore store;
  private final CameraRights rights;
  private final Clock clock;

  HeatController(HeatStore store, CameraRights rights, Clock clock) {
    this.store = store;
    this.rights = rights;
    this.clock = clock;
  }

  /** A GeoJSON collection of cells. */
  @Schema(name = "HeatCells")
  record Cells(String type, Instant from, Instant to, List<CellFeature> features) {}

  /** A cell of about 35 m as a GeoJSON feature. */
  @Schema(name = "HeatCell")
  record CellFeature(String type, String id, CellShape geometry, CellCounts properties) {}

  /** The cell's outline. */
  @Schema(name = "HeatCellShape")
  record CellShape(String type, List<List<double[]>> coordinates) {}

  /**
   * @param people in the mean of the time
   * @param most in its fullest minute
   */
  @Schema(name = "HeatCounts")
  record CellCounts(double people, double most) {}

  @Operation(
      summary = "How many people were where",
      description =
          """
          Counts on a grid of about 35 m, by the minute: the last five minutes unless a time of at most a day is said.
          Cells in which nobody was are left out. Who was there is known to nobody.
          """)
  @GetMapping("/api/v1/cameras/heat")
  Cells heat(
      @Parameter(example = "2026-11-24T08:00:00Z") @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(example = "2026-11-24T08:15:00Z") @RequestParam(required = false)
          @Nullable Instant to) {
    rights.requireReader();
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    Duration time = Duration.between(begin, end);
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw Problem.badField("to", end, "must be after from, by at most a day.", null);
    }
    double minutes = Math.max(1, time.toSeconds() / 60.0);
    List<CellFeature> features =
        store.between(begin, end, minutes).stream().map(HeatController::feature).toList();
    return new Cells("FeatureCollection", begin, end, features);
  }

  private static CellFeature feature(HeatStore.Cell cell) {
    S2CellId id = new S2CellId(cell.cell());
    S2Cell shape = new S2Cell(id);
    List<double[]> ring = new ArrayList<>();
    for (int i = 0; i <= 4; i++) {
      S2LatLng corner = new S2LatLng(shape.getVertex(i % 4));
      ring.add(new double[] {corner.lngDegrees(), corner.latDegrees()});
    }
    return new CellFeature(
        "Feature",
        id.toToken(),
        new CellShape("Polygon", List.of(ring)),
        new CellCounts(rounded(cell.people()), rounded(cell.most())));
  }

  private static double rounded(double people) {
    return Math.round(people * 10) / 10.0;
  }
}
