package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.browser.MiniatureCity.Corner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * One matter on the real pages: reported, dispatched, mended, checked; sent back; mended without a
 * network.
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
      worker.opens("海堤 3 号");
      assertThat(worker.phone.button("接单")).isVisible();
      worker.phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");

      worker.phone.context.setOffline(true);
      worker.takes("接单");
      worker.arrives();
      worker.finishes();
      assertThat(worker.phone.text("3 项待发送")).isVisible();
      worker.phone.screenshot("worker-offline");

      worker.phone.context.setOffline(false);
      worker.seesState("待核查");
      worker.seesAllSent();
      String id = worker.phone.page.url().replaceAll(".*/", "");
      String history =
          worker.phone.context.request().get(worker.phone.at("/api/v1/cases/" + id)).text();
      for (String step : new String[] {"ACCEPT", "ARRIVE", "FINISH"}) {
        assertThat(history.split("\"action\":\"" + step + "\",\"fromState\"", -1))
            .as(step)
            .hasSize(2);
      }
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
