package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.yiwang.browser.MiniatureCity.Corner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A duty officer at the desk: finds a case, acts on it, is told when somebody was quicker. */
@BrowserTest
class DeskTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private MiniatureCity city;

  @BeforeEach
  void build() {
    city = new MiniatureCity(beans);
  }

  @Test
  void anOfficerActsOnACaseThatChangedMeanwhileOnlyAfterLookingAtIt() {
    Corner corner = city.corner(10);
    try (Resident resident = new Resident(port, corner);
        Worker worker = Worker.mender(port, corner);
        Officer officer = new Officer(port, corner.officer())) {
      resident.reports("外堤 10 号");
      worker.opens("外堤 10 号");
      officer.open("/desk");
      officer.finds("外堤 10 号", 1);
      officer.screenshot("desk-found");
      assertThat(officer.exports().lines()).hasSize(2).first(STRING).startsWith("\uFEFF案卷号,");
      officer.opens("外堤 10 号");
      officer.seesState("待处置");
      officer.button("备注").click();
      officer.dialog().getByLabel("说明").fill("请今天处理完");

      worker.takes("接单");
      officer.seesState("处置中");
      officer.dialogButton("备注").click();
      assertThat(officer.dialog().getByText("案件刚被他人更新")).isVisible();
      assertThat(officer.dialog().locator(".is").first()).hasText("处置中");
      officer.screenshot("desk-conflict");

      officer.dialogButton("按最新情况重试").click();
      assertThat(officer.dialog()).isHidden();
      assertThat(officer.page.getByText("请今天处理完")).isVisible();
      officer.screenshot("desk-case");
      officer.page.goBack();
      assertThat(officer.row("外堤 10 号")).hasCount(1);
    }
  }

  @Test
  void whatFailsInABulkStaysSelectedAndSaysWhy() {
    Corner corner = city.corner(11);
    try (Resident here = new Resident(port, corner);
        Resident there = new Resident(port, corner.north(200));
        Worker worker = Worker.mender(port, corner);
        Officer officer = new Officer(port, corner.officer())) {
      here.reports("长堤 11 号");
      there.reports("长堤 12 号");
      worker.opens("长堤 12 号");
      worker.takes("接单");
      worker.finishes();
      worker.seesState("待核查");
      officer.open("/desk");
      officer.finds("长堤", 2);
      officer.page.locator(".list thead .el-checkbox").click();
      officer.button("批量办理").click();
      officer.dialog().locator(".el-select").first().click();
      officer.page.locator(".el-select-dropdown__item").getByText("作废").click();
      officer.dialog().getByLabel("理由").fill("重复来电");
      officer.dialogButton("提交").click();

      assertThat(officer.dialog().getByText("完成 1 件，失败 1 件")).isVisible();
      assertThat(officer.dialog().getByText("案件现在的状态不能这样办理")).isVisible();
      officer.screenshot("desk-bulk");
      officer.dialogButton("关闭").click();
      assertThat(officer.page.getByText("已选 1 件")).isVisible();
      assertThat(officer.row("长堤 12 号")).hasClass(Pattern.compile("picked"));
    }
  }

  @Test
  void aMistypedAddressIsAPageOfOurs() {
    try (Officer officer = new Officer(port, city.corner(11).officer())) {
      officer.open("/nowhere");
      assertThat(officer.page.getByText("没有这个页面")).isVisible();
      officer.open("/desk/cases/999999999");
      assertThat(officer.page.getByText("没有这个案件")).isVisible();
    }
  }
}
