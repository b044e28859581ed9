package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.kernel.GeoPoint;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Signing in on the page, and being told kindly why not. */
@BrowserTest
class SignInPageTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  @Test
  void aWrongPasswordIsSaidAndTheRightOneLeadsWhereThePersonWasGoing() {
    Corner corner = new MiniatureCity(beans).corner(5);
    try (Phone phone = new Phone("worker", port, corner.place())) {
      phone.open("/worker");
      assertThat(phone.page).hasURL(Pattern.compile(".*/signin\\?next=/worker$"));
      phone.signIn(corner.worker(), "wrong");
      assertThat(phone.page.getByRole(AriaRole.ALERT)).hasText("用户名或密码不对。");
      phone.screenshot("signin-wrong");
      phone.wideScreenshot("signin-wrong");

      phone.signIn(corner.worker(), MiniatureCity.PASSWORD);
      assertThat(phone.page).hasURL(Pattern.compile(".*/worker$"));
      assertThat(phone.text("没有任务")).isVisible();
    }
  }

  @Test
  void aRealCityListsNoDemonstrationAccounts() {
    try (Phone phone = new Phone("stranger", port, new GeoPoint(31.2, 121.4))) {
      phone.open("/signin");
      assertThat(phone.button("登录")).isVisible();
      assertThat(phone.text("演示账号")).isHidden();
      phone.button("English").click();
      assertThat(phone.button("Sign in")).isVisible();
    }
  }

  @Test
  void aPlaceOutsideTheCityIsRefusedKindly() {
    try (Phone phone = new Phone("traveller", port, new GeoPoint(39.9, 116.4))) {
      phone.open("/report");
      assertThat(phone.page.getByRole(AriaRole.STATUS)).containsText("请把图钉移到城市里面");
      phone.button("提交").click();
      assertThat(phone.page.getByRole(AriaRole.ALERT)).containsText("请选择是什么问题");
      phone.page.getByLabel("说几句").fill("路边有一堆暴露垃圾");
      phone.button("暴露垃圾").click();
      phone.button("提交").click();
      assertThat(phone.page.getByRole(AriaRole.ALERT)).containsText("请把图钉移到城市里面");
      phone.screenshot("report-outside");
    }
  }

  @Test
  void aPlaceIsNotGuessedWhenThePhoneDoesNotTellWhereItIs() {
    try (Phone phone = new Phone("shy", port, new GeoPoint(31.2, 121.4))) {
      phone.context.clearPermissions();
      phone.open("/report");
      assertThat(phone.page.getByRole(AriaRole.STATUS)).containsText("没有取得定位");
      phone.page.getByLabel("说几句").fill("路边有一堆暴露垃圾");
      phone.button("暴露垃圾").click();
      phone.button("提交").click();
      assertThat(phone.page.getByRole(AriaRole.ALERT)).containsText("请在地图上指明地点");
      phone.screenshot("report-nowhere");
    }
  }
}
