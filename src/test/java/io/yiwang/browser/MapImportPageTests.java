package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * An officer brings lamps in, looks at the difference, applies it, and takes it back on a phone.
 */
@BrowserTest
class MapImportPageTests {
  private static final int STREET = 20;
  private static final String MAPPING =
      """
      source: mini-lamps
      class: "01037"
      key: no
      geometry: {lat: lat, lng: lng}
      name: name
      owner: owner
      complete: true
      """;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired ComponentReader reader;

  private static String lamp(Corner corner, String no, int north, String owner) {
    return String.format(
        Locale.ROOT,
        "%s,%.7f,%.7f,堤岸路%s号灯,%s%n",
        no,
        corner.place().lat() + north * 0.0001,
        corner.place().lng(),
        no,
        owner);
  }

  private static FilePayload file(String rows) {
    return new FilePayload(
        "堤岸路灯.csv",
        "text/csv",
        ("no,lat,lng,name,owner\n" + rows).getBytes(StandardCharsets.UTF_8));
  }

  private static void sends(Officer officer, FilePayload file) {
    officer.open("/map/imports");
    officer.page.locator("#map-mapping").click();
    officer
        .page
        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("自己的 YAML"))
        .click();
    officer.page.getByLabel("自己的 YAML").fill(MAPPING);
    officer.page.locator("input.map-file").setInputFiles(file);
    officer.page.waitForURL(Pattern.compile(".*/map/imports/\\d+"));
    assertThat(officer.page.locator(".import-head .registry-tag")).hasText("待审阅");
  }

  private static Locator tab(Officer officer, String name) {
    return officer
        .page
        .getByRole(AriaRole.TAB)
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private long lamps(Corner corner) {
    return reader.nearest(corner.place(), 50, 120, ComponentFilter.ofClasses(1037)).size();
  }

  @Test
  void aFileIsLookedAtAppliedAndTakenBack() throws IOException {
    Corner corner = new MiniatureCity(context).corner(STREET);
    try (Officer officer = new Officer(port, corner.officer());
        Phone phone = new Phone("imports", port, corner.place())) {
      sends(
          officer,
          file(
              lamp(corner, "1", 0, "甲")
                  + lamp(corner, "2", 2, "甲")
                  + lamp(corner, "3", 4, "甲")
                  + "4,north,121.99,坏行,甲\n"));
      assertThat(tab(officer, "新增")).containsText("3");
      assertThat(officer.page.locator(".registry-list tbody tr")).hasCount(3);
      tab(officer, "未收下").click();
      assertThat(officer.page.locator(".registry-list tbody tr")).containsText("要是数字");
      Download download =
          officer.page.waitForDownload(() -> officer.page.getByText("下载全部（CSV）").click());
      try (InputStream in = download.createReadStream()) {
        Assertions.assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains("4,\"lat\",\"north\",\"must be a number.\"");
      }
      officer.screenshot("map-import-rejects");
      officer.button("应用 3 处变化").click();
      officer.dialogButton("确定").click();
      assertThat(officer.page.locator(".import-head .registry-tag")).hasText("已应用");
      Assertions.assertThat(lamps(corner)).isEqualTo(3);

      sends(
          officer,
          file(lamp(corner, "1", 0, "乙") + lamp(corner, "2", 6, "甲") + lamp(corner, "5", 8, "甲")));
      tab(officer, "变更").click();
      assertThat(officer.page.locator(".registry-list")).containsText("权属单位: 甲 → 乙");
      tab(officer, "移位").click();
      assertThat(officer.page.locator(".registry-list")).containsText("移动 44 米");
      officer.page.locator(".registry-list tbody tr").click();
      officer.screenshot("map-import-moved");
      tab(officer, "消失").click();
      assertThat(officer.page.locator(".registry-list")).containsText("堤岸路3号灯");
      officer.page.locator(".registry-list tbody .el-checkbox").click();
      officer.button("应用 3 处变化").click();
      officer.dialogButton("确定").click();
      assertThat(officer.page.locator(".import-head .registry-tag")).hasText("已应用");
      Assertions.assertThat(lamps(corner)).isEqualTo(4);

      phone.signIn(corner.officer(), MiniatureCity.PASSWORD);
      phone.page.waitForURL(Pattern.compile("^(?!.*/signin).*$"));
      phone.open("/map/imports");
      phone.page.locator("aside a").first().click();
      assertThat(phone.page.locator(".import-head .registry-tag")).hasText("已应用");
      phone.screenshot("map-import");
      phone.button("撤销").click();
      phone.sheetButton("确定").click();
      assertThat(phone.page.locator(".import-head .registry-tag")).hasText("已撤销");
      Assertions.assertThat(lamps(corner)).isEqualTo(3);
    }
  }
}
