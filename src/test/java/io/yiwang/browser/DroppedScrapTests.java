package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.yiwang.access.ApiKeys;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.Regions;
import io.yiwang.demo.life.Jpeg;
import io.yiwang.demo.street.Sky;
import io.yiwang.demo.street.StreetPainter;
import io.yiwang.demo.street.StreetScene;
import io.yiwang.demo.street.StreetView;
import io.yiwang.demo.street.Thing;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import io.yiwang.vision.cameras.CameraDraft;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bag is dropped before a camera; it is seen by its pixels, filed and sent to a worker; the
 * worker picks it up, the camera looks again, and the case is closed. Nobody tells the platform
 * anything but the worker and the pictures.
 */
@BrowserTest
class DroppedScrapTests {
  private static final int STREET = 28;
  private static final String CODE = "mini-28";
  private static final long SEED = 28;
  private static final int BETWEEN = 10;
  private static final int EMPTY = 15;
  private static final int SHOWN = 20;
  private static final double DROPPED = EMPTY * BETWEEN;
  private static final double NEVER = 1e9;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Cameras cameras;
  @Autowired Regions regions;
  @Autowired ApiKeys keys;
  @Autowired JdbcTemplate jdbc;

  private MiniatureCity city;
  private Corner corner;
  private StreetScene scene;
  private StreetPainter painter;
  private String key = "";
  private double moment;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
    scene = new StreetScene(SEED, Sky.day(SEED, 10), 0.3);
    painter = new StreetPainter(scene, 640, 360);
    key = keys.issue("camera-" + CODE, "CAMERA", Set.of("observe"));
    jdbc.update(
        """
        insert into cases.look_rule (prefix, quiet_s, patience_s, undo_s, at, by_id, by_name)
        values ('06010', 3, 600, 3600, now(), 0, 'test')
        """);
    cameras.find(CODE).ifPresent(old -> cameras.remove(old.id()));
    add(new StreetView(scene, corner.place(), 15));
  }

  private void add(StreetView view) {
    List<Zone> zones =
        view.zones(StreetView.Focus.PAVEMENT).stream()
            .map(z -> new Zone(ZoneKind.valueOf(z.kind()), z.name(), z.corners()))
            .toList();
    List<GroundPoint> ground =
        view.ground().stream()
            .map(m -> new GroundPoint(m.px(), m.py(), m.place().lng(), m.place().lat()))
            .toList();
    cameras.add(
        new CameraDraft(
            CODE,
            "江苏路口",
            corner.place(),
            regions.locate(corner.place()).orElseThrow().path(),
            null,
            null,
            view.heading(),
            view.fieldOfView(),
            45.0,
            SourceKind.UPLOAD,
            null,
            true,
            List.of(),
            List.of(new WatchedAbility("dropped-things", 1)),
            zones,
            ground,
            0),
        0);
  }

  /** Sends what the camera sees at this second of the street, and answers what was seen in it. */
  private JsonNode send(double t, Instant at) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/api/v1/cameras/%s/frames?wait=true&at=%s"
                        .formatted(port, CODE, at)))
            .header("Content-Type", "image/jpeg")
            .header("X-Api-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Jpeg.of(painter.paint(t).image(), 0.85f)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  /** Plays minutes of the street one after another, as fast as they are looked at. */
  private void playsUntilReported() throws IOException, InterruptedException {
    Instant first = Instant.now().minusSeconds((EMPTY + SHOWN) * BETWEEN);
    for (int i = 0; i < EMPTY + SHOWN && tracks("REPORTED") == 0; i++) {
      moment = i * BETWEEN;
      send(moment, first.plusSeconds((long) moment));
    }
    assertThat(moment).as("nothing is reported before it lies there").isGreaterThan(DROPPED);
    assertThat(tracks("REPORTED")).as("one bag is one matter").isEqualTo(1);
  }

  /** What the camera has proven, as far as this. */
  private int tracks(String standing) {
    return jdbc.queryForObject(
        """
        select count(*) from vision.track t join vision.camera c on c.id = t.camera_id
        where c.code = ? and t.standing = ?
        """,
        Integer.class,
        CODE,
        standing);
  }

  /** Shows the street as it is now; whether the case is closed. */
  private boolean closes(Worker worker) throws IOException, InterruptedException {
    moment += 2;
    send(moment, Instant.now());
    return worker.asks("/api/v1/cases/" + worker.caseId()).contains("\"state\":\"CLOSED\"");
  }

  @Test
  void whatWasDroppedIsSeenMendedAndClosedByTheSameCamera() throws Exception {
    scene.drop(new Thing(Thing.Kind.BAG, -1.4, 10, DROPPED, NEVER, 5));
    try (Worker worker = Worker.mender(port, corner);
        Officer officer = new Officer(port, corner.officer())) {
      playsUntilReported();
      seesBoxes(officer);

      worker.opens("暴露垃圾");
      worker.takes("接单");
      worker.finishes();
      assertThat(worker.phone.text("摄像机还会再看")).isVisible();
      painter = new StreetPainter(cleaned(), 640, 360);
      await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> closes(worker));
      worker.seesState("已结案");
      assertThat(tracks("REPORTED")).as("seen again it is the same thing").isEqualTo(1);

      seesPair(officer, worker.caseId());
      officer.open("/desk?stage=CLOSE&selfClosed=true");
      assertThat(officer.row("暴露垃圾")).containsText("自动结案");
    }
  }

  /** The picture on the wall has a box round the bag. */
  private static void seesBoxes(Officer officer) {
    officer.open("/desk/cameras");
    Locator tile = officer.page.locator("[data-camera='" + CODE + "']");
    officer.page.waitForFunction(
        "css => [...document.querySelectorAll(css)].some(i => i.naturalWidth > 0)",
        "[data-camera='" + CODE + "'] img");
    assertThat(tile.locator("svg .found rect").first()).isVisible();
    assertThat(tile).containsText("暴露垃圾");
    officer.screenshot("camera-sees-scrap");
  }

  /** The case has its two pictures and says who saw them. */
  private static void seesPair(Officer officer, String caseId) {
    officer.open("/desk/cases/" + caseId);
    Locator looks = officer.page.locator(".looks");
    assertThat(looks).containsText("自动结案");
    assertThat(looks).containsText("dropped-things");
    assertThat(looks.locator("article").first().locator("img")).hasCount(2);
    officer.page.waitForFunction(
        "() => [...document.querySelectorAll('.looks img')].every(i => i.naturalWidth > 0)");
    officer.screenshot("camera-closed-case");
  }

  /** The same street without what was picked up. */
  private static StreetScene cleaned() {
    return new StreetScene(SEED, Sky.day(SEED, 10), 0.3);
  }
}
