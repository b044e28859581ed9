package io.yiwang.vision.heat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.citymap.Hamlets;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.Intake;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.SeaCamera;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Counts on the grid: shown to who may, forgotten in time, and a matter where people crowd. */
@PlatformTest
class CrowdsTests {
  private static final String CROWD = "10989";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Cameras cameras;
  @Autowired HeatStore store;
  @Autowired Intake intake;
  @Autowired JdbcClient jdbc;

  private Hamlets sea;
  private Camera camera;
  private CrowdMatters matters;
  private long cell;
  private Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3600);

  @BeforeEach
  void mount() {
    sea = new Hamlets(beans, port);
    camera = SeaCamera.mount(beans, sea, "heat");
    cell = Crowds.cell(camera.point());
    matters = new CrowdMatters(jdbc, intake, 50, 3, CROWD);
  }

  private void minute(double people) {
    minute = minute.plusSeconds(60);
    Map<Long, Double> counts = people == 0 ? Map.of() : Map.of(cell, people);
    SystemDuty.run(() -> matters.minute(camera, minute, counts));
  }

  private List<String> crowds() {
    return jdbc.sql("select id || ' ' || (ended_at is null) from vision.crowd where camera_id = ?")
        .param(camera.id())
        .query((rs, i) -> rs.getString(1))
        .list();
  }

  @Test
  void aCrowdOfThreeMinutesIsOneMatterUntilItHasGone() {
    minute(60);
    minute(70);
    minute(20);
    minute(60);
    minute(60);
    assertThat(crowds()).isEmpty();
    minute(60);
    assertThat(crowds()).singleElement().asString().endsWith(" true");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.sql(
                            "select count(*) from cases.case_file where class_code = ? and"
                                + " region_path = ?")
                        .params(CROWD, camera.regionPath())
                        .query(Long.class)
                        .single()
                    == 1);
    // a restart, and counts at the edge
    matters = new CrowdMatters(jdbc, intake, 50, 3, CROWD);
    for (double people : new double[] {80, 45, 60, 38, 0, 55, 0, 0}) {
      minute(people);
    }
    assertThat(crowds()).singleElement().asString().endsWith(" true");
    minute(0);
    assertThat(crowds()).singleElement().asString().endsWith(" false");
  }

  @Test
  void theHeatOfATimeIsTheMeanOfItsMinutes() {
    Camera other = SeaCamera.mount(beans, sea, "heat");
    SystemDuty.run(
        () -> {
          store.keep(camera, minute, Map.of(cell, 10.0));
          store.keep(other, minute, Map.of(cell, 12.0));
          store.keep(camera, minute.plusSeconds(60), Map.of(cell, 4.0));
        });
    String path =
        "/api/v1/cameras/heat?from=" + minute + "&to=" + minute.plus(4, ChronoUnit.MINUTES);
    JsonNode heat = sea.get(sea.person(Duty.STREET_OFFICER), path);
    assertThat(heat.at("/features").size()).isEqualTo(1);
    JsonNode feature = heat.at("/features/0");
    // 12 and 4 in four minutes; two cameras that see the same people do not make them more
    assertThat(feature.at("/properties/people").asDouble()).isCloseTo(4.0, within(0.01));
    assertThat(feature.at("/properties/most").asDouble()).isCloseTo(12.0, within(0.01));
    assertThat(feature.at("/geometry/coordinates/0").size()).isEqualTo(5);
    Caller far = new Hamlets(beans, port).person(Duty.STREET_OFFICER);
    assertThat(sea.get(far, path).at("/features").size()).isZero();
    assertThat(sea.person(Duty.GRID_WORKER).get(path).statusCode()).isEqualTo(403);
    assertThat(far.get("/api/v1/cameras/heat?from=2026-01-01T00:00:00Z").statusCode())
        .isEqualTo(400);
  }

  @Test
  void oldCountsAreForgotten() {
    SystemDuty.run(
        () -> {
          store.keep(camera, Instant.parse("2001-01-01T00:00:00Z"), Map.of(cell, 10.0));
          assertThat(store.forget(Instant.parse("2001-02-01T00:00:00Z"))).isEqualTo(1);
          assertThat(store.forget(Instant.parse("2001-02-01T00:00:00Z"))).isZero();
        });
  }
}
