package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.yiwang.access.ApiKeys;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.Regions;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import io.yiwang.vision.cameras.CameraDraft;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The camera wall shows what is sent in as it comes, and zones are drawn on the picture. */
@BrowserTest
class CameraPageTests {
  private static final int STREET = 24;

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Cameras cameras;
  @Autowired Regions regions;
  @Autowired ApiKeys keys;

  private MiniatureCity city;
  private Corner corner;

  /** Another one for each test: what a camera saw last is remembered. */
  private String code = "";

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
    cameras.refresh().stream()
        .filter(old -> old.code().startsWith("mini-24"))
        .forEach(old -> cameras.remove(old.id()));
    code = "mini-24-" + UUID.randomUUID().toString().substring(0, 8);
    cameras.add(
        new CameraDraft(
            code,
            "海堤路口",
            corner.place(),
            regions.locate(corner.place()).orElseThrow().path(),
            null,
            null,
            90.0,
            70.0,
            40.0,
            SourceKind.UPLOAD,
            null,
            true,
            List.of(),
            List.of(new WatchedAbility("dropped-things", 1)),
            List.of(),
            List.of(),
            0),
        0);
  }

  private void send(byte[] picture) throws IOException, InterruptedException {
    String key = keys.issue("camera-" + code, "CAMERA", Set.of("observe"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + port + "/api/v1/cameras/" + code + "/frames?wait=true"))
            .header("Content-Type", "image/jpeg")
            .header("X-Api-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private Locator tile(Officer officer) {
    return officer.page.locator("[data-camera='" + code + "']");
  }

  private void untilLoaded(Officer officer, String images) {
    officer.page.waitForFunction(
        "css => [...document.querySelectorAll(css)].length > 0"
            + " && [...document.querySelectorAll(css)].every(i => i.naturalWidth > 0)",
        images);
  }

  @Test
  void theWallShowsWhatComesInAsItComes() throws Exception {
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/desk/cameras");
      assertThat(tile(officer)).containsText("还没有画面");
      officer.screenshot("vision-wall-waiting");
      send(StreetPicture.withBags(2));
      untilLoaded(officer, "[data-camera='" + code + "'] img");
      assertThat(tile(officer)).containsText("实时");
      officer.screenshot("vision-wall");
      tile(officer).click();
      assertThat(officer.dialog()).containsText("海堤路口");
      untilLoaded(officer, ".look img");
      officer.screenshot("vision-wall-large");
      officer.page.keyboard().press("Escape");
      assertThat(officer.dialog()).hasCount(0);
      officer.page.getByLabel("编号或名称").fill("没有这个");
      assertThat(officer.page.getByText("没有符合条件的摄像头")).isVisible();
      officer.button("清除条件").click();
      officer.page.setViewportSize(390, 844);
      untilLoaded(officer, "[data-camera='" + code + "'] img");
      officer.screenshot("vision-wall-390x844");
      officer.page.setViewportSize(1440, 900);
      officer.open("/wall/cameras");
      untilLoaded(officer, "[data-camera='" + code + "'] img");
      officer.screenshot("vision-wall-dark");
    }
  }

  @Test
  void aZoneIsDrawnPutRightTakenBackAndKept() throws Exception {
    send(StreetPicture.withBags(4));
    try (Officer steward = new Officer(port, city.steward(STREET))) {
      steward.open("/desk/cameras/" + code);
      steward.page.getByText("画面区域").click();
      untilLoaded(steward, ".board img");
      steward.button("画一个区域").click();
      BoundingBox board = steward.page.locator(".board").boundingBox();
      click(steward, board, 0.2, 0.6);
      click(steward, board, 0.8, 0.6);
      click(steward, board, 0.8, 0.9);
      click(steward, board, 0.5, 0.95);
      click(steward, board, 0.2, 0.9);
      steward.page.keyboard().press("Control+z");
      steward.page.keyboard().press("Enter");
      assertThat(steward.page.locator("[data-zone-row]")).hasCount(1);
      assertThat(steward.page.locator("circle.corner")).hasCount(4);
      steward.screenshot("vision-zones");

      drag(steward, board, 0.2, 0.6, 0.1, 0.5);
      steward.page.keyboard().press("ArrowRight");
      steward.page.keyboard().press("Delete");
      assertThat(steward.page.locator("circle.corner")).hasCount(3);
      steward.page.keyboard().press("Control+z");
      steward.page.locator("[data-zone-row]").getByText("禁停区").click();
      assertThat(steward.page.locator("circle.corner")).hasCount(4);
      steward.button("保存").click();
      assertThat(steward.page.locator(".el-message")).containsText("已保存");
    }
    List<Zone> kept = cameras.find(code).orElseThrow().zones();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().kind()).isEqualTo(ZoneKind.NO_PARKING);
    List<double[]> corners = kept.getFirst().corners();
    assertThat(corners).hasSize(4);
    assertThat(corners.getFirst()[0]).isBetween(0.095, 0.11);
    assertThat(corners.getFirst()[1]).isBetween(0.49, 0.51);
    assertThat(corners.get(3)[0]).as("the last corner was taken back").isBetween(0.49, 0.51);
  }

  private static void click(Officer officer, BoundingBox box, double x, double y) {
    officer.page.mouse().click(box.x + box.width * x, box.y + box.height * y);
  }

  private static void drag(
      Officer officer, BoundingBox box, double x, double y, double toX, double toY) {
    officer.page.mouse().move(box.x + box.width * x, box.y + box.height * y);
    officer.page.mouse().down();
    officer
        .page
        .mouse()
        .move(box.x + box.width * (x + toX) / 2, box.y + box.height * (y + toY) / 2);
    officer.page.mouse().move(box.x + box.width * toX, box.y + box.height * toY);
    officer.page.mouse().up();
  }

  @Test
  void aNewCameraIsPlacedOnTheMap() {
    try (Officer steward = new Officer(port, city.steward(STREET))) {
      steward.open("/desk/cameras/new");
      steward.page.getByLabel("编号").fill("mini-24-new");
      steward.page.getByLabel("名称").fill("新装摄像头");
      steward.page.waitForFunction(
          "() => [...document.querySelectorAll('.maplibregl-map')].every(m => m.dataset.drawn)");
      steward.page.locator(".map canvas").click();
      steward.screenshot("vision-camera-new");
      steward.button("保存").click();
      steward.page.waitForURL(Pattern.compile(".*/desk/cameras/mini-24-new$"));
    }
    assertThat(cameras.find("mini-24-new").orElseThrow().name()).isEqualTo("新装摄像头");
  }
}
