package io.yiwang.demo.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GaugeFaultsTest {
  private static final GeoPoint HERE = new GeoPoint(31.22, 121.43);
  private static final Gauge COVER =
      new Gauge(
          "MH-1",
          "manhole",
          "井盖",
          HERE,
          null,
          Duration.ofSeconds(30),
          List.of(new Curve("open", 0, 0, 0, 0, 1.0, 0)));

  private static JsonNode matter(String state, GeoPoint at, double reported) {
    return new JsonMapper()
        .readTree(
            """
            {"state": "%s", "lat": %s, "lng": %s, "reportedAt": "%s"}\
            """
                .formatted(
                    state, at.lat(), at.lng(), Instant.ofEpochMilli((long) (reported * 1000))));
  }

  private static GaugeFaults broken() {
    var faults = new GaugeFaults(List.of(COVER), 1000, 1e9, new SplittableRandom(1));
    assertThat(faults.wrongFor("MH-1", 999)).isNegative();
    assertThat(faults.wrongFor("MH-1", 1000)).isZero();
    return faults;
  }

  @Test
  void isWellAgainWhenTheWorkerThereSaysSo() {
    var faults = broken();
    faults.hear(matter("HANDLING", HERE, 1010));
    assertThat(faults.wrongFor("MH-1", 1020)).isEqualTo(20);
    faults.hear(matter("PENDING_CHECK", HERE, 1010));
    assertThat(faults.wrongFor("MH-1", 1030)).isNegative();
  }

  @Test
  void staysWrongWhenSomethingElseWasMended() {
    var faults = broken();
    faults.hear(matter("PENDING_CHECK", new GeoPoint(31.23, 121.43), 1010));
    faults.hear(matter("PENDING_CHECK", HERE, 900));
    assertThat(faults.wrongFor("MH-1", 1030)).isEqualTo(30);
  }

  @Test
  void passesByItselfWhenNobodyComes() {
    assertThat(broken().wrongFor("MH-1", 1000 + 3601)).isNegative();
  }

  @Test
  void beginsAtTheFirstThatCanFail() {
    var good = List.of(new Curve("open", 0, 0, 0, 0, null, 0));
    Gauge door = new Gauge("DR-1", "door", "门", HERE, null, COVER.every(), good);
    Gauge other = new Gauge("MH-2", "manhole", "井盖", HERE, null, COVER.every(), COVER.curves());
    var faults = new GaugeFaults(List.of(door, COVER, other), 1000, 1e9, new SplittableRandom(3));
    assertThat(faults.wrongFor("MH-2", 1000)).isNegative();
    assertThat(faults.wrongFor("MH-1", 1000)).isZero();
  }
}
