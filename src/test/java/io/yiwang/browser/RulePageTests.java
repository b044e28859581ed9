package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.ApiKeys;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.sensing.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Rules of sensors at the desk: written, tried on what was measured, brought into force, alarming.
 */
@BrowserTest
class RulePageTests {
  private static final int STREET = 26;
  private static final int ELSEWHERE = 20;
  private static final String DEVICE = "MINI-RIVER-1";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private Corner corner;
  private MiniatureCity city;
  private Caller caller;
  private Instant start;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
    String key =
        beans.getBean(ApiKeys.class).issue("rule-page", "SENSOR", Set.of("observe", "admin"));
    caller = new Caller(port, key);
    start = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
  }

  /** A water gauge at the corner whose level rose for half an hour, an hour ago. */
  private void gauge() {
    Caller.Answer added =
        caller.postJson(
            "/api/v1/devices",
            String.format(
                Locale.ROOT,
                "{\"code\":\"%s\",\"model\":\"water-level\",\"name\":\"海堤水位计\",\"lat\":%.6f,\"lng\":%.6f}",
                DEVICE,
                corner.place().lat(),
                corner.place().lng()));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    StringBuilder rows = new StringBuilder();
    for (int minute = 0; minute < 110; minute++) {
      boolean high = minute >= 40 && minute < 70;
      say(rows, minute, high ? 3.2 + (minute % 5) * 0.02 : 2 + (minute % 7) * 0.03);
    }
    send(rows);
  }

  private void say(StringBuilder rows, int minute, double level) {
    rows.append(
        String.format(
            Locale.ROOT,
            "{\"device\":\"%s\",\"t\":\"%s\",\"v\":{\"level\":%.3f}}%n",
            DEVICE,
            start.plus(minute, ChronoUnit.MINUTES),
            level));
  }

  private void send(StringBuilder rows) {
    Caller.Answer said =
        caller.post(
            "/api/v1/devices/readings",
            "application/x-ndjson",
            rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(said.status()).as(said.text()).isEqualTo(200);
  }

  private static Locator labelled(Officer officer, String label) {
    return officer.page.getByLabel(
        label, new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true));
  }

  private static void choose(Officer officer, String label, String option) {
    labelled(officer, label).first().click();
    officer
        .page
        .locator(".el-select-dropdown:visible .el-select-dropdown__item")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + option + "\\s*$")))
        .first()
        .click();
  }

  @Test
  void aRuleIsWrittenTriedOnHistoryAndBroughtIntoForceAndItsAlarmIsTakenOn() {
    gauge();
    try (Officer watcher = new Officer(port, city.watcher())) {
      watcher.open("/desk/sensor-rules");
      assertThat(watcher.page.locator(".rule").filter(hasText("道路积水")).first()).isVisible();
      watcher.screenshot("rules-list");
      watcher.button("新建规则").click();
      choose(watcher, "设备种类", "水位计");
      labelled(watcher, "中文名称").fill("海堤高水位");
      labelled(watcher, "英文名称").fill("Seawall high water");
      labelled(watcher, "代码").fill("Seawall");
      labelled(watcher, "阈值").fill("3");
      labelled(watcher, "阈值").blur();
      assertThat(watcher.page.locator(".mistake").filter(hasText("小写字母"))).isVisible();
      assertThat(watcher.button("保存为新版本")).isDisabled();
      labelled(watcher, "代码").fill("seawall-high");
      labelled(watcher, "解除值").fill("5");
      labelled(watcher, "解除值").blur();
      assertThat(watcher.page.locator(".mistake").filter(hasText("须不高于阈值"))).isVisible();
      labelled(watcher, "解除值").fill("2.8");
      labelled(watcher, "解除值").blur();
      assertThat(watcher.page.locator(".says")).containsText("水位 ≥ 3 m（低于 2.8 m 解除）");
      watcher.screenshot("rules-editor");

      watcher.page.getByRole(AriaRole.TAB).filter(hasText("历史试运行")).click();
      watcher
          .page
          .getByRole(
              AriaRole.COMBOBOX,
              new com.microsoft.playwright.Page.GetByRoleOptions().setName("设备").setExact(true))
          .click();
      watcher.page.locator(".el-select-dropdown__item").filter(hasText(DEVICE)).click();
      assertThat(watcher.page.locator(".trial .chart canvas").first()).isVisible();
      watcher.button("试运行").click();
      Locator found = watcher.page.locator(".found");
      assertThat(found).containsText("1 次");
      assertThat(found).containsText("110 条读数");
      assertThat(found.locator("tbody tr")).hasCount(1);
      assertThat(found.locator("tbody tr")).containsText("水位 3.2 m，达到 3 m");
      watcher.screenshot("rules-trial");

      watcher.page.getByRole(AriaRole.TAB).filter(hasText("规则")).first().click();
      watcher.button("保存为新版本").click();
      watcher.page.waitForURL(Pattern.compile(".*/desk/sensor-rules/seawall-high"));
      assertThat(watcher.page.locator("article header")).containsText("第 1 版");
      StringBuilder now = new StringBuilder();
      say(now, 112, 3.5);
      say(now, 113, 3.6);
      send(now);

      labelled(watcher, "阈值").fill("3.4");
      labelled(watcher, "阈值").blur();
      watcher.button("保存为新版本").click();
      assertThat(watcher.page.locator("article header")).containsText("第 2 版");
      watcher.page.getByRole(AriaRole.TAB).filter(hasText("版本")).click();
      assertThat(watcher.page.locator(".versions")).containsText("limit: 3.4");
      watcher.screenshot("rules-versions");
      small(watcher, "/desk/sensor-rules/seawall-high", "article header");
    }
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/desk/alarms");
      Locator row = officer.page.locator("table.alarms tbody tr").filter(hasText("海堤高水位"));
      assertThat(row).isVisible();
      officer.screenshot("alarms-list");
      row.locator(".name").click();
      assertThat(officer.page.locator(".el-drawer")).containsText("水位 3.5 m，达到 3 m");
      officer.screenshot("alarms-detail");
      officer.page.keyboard().press("Escape");
      row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("确认")).click();
      assertThat(row).hasCount(0);
      officer.page.locator(".parts button").filter(hasText("已确认")).click();
      assertThat(row).containsText("确认");
      officer.open("/desk/devices/" + DEVICE + "/charts");
      assertThat(officer.page.locator(".values")).containsText("3.6 m");
      assertThat(officer.page.locator(".chart canvas").first()).isVisible();
      assertThat(officer.page.locator("table.alarms")).containsText("海堤高水位");
      officer.screenshot("device-charts");
      small(officer, "/desk/devices/" + DEVICE + "/charts", ".chart canvas");
      small(officer, "/desk/alarms?state=ACKNOWLEDGED", "table.alarms");
    }
    try (Officer other = new Officer(port, city.corner(ELSEWHERE).officer())) {
      other.open("/desk/alarms?state=");
      assertThat(other.page.locator(".registry-page")).isVisible();
      assertThat(other.page.locator(".body")).not().containsText("海堤高水位");
      assertThat(
              other
                  .page
                  .request()
                  .get("http://localhost:" + port + "/api/v1/alarms?device=" + DEVICE)
                  .text())
          .contains("\"total\":0");
    }
  }

  /** The page is also for one hand. */
  private static void small(Officer officer, String path, String there) {
    officer.page.setViewportSize(390, 844);
    officer.open(path);
    assertThat(officer.page.locator(there).first()).isVisible();
    assertThat(officer.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s is wider than a phone", path)
        .isEqualTo(true);
    officer.screenshot("small" + path.replaceAll("\\W+", "-"));
    officer.page.setViewportSize(1440, 900);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
