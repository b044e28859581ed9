package io.yiwang.demo.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreetPlotTest {
  private static final Set<String> TROUBLES = Set.of("litter", "stray-bicycle", "water");

  private final StreetView view =
      new StreetView(new StreetScene(3, Sky.day(3, 9), 0), new GeoPoint(31.22, 121.43), 20);

  private List<String> troubles(double t) {
    return new StreetPainter(view.scene(), 480, 270)
        .paint(t).truth().stream().map(Seen::label).filter(TROUBLES::contains).toList();
  }

  private static JsonNode matter(String state, GeoPoint at, double reported, int rework) {
    return new JsonMapper()
        .readTree(
            """
            {"state": "%s", "lat": %s, "lng": %s, "reportedAt": "%s", "rework": %d}\
            """
                .formatted(
                    state,
                    at.lat(),
                    at.lng(),
                    Instant.ofEpochMilli((long) (reported * 1000)),
                    rework));
  }

  /** A plot whose first trouble begins at 1000 s. */
  private StreetPlot begun() {
    var plot = new StreetPlot(view, StreetView.Focus.PAVEMENT, 1000, 400, new SplittableRandom(5));
    plot.tick(999);
    assertThat(troubles(999)).isEmpty();
    plot.tick(1000);
    assertThat(troubles(1001)).isNotEmpty();
    return plot;
  }

  @Test
  void leavesTheStreetAsItIsUntilTheWorkerOfTheCaseSaysItIsMended() {
    var plot = begun();
    GeoPoint there = view.place(-1, 11);
    plot.hear(matter("HANDLING", there, 1060, 0), 1100);
    assertThat(troubles(1101)).isNotEmpty();
    plot.hear(matter("PENDING_CHECK", there, 1060, 1), 1200);
    assertThat(troubles(1201)).isEmpty();
  }

  @Test
  void doesNotMindCasesOfOtherPlacesAndTimes() {
    var plot = begun();
    plot.hear(matter("PENDING_CHECK", view.place(-1, 90), 1060, 1), 1100);
    plot.hear(matter("CLOSED", view.place(-1, 11), 900, 1), 1100);
    assertThat(troubles(1101)).isNotEmpty();
  }

  @Test
  void doesNotLieThereForEver() {
    var plot = begun();
    plot.tick(1000 + 3601);
    assertThat(troubles(1000 + 3602)).isEmpty();
  }

  @Test
  void goesOnWithTheNextTroubleAfterAPause() {
    var plot = begun();
    plot.hear(matter("PENDING_CHECK", view.place(-1, 11), 1060, 1), 1200);
    plot.tick(1210);
    assertThat(troubles(1211)).isEmpty();
    plot.tick(1200 + 2 * 400);
    assertThat(troubles(1200 + 2 * 400 + 1)).isNotEmpty();
  }
}
