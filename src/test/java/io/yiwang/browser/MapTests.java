package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.ComponentId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The digital map in the hands of an officer: moved, asked, looked into and back in time. */
@BrowserTest
class MapTests {
  private static final int STREET = 19;

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private static MiniatureGround ground;
  private MiniatureCity city;
  private Corner corner;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
    if (ground == null) {
      ground = MiniatureGround.at(beans, corner.place());
    }
  }

  /** The map around the lamp; a click in the middle of it hits the lamp. */
  private String here(double zoom, String more) {
    return String.format(
        Locale.ROOT,
        "/map?at=%.6f,%.6f,%.1f%s",
        corner.place().lng(),
        corner.place().lat(),
        zoom,
        more);
  }

  private Officer open(String address) {
    Officer officer = new Officer(port, city.watcher());
    officer.open(address);
    drawn(officer);
    return officer;
  }

  private static void drawn(Officer officer) {
    officer.page.waitForSelector(".canvas[data-drawn=yes]");
  }

  private static Locator card(Officer officer) {
    return officer.page.getByRole(AriaRole.ARTICLE);
  }

  private static double zoom(Officer officer) {
    String at = officer.page.url().replaceAll(".*[?&]at=([^&]*).*", "$1").replace("%2C", ",");
    return Double.parseDouble(at.split(",", -1)[2]);
  }

  @Test
  void thePlaceOneLooksAtStandsInTheAddress() {
    try (Officer officer = open(here(17, ""))) {
      officer.button("放大").click();
      assertThat(officer.page).hasURL(Pattern.compile(".*at=[^&]*(,|%2C)18(&.*)?$"));
      String before = officer.page.url();
      officer.page.mouse().move(900, 500);
      officer.page.mouse().down();
      officer
          .page
          .mouse()
          .move(700, 420, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(6));
      officer.page.mouse().up();
      officer.page.waitForURL(url -> !url.equals(before));
      assertThat(zoom(officer)).isEqualTo(18.0);
    }
  }

  @Test
  void theBoxLeadsToALampWhoseCardAndLinkSayAll() {
    try (Officer officer = open("/map")) {
      Locator box = officer.page.getByRole(AriaRole.COMBOBOX);
      Locator first = officer.page.locator("#map-hit-0");
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () -> {
                box.fill("");
                box.fill("十九号灯");
                first.waitFor(new Locator.WaitForOptions().setTimeout(2_000));
                return first.isVisible();
              });
      assertThat(first).containsText(MiniatureGround.LAMP);
      box.press("Enter");
      assertThat(card(officer)).containsText(MiniatureGround.LAMP);
      assertThat(card(officer)).containsText("小样路灯所");
      assertThat(card(officer)).containsText("第19居委会");
      assertThat(officer.page)
          .hasURL(Pattern.compile(".*id=" + ComponentId.text(ground.lamp) + ".*"));
      drawn(officer);
      officer.screenshot("map-card");

      String link = officer.page.url();
      officer.open("/desk");
      officer.page.navigate(link);
      assertThat(card(officer)).containsText(MiniatureGround.LAMP);
      officer.page.keyboard().press("Escape");
      assertThat(card(officer)).hasCount(0);
    }
  }

  @Test
  void aClickSaysWhatIsThereAndWhatLiesBelow() {
    try (Officer officer = open(here(18.5, ""))) {
      officer.page.mouse().click(720, 476);
      assertThat(card(officer)).containsText(MiniatureGround.LAMP);
      officer.button("此处还有什么").click();
      Locator panel = officer.page.locator("section.side");
      assertThat(panel).containsText("此处有什么");
      assertThat(panel).containsText("N51");
      assertThat(panel).containsText(MiniatureGround.LAMP);
    }
  }

  @Test
  void lastYearsLampWasInOrder() {
    try (Officer officer = open(here(18, "&id=" + ComponentId.text(ground.lamp)))) {
      assertThat(card(officer).locator("em").first()).hasText("破损");
      officer.button("时间轴").click();
      officer.page.getByLabel("日期").last().fill("2025-11-01");
      assertThat(officer.page).hasURL(Pattern.compile(".*time=2025-11-01.*"));
      assertThat(card(officer).locator("em").first()).hasText("完好");
      drawn(officer);
      officer.screenshot("map-last-year");
      officer.button("现在").click();
      assertThat(card(officer).locator("em").first()).hasText("破损");
    }
  }

  @Test
  void anOpenScreenHearsOfAChange() {
    try (Officer officer = open(here(18, "&id=" + ComponentId.text(ground.lamp)))) {
      assertThat(card(officer).locator("em").first()).hasText("破损");
      ground.lampIs(ComponentState.LOST, Instant.parse("2026-03-01T00:00:00Z"));
      assertThat(card(officer).locator("em").first()).hasText("丢失");
      ground.lampIs(ComponentState.DAMAGED, Instant.parse("2026-03-02T00:00:00Z"));
      assertThat(card(officer).locator("em").first()).hasText("破损");
    }
  }

  @Test
  void aBurstNamesTheValvesAndWhoIsCutOff() {
    try (Officer officer = open(here(17, "&under=1"))) {
      officer.button("爆管分析").click();
      clickSouth(officer, 30);
      Locator panel = officer.page.locator("section.side");
      assertThat(panel).containsText("小样西阀");
      assertThat(panel).containsText("48");
      drawn(officer);
      officer.screenshot("map-burst");

      officer.button("上下游追踪").click();
      clickSouth(officer, 30);
      assertThat(panel).containsText("户数48");
      assertThat(panel).containsText("到达");
    }
  }

  /** So many metres south of the middle of the map at zoom 17. */
  private void clickSouth(Officer officer, double metres) {
    double pixel = 78_271.517 * Math.cos(Math.toRadians(corner.place().lat())) / (1 << 17);
    officer.page.mouse().click(720, 476 + metres / pixel);
  }

  @Test
  void theMapTurnsDarkWithWhatIsChosenAndGoesOntoPaper() throws IOException {
    try (Officer officer = open(here(17, "&id=" + ComponentId.text(ground.lamp)))) {
      officer.button("深色").click();
      assertThat(officer.page.locator("html")).hasClass(Pattern.compile(".*dark.*"));
      drawn(officer);
      assertThat(card(officer)).containsText(MiniatureGround.LAMP);
      officer.screenshot("map-dark");
      officer.button("图层").click();
      officer.page.getByLabel("路灯与景观灯", new Page.GetByLabelOptions().setExact(true)).uncheck();
      assertThat(officer.page).hasURL(Pattern.compile(".*off=street-lamp.*"));
      officer.button("打印").click();
      Download sheet =
          officer.page.waitForDownload(
              new Page.WaitForDownloadOptions().setTimeout(90_000),
              () -> officer.button("保存 PNG").click());
      assertThat(Files.size(sheet.path())).isGreaterThan(20_000);
    }
  }

  @Test
  void theWallHasTheSameMapAndAPhoneToo() {
    try (Officer officer = open(here(17, "").replace("/map?", "/wall/map?"))) {
      assertThat(officer.page.locator("html")).hasClass(Pattern.compile(".*dark.*"));
      officer.screenshot("map-wall");
      officer.page.setViewportSize(390, 844);
      officer.button("更多工具").click();
      assertThat(officer.button("开挖核查")).isVisible();
      assertThat(officer.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }
}
