package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.yiwang.browser.MiniatureCity.Corner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * One matter on the real pages: reported, dispatched, mended, checked; sent back; joined; taken
 * away; mended without a network.
 */
@BrowserTest
class PhoneLoopTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private MiniatureCity city;

  @BeforeEach
  void build() {
    city = new MiniatureCity(beans);
  }

  @Test
  void aReportIsMendedCheckedAndClosed() {
    Corner corner = city.corner(1);
    try (Worker worker = Worker.mender(port, corner);
        Resident resident = new Resident(port, corner);
        Worker checker = Worker.checker(port, corner)) {
      assertThat(worker.phone.text("没有任务")).isVisible();

      String tracking = resident.reports("海堤 1 号");
      worker.task("海堤 1 号");
      worker.phone.screenshot("worker-list");
      worker.opens("海堤 1 号");
      assertThat(worker.phone.button("接单")).isVisible();
      worker.phone.screenshot("worker-task");
      worker.phone.wideScreenshot("worker-task");
      worker.takes("接单");
      worker.arrives();
      worker.finishes();
      worker.seesState("待核查");

      resident.sees(tracking, "已处理，等待确认");
      resident.phone.screenshot("report-progress");
      checker.opens("海堤 1 号");
      checker.phone.screenshot("checker-task");
      checker.checks(true);
      checker.seesState("已结案");
      resident.sees(tracking, "已办结");
      resident.phone.screenshot("report-closed");
    }
  }

  @Test
  void aReporterWhoRejectsTheMendingGetsItDoneAgain() {
    Corner corner = city.corner(2);
    try (Resident resident = new Resident(port, corner);
        Worker worker = Worker.mender(port, corner)) {
      String tracking = resident.reports("海堤 2 号");
      worker.opens("海堤 2 号");
      worker.takes("接单");
      worker.finishes();
      worker.seesState("待核查");

      resident.sees(tracking, "已处理，等待确认");
      resident.phone.button("没修好").click();
      resident.phone.sheetButton("发送").click();
      assertThat(resident.phone.text("请写一句哪里没修好。")).isVisible();
      resident.phone.page.getByLabel("请说明").fill("垃圾还在，只扫了一半");
      resident.phone.sheetButton("发送").click();
      assertThat(resident.phone.text("没修好")).isHidden();

      worker.seesState("返工 1 次");
      worker.takes("接单");
      worker.finishes();
      worker.seesState("待核查");
      resident.sees(tracking, "已处理，等待确认");
      resident.phone.button("修好了").click();
      worker.seesState("已结案");
    }
  }

  @Test
  void whatIsDoneWithoutANetworkIsSentOnceWhenItIsBack() {
    Corner corner = city.corner(3);
    try (Resident resident = new Resident(port, corner);
        Worker worker = Worker.mender(port, corner)) {
      resident.reports("海堤 3 号");
      worker.waitsUntilKept("海堤 3 号");

      worker.phone.context.setOffline(true);
      worker.opens("海堤 3 号");
      worker.takes("接单");
      worker.arrives();
      worker.finishes();
      assertThat(worker.phone.text("3 项待发送")).isVisible();
      worker.phone.screenshot("worker-offline");

      worker.phone.context.setOffline(false);
      worker.seesState("待核查");
      worker.seesAllSent();
      String history = worker.asks("/api/v1/cases/" + worker.caseId());
      for (String step : new String[] {"ACCEPT", "ARRIVE", "FINISH"}) {
        assertThat(history.split("\"action\":\"" + step + "\",\"fromState\"", -1))
            .as(step)
            .hasSize(2);
      }
    }
  }

  @Test
  void aCheckerWhoFailsTheMendingGetsItDoneAgain() {
    Corner corner = city.corner(6);
    try (Resident resident = new Resident(port, corner);
        Worker worker = Worker.mender(port, corner);
        Worker checker = Worker.checker(port, corner)) {
      String tracking = resident.reports("海堤 6 号");
      worker.opens("海堤 6 号");
      worker.takes("接单");
      worker.finishes();
      worker.seesState("待核查");

      checker.opens("海堤 6 号");
      checker.takes("核查不通过");
      checker.phone.sheetButton("提交").click();
      assertThat(checker.phone.text("请选择原因。")).isVisible();
      checker.phone.sheetButton("关闭").click();
      checker.checks(false);
      checker.seesState("返工 1 次");

      worker.seesState("返工 1 次");
      worker.phone.screenshot("worker-rework");
      worker.takes("接单");
      worker.finishes();
      worker.seesState("待核查");
      checker.seesState("待核查");
      checker.checks(true);
      checker.seesState("已结案");
      resident.sees(tracking, "已办结");
    }
  }

  @Test
  void whoJoinsAReportNearbyMakesNoSecondCase() {
    Corner corner = city.corner(7);
    try (Worker worker = Worker.mender(port, corner);
        Resident first = new Resident("first", port, corner);
        // Further away than reports that join by themselves, and still within sight.
        Resident second = new Resident("second", port, corner.north(90))) {
      first.reports("海堤 7 号");
      worker.task("海堤 7 号");

      second.fills("海堤 7 号对面");
      second.phone.button("提交").click();
      assertThat(second.phone.sheet()).containsText("附近已经有人报过");
      second.phone.screenshot("report-nearby");
      second.phone.sheetButton("是这件，加入").click();
      String joined = second.trackingCode();
      assertThat(second.phone.text("收到，已并入同一件事")).isVisible();

      second.sees(joined, "已派给处理单位");
      assertThat(second.phone.text("共 2 人报过这件事")).isVisible();
      assertThat(worker.task("海堤 7 号")).containsText("2 人上报");
      assertThat(worker.phone.page.locator(".task")).hasCount(1);
      assertThat(worker.asks("/api/v1/cases?region=" + corner.street()).split("\"number\":", -1))
          .hasSize(2);
    }
  }

  @Test
  void aTaskGivenToSomebodyElseMeanwhileIsToldAndNothingIsDone() {
    Corner corner = city.corner(8);
    try (Resident resident = new Resident(port, corner);
        Worker worker = Worker.mender(port, corner);
        Desk desk = new Desk(port, corner)) {
      resident.reports("海堤 8 号");
      worker.opens("海堤 8 号");

      worker.phone.context.setOffline(true);
      worker.takes("接单");
      worker.arrives();
      assertThat(worker.phone.text("2 项待发送")).isVisible();
      desk.takesAway(worker.caseId());

      worker.phone.context.setOffline(false);
      assertThat(worker.phone.page.getByRole(AriaRole.ALERT)).containsText("已转给别人");
      worker.phone.screenshot("worker-taken");
      worker.phone.button("知道了").click();
      assertThat(worker.phone.text("这件案件现在不归你办。")).isVisible();
      worker.seesAllSent();
      assertThat(worker.asks("/api/v1/cases/" + worker.caseId()))
          .contains("REVOKE_ASSIGN")
          .doesNotContain("\"action\":\"ACCEPT\",\"fromState\"")
          .doesNotContain("\"action\":\"ARRIVE\",\"fromState\"");
    }
  }

  @Test
  void anUnsentReportSurvivesAReload() {
    Corner corner = city.corner(4);
    try (Resident resident = new Resident(port, corner)) {
      resident.phone.open("/report");
      resident.phone.page.getByLabel("说几句").fill("路边有一堆暴露垃圾");
      resident.phone.button("暴露垃圾").click();
      assertThat(resident.phone.page.locator("[data-test=region]")).containsText(corner.name());
      resident.waitsUntilKept("06010");
      resident.phone.page.reload();
      assertThat(resident.phone.button("暴露垃圾")).hasAttribute("aria-pressed", "true");
      assertThat(resident.phone.page.getByLabel("说几句")).hasValue("路边有一堆暴露垃圾");
      assertThat(resident.phone.page.locator("[data-test=region]")).containsText(corner.name());

      resident.phone.context.setOffline(true);
      resident.phone.button("提交").click();
      assertThat(resident.phone.text("已存在手机里")).isVisible();
      resident.phone.context.setOffline(false);
      assertThat(resident.trackingCode()).isNotBlank();
    }
  }
}
