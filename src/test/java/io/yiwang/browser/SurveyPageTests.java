package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.kernel.GeoPoint;
import java.awt.Color;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * The map is put right from the street and from the desk: survey on the phone, grids drawn anew.
 */
@BrowserTest
class SurveyPageTests {
  private static final int STREET = 21;
  private static final int LAMP = 1037;
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired ComponentReader reader;
  @Autowired ComponentWriter writer;
  @Autowired Regions regions;

  private MiniatureCity city;
  private Corner corner;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
  }

  private List<Component> lamps(GeoPoint place, double metres) {
    return reader.nearest(place, 9, metres, ComponentFilter.ofClasses(LAMP)).stream()
        .map(near -> near.component())
        .toList();
  }

  private Component lamp(String name, GeoPoint place) {
    long id = writer.nextIds(Integer.parseInt(MiniatureCity.DISTRICT), LAMP, 1).getFirst();
    put(Component.point(id, name, place), MARCH);
    return reader.find(id).orElseThrow();
  }

  private void put(Component component, Instant from) {
    writer.change(
        List.of(ComponentChange.put(component, from)),
        new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "because"));
  }

  /** A worker at a place whose own page is there. */
  private Phone worker(GeoPoint place) {
    Phone phone = new Phone("worker", port, place);
    phone.signIn(corner.worker(), MiniatureCity.PASSWORD);
    phone.page.waitForURL(Pattern.compile("^(?!.*/signin).*$"));
    phone.screenshot("survey-worker");
    return phone;
  }

  private static void choose(Phone phone, String kind) {
    phone
        .page
        .locator(".kinds button")
        .filter(new Locator.FilterOptions().setHasText(kind))
        .click();
  }

  @Test
  void aLampThatAWorkerFindsIsReviewedAppliedAndTakenBack() {
    assertThat(lamps(corner.place(), 20)).isEmpty();
    try (Phone phone = worker(corner.place())) {
      phone.open("/worker/survey");
      phone.page.getByText("上报部件").last().click();
      choose(phone, "新增");
      assertThat(phone.page.locator(".line")).containsText("手机定位");
      phone.button("选择种类").click();
      phone.sheet().locator("input[type=search]").fill("路灯");
      phone
          .sheet()
          .locator("li button")
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*路灯\\s*$")))
          .click();
      phone.page.getByLabel("名称").fill("海堤路灯");
      phone.shoot(phone.page.locator(".photo-field"), Color.ORANGE);
      phone.screenshot("survey-new");
      phone.context.setOffline(true);
      phone.button("提交").click();
      assertThat(phone.page.locator(".waiting-bar")).containsText("1 项待发送");
      assertThat(phone.text("待发送")).isVisible();
      phone.screenshot("survey-offline");
      phone.context.setOffline(false);
      Locator mine =
          phone.page.locator("article").filter(new Locator.FilterOptions().setHasText("海堤路灯"));
      assertThat(mine).containsText("待审核");
      phone.screenshot("survey-mine");

      try (Officer officer = new Officer(port, corner.officer())) {
        officer.open("/desk/survey");
        Locator row =
            officer
                .page
                .locator(".survey-row")
                .filter(new Locator.FilterOptions().setHasText("海堤路灯"));
        row.locator("button").click();
        assertThat(officer.page.locator(".detail")).containsText("新增");
        assertThat(officer.page.locator(".photos img")).isVisible();
        untilDrawn(officer);
        officer.screenshot("survey-review");
        officer.page.keyboard().press("a");
        assertThat(officer.page.locator(".el-message")).containsText("已采纳 1 条");
        List<Component> there = lamps(corner.place(), 20);
        assertThat(there).hasSize(1);
        assertThat(there.getFirst().name()).isEqualTo("海堤路灯");

        phone.page.reload();
        assertThat(mine).containsText("已采纳");
        phone.screenshot("survey-accepted");

        officer.page.keyboard().press("z");
        assertThat(row).isVisible();
        assertThat(lamps(corner.place(), 20)).isEmpty();
        assertThat(reader.find(there.getFirst().id()).orElseThrow().state())
            .isEqualTo(ComponentState.REMOVED);
      }
    }
  }

  @Test
  void whatHasChangedMeanwhileIsShownBesideWhatWasSeen() {
    GeoPoint place = corner.north(150).place();
    Component seen = lamp("旧路灯", place);
    try (Phone phone = worker(place)) {
      phone.open("/worker/survey/new?kind=CHANGED");
      phone.page.locator("[data-thing='" + seen.idText() + "']").click();
      phone
          .page
          .locator(".phone-choice")
          .filter(new Locator.FilterOptions().setHasText("破损"))
          .click();
      phone.shoot(phone.page.locator(".photo-field"), Color.RED);
      phone.button("提交").click();
      assertThat(phone.text("待审核").first()).isVisible();
    }
    put(seen.withName("新换的路灯"), Instant.now());
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/desk/survey");
      officer
          .page
          .locator(".survey-row")
          .filter(new Locator.FilterOptions().setHasText("新换的路灯"))
          .locator("button")
          .click();
      assertThat(officer.page.locator(".warn")).containsText("又有了变化");
      assertThat(officer.page.locator(".detail table")).containsText("旧路灯");
      assertThat(officer.page.locator(".detail table")).containsText("新换的路灯");
      untilDrawn(officer);
      officer.screenshot("survey-conflict");
      officer.page.getByText("仍然采纳").click();
      assertThat(officer.page.locator(".el-message")).containsText("已采纳 1 条");
      Component now = reader.find(seen.id()).orElseThrow();
      assertThat(now.state()).isEqualTo(ComponentState.DAMAGED);
      assertThat(now.name()).isEqualTo("新换的路灯");
    }
  }

  @Test
  void aGridIsDividedByALinePublishedApprovedAndPutBack() {
    String neighbourhood = MiniatureCity.neighbourhood(STREET);
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/desk/grids/" + neighbourhood);
      assertThat(officer.page.locator("[data-grid]")).hasCount(1);
      officer.button("重新划分").click();
      assertThat(officer.page.locator(".faults")).containsText("检查通过");
      officer.page.keyboard().press("3");
      divide(officer);
      assertThat(officer.page.locator("[data-grid]")).hasCount(2);
      assertThat(officer.page.locator(".faults")).containsText("检查通过");
      officer.screenshot("grids-split");

      officer.page.locator("[data-grid] button").first().click();
      officer.button("删去").click();
      assertThat(officer.page.locator("[data-fault=GAP]")).containsText("不属于任何网格");
      assertThat(officer.page.locator(".faults [data-fault=GAP].bad")).isVisible();
      officer.screenshot("grids-gap");
      officer.page.keyboard().press("z");
      assertThat(officer.page.locator("[data-grid]")).hasCount(2);
      assertThat(officer.page.locator(".faults")).containsText("检查通过");

      officer.button("存草稿").click();
      assertThat(officer.page.locator(".el-message")).containsText("草稿已保存");
      officer.button("发布").click();
      officer.dialog().getByPlaceholder("文号或原因").fill("网格太大");
      assertThat(officer.dialog()).containsText("须由另一人批准");
      officer.page.waitForFunction("() => !document.querySelector('.dialog-fade-enter-active')");
      officer.screenshot("grids-publish");
      officer.dialogButton("发布").click();
      assertThat(officer.page.locator("[data-publication]")).containsText("待批准");
    }
    assertThat(regions.children(neighbourhood)).hasSize(1);
    try (Officer watcher = new Officer(port, city.watcher())) {
      watcher.open("/desk/grids/" + neighbourhood);
      watcher.button("批准").click();
      assertThat(watcher.page.locator("[data-publication]")).containsText("已生效");
      assertThat(watcher.page.locator("[data-grid]")).hasCount(2);
      watcher.screenshot("grids-published");
      assertThat(regions.children(neighbourhood))
          .extracting(Region::code)
          .containsExactly(neighbourhood + "001", neighbourhood + "002");

      watcher.button("撤销调整").click();
      watcher.dialogButton("撤销调整").click();
      assertThat(watcher.page.locator("[data-publication]")).containsText("已撤销");
      assertThat(watcher.page.locator("[data-grid]")).hasCount(1);
    }
    assertThat(regions.children(neighbourhood)).hasSize(1);
  }

  private static void untilDrawn(Officer officer) {
    officer.page.waitForFunction(
        "() => [...document.querySelectorAll('.maplibregl-map')].every(m => m.dataset.drawn)");
  }

  /** Two clicks on the map, above and below the strip in its middle, and Enter. */
  private static void divide(Officer officer) {
    untilDrawn(officer);
    BoundingBox map = officer.page.locator(".grid-map canvas").boundingBox();
    double x = map.x + map.width / 2;
    double y = map.y + map.height / 2;
    officer.page.mouse().click(x, y - 90);
    officer.page.mouse().click(x, y + 90);
    officer.page.keyboard().press("Enter");
  }
}
