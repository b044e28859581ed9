package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller;
import io.yiwang.registry.Hamlet;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * A resident shows themselves to the committee and sees what is kept about them, and who looked.
 */
@BrowserTest
class MinePageTests {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;

  @Test
  void aResidentSeesTheirRecordOnceTheCommitteeHasSeenThem() {
    Hamlet hamlet = new Hamlet(context);
    String number = Hamlet.number("1990-03-07", Sex.FEMALE);
    String number2 = Hamlet.number("1988-01-02", Sex.MALE);
    String phone = Hamlet.phone();
    String right = Hamlet.phone();
    Caller admin = Caller.of(port, people, Duty.ADMIN, "");
    admin.csv(
        "/api/v1/people/import?source=mine",
        Hamlet.header()
            + hamlet.row(number, "王芳", phone, "101", "户主,志愿者,2020-05-01")
            + hamlet.row(number2, "李强", "", "101", "配偶,,2020-05-01"));
    String resident = account(hamlet, "王芳", Duty.RESIDENT);
    String committee = account(hamlet, "李敏", Duty.COMMITTEE);
    try (Phone hand = new Phone("mine", port, new GeoPoint(31.22, 121.43));
        Officer desk = new Officer(port, committee)) {
      hand.signIn(resident, MiniatureCity.PASSWORD);
      assertThat(hand.page).hasURL(Pattern.compile(".*/report$"));
      hand.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("我的信息")).click();
      hand.page.locator("input[name=name]").fill("王芳");
      hand.page.locator("input[name=number]").fill(number);
      hand.page.locator("input[name=phone]").fill(phone);
      hand.screenshot("mine-claim");
      hand.button("提交").click();
      Locator shown = hand.page.locator("[data-test=code]");
      assertThat(shown).hasText(Pattern.compile("\\d{4} \\d{4}"));
      String code = shown.innerText();
      hand.screenshot("mine-code");
      hand.wideScreenshot("mine-code");

      desk.open("/registry/claims");
      assertThat(desk.page.locator("h1")).hasText("居民认证");
      picture(desk, "claims-first");
      assertThat(desk.page.getByText("账号 王芳")).isVisible();
      assertThat(desk.page.getByText("王*")).isVisible();
      assertThat(desk.page.locator("main")).not().containsText(number);
      picture(desk, "claims");
      desk.button("确认").click();
      desk.page.locator("input[name=code]").fill("0000 0000");
      desk.dialogButton("确认").click();
      assertThat(desk.dialog()).containsText("确认码不对");
      desk.page.locator("input[name=code]").fill(code);
      picture(desk, "claim-code");
      desk.dialogButton("确认").click();
      assertThat(desk.page.getByText("没有等待确认的申请")).isVisible();

      hand.open("/mine");
      assertThat(hand.page.getByText("登记信息")).isVisible();
      assertThat(hand.page.locator("main")).not().containsText(number);
      hand.button("显示").click();
      assertThat(hand.page.locator("main")).containsText(number);
      assertThat(hand.page.locator("main")).containsText("这里登记了 2 人");
      assertThat(hand.page.locator("main")).not().containsText("李强");
      hand.screenshot("mine-record");
      hand.wideScreenshot("mine-record");

      hand.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("谁看过我")).click();
      assertThat(hand.page.locator("[data-test=look]").first()).containsText("居村委");
      assertThat(hand.page.locator("main")).not().containsText("李敏");
      hand.screenshot("mine-looks");
      hand.wideScreenshot("mine-looks");

      hand.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("授权")).click();
      Locator offers = hand.page.locator("[data-test=policy-offers]");
      offers.getByRole(AriaRole.BUTTON).click();
      assertThat(offers).containsText("起同意");
      hand.screenshot("mine-consents");
      offers.getByRole(AriaRole.BUTTON).click();
      assertThat(offers).containsText("已撤回");

      hand.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("档案")).click();
      hand.button("有误？申请更正").click();
      hand.page.locator("input[name=value]").fill(right);
      hand.screenshot("mine-correction");
      hand.sheetButton("提交给居委会").click();
      assertThat(hand.page.getByText("等待核实")).isVisible();

      desk.page.getByText("信息更正").click();
      assertThat(desk.page.getByText("应为 " + right)).isVisible();
      picture(desk, "corrections");
      desk.button("属实，更正").click();
      assertThat(desk.page.getByText("没有等待核实的更正")).isVisible();
      hand.open("/mine");
      assertThat(hand.page.getByText("已更正")).isVisible();
      hand.button("显示").click();
      assertThat(hand.page.locator("dl").first()).containsText(right);
      desk.page.setViewportSize(390, 844);
      desk.page.getByText("已确认", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(desk.button("解除关联")).isVisible();
      desk.page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "claims-linked-390x844.png")));
    }
  }

  private static void picture(Officer desk, String name) {
    desk.page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + "-1440x900.png")));
  }

  private String account(Hamlet hamlet, String name, Duty duty) {
    String login = "mine-" + UUID.randomUUID().toString().substring(0, 8);
    people.create(
        new NewPerson(
            login,
            name,
            login,
            people.hash(MiniatureCity.PASSWORD),
            Set.of(duty),
            "",
            hamlet.region,
            hamlet.path));
    return login;
  }
}
