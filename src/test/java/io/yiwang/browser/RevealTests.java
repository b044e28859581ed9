package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.browser.MiniatureCity.Corner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A reporter's phone: masked, in full for a purpose and under a watermark, masked again. */
@BrowserTest
class RevealTests {
  private static final String PHONE = "15499150015";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private MiniatureCity city;

  @BeforeEach
  void build() {
    city = new MiniatureCity(beans);
  }

  @Test
  void anOfficerSeesAReportersPhoneForMinutesUnderAWatermark() {
    Corner corner = city.corner(15);
    try (Resident resident = new Resident(port, corner);
        Officer officer = new Officer(port, corner.officer())) {
      resident.fills("外堤 15 号");
      resident.leavesPhone(PHONE);
      resident.phone.button("提交").click();
      resident.trackingCode();
      officer.open("/desk");
      officer.finds("外堤 15 号", 1);
      officer.opens("外堤 15 号");

      Locator reporter = officer.page.locator("[data-test=reporter]");
      assertThat(reporter).containsText("154****0015");
      assertThat(officer.page.locator("[data-test=watermark]")).hasCount(0);
      officer.screenshot("reveal-masked");

      officer.button("查看完整信息").click();
      assertThat(officer.dialog()).containsText("联系报案人");
      officer.screenshot("reveal-dialog");
      officer.dialogButton("查看").click();
      assertThat(reporter).containsText(PHONE);
      assertThat(officer.page.locator("[data-test=watermark]"))
          .hasAttribute("data-mark", Pattern.compile("郑值15 mini-officer-15 2026-.*"));
      assertThat(officer.page.getByRole(AriaRole.TIMER))
          .containsText(Pattern.compile("还剩 (10:00|9:\\d\\d)"));
      officer.screenshot("reveal-plain");

      officer.button("结束").click();
      assertThat(reporter).containsText("154****0015");
      assertThat(officer.page.locator("[data-test=watermark]")).hasCount(0);
      assertThat(officer.page.content()).doesNotContain(PHONE);
      officer.open("/exports");
      assertThat(officer.page.locator("[data-test=shown-now]")).containsText("现在没有可以查看的完整信息");
      officer.screenshot("exports-page");
    }
  }
}
