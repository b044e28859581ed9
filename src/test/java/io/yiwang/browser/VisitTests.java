package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.registry.Caller;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The neighbourhood goes to its people, and decides who is one and who is two. */
@BrowserTest
class VisitTests {
  private static final int STREET = 14;
  private static final String PEOPLE =
      "name,birth,sex,phone,region,quarter,building,door,groups,at\n";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private MiniatureCity city;
  private Corner corner;
  private Caller admin;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    corner = city.corner(STREET);
    admin = Caller.of(port, beans.getBean(People.class), Duty.ADMIN, "");
    StringBuilder houses = new StringBuilder("region,quarter,building,door\n");
    for (int door = 101; door <= 104; door++) {
      houses.append(place("海堤新村")).append(door).append('\n');
    }
    send("/api/v1/houses/import", houses.toString());
  }

  private static String place(String quarter) {
    return MiniatureCity.neighbourhood(STREET) + "," + quarter + ",1号楼,";
  }

  private void send(String path, String csv) {
    Caller.Answer answer = admin.csv(path, csv);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/rejected").asInt()).as(answer.text()).isZero();
  }

  private void lives(String source, String who, String phone, String door, String groups) {
    send(
        "/api/v1/people/import?source=" + source,
        PEOPLE + who + "," + phone + "," + place("海堤新村") + door + "," + groups + ",2026-05-01\n");
  }

  @Test
  void aCommitteeMemberVisitsWithoutANetworkAndTakesOneBack() {
    lives("visits", "沈玉珍,1940-03-07,女", "", "101", "独居");
    lives("visits", "王福生,1938-03-07,男", "", "102", "独居");
    lives("visits", "李小明,1990-03-07,男", "", "103", "独居");
    String login = city.committee(STREET);
    try (Officer desk = new Officer(port, login)) {
      desk.open("/registry/visits");
      desk.button("安排走访").click();
      desk.dialog()
          .locator(".el-form-item")
          .filter(new Locator.FilterOptions().setHasText("谁家"))
          .locator(".el-select__wrapper")
          .click();
      option(desk.page, "老年人").click();
      option(desk.page, "独居").click();
      desk.page.keyboard().press("Escape");
      desk.dialogButton("独居老人走访").click();
      assertThat(desk.dialog()).containsText("将安排 2 户");
      desk.screenshot("visits-ask");
      desk.dialogButton("安排 2 户").click();
      assertThat(desk.page.locator("aside")).containsText("0 / 2 户");
      assertThat(desk.page.locator(".registry-list tbody tr")).hasCount(2);
      desk.screenshot("visits-desk");
    }
    try (Phone phone = new Phone("committee", port, corner.place())) {
      phone.signIn(login, MiniatureCity.PASSWORD);
      phone.page.waitForURL(Pattern.compile("^(?!.*/signin).*$"));
      phone.open("/visits");
      assertThat(visit(phone, "1 单元 102")).isVisible();
      phone.screenshot("visits-phone");
      untilKept(phone);

      phone.context.setOffline(true);
      visit(phone, "1 单元 101").click();
      phone.button("见到本人").click();
      phone.screenshot("visits-result");
      phone.sheetButton("提交").click();
      assertThat(phone.text("1 项待发送")).isVisible();
      visit(phone, "1 单元 102").click();
      phone.button("其他结果").click();
      phone.sheet().getByText("不在家").click();
      phone.sheetButton("提交").click();
      assertThat(phone.text("2 项待发送")).isVisible();
      phone.screenshot("visits-offline");

      phone.context.setOffline(false);
      assertThat(phone.page.locator(".waiting-bar")).isHidden();
      assertThat(phone.text("再次走访")).isVisible();
      String done = phone.context.request().get(phone.at(list("DONE"))).text();
      assertThat(done).contains("\"total\":2", "\"MET\"", "\"NOT_HOME\"");

      Pattern.compile("\"id\":(\\d+),\"doorId\"")
          .matcher(done)
          .results()
          .forEach(
              visit -> {
                String path = "/api/v1/registry/visits/" + visit.group(1);
                String acts = phone.context.request().get(phone.at(path)).text();
                assertThat(acts.split("\"RECORD\"", -1)).as(path).hasSize(2);
              });

      card(phone, "1 单元 101").getByRole(AriaRole.BUTTON).click();
      phone.page.waitForCondition(
          () -> phone.context.request().get(phone.at(list("DONE"))).text().contains("\"total\":1"));
    }
  }

  private static String list(String state) {
    return "/api/v1/registry/visits?state=" + state;
  }

  private static Locator option(Page page, String name) {
    return page.getByRole(
        AriaRole.OPTION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator card(Phone phone, String door) {
    return phone.page.locator(".visit").filter(new Locator.FilterOptions().setHasText(door));
  }

  private static Locator visit(Phone phone, String door) {
    return card(phone, door).getByRole(AriaRole.LINK);
  }

  /** The phone can open a visit without a network: it has the page and the list. */
  private static void untilKept(Phone phone) {
    phone.page.waitForFunction(
        """
        async () => {
          const kept = await (await caches.open('yiwang-shell-1')).keys()
          return kept.some(request => request.url.includes('/assets/VisitPhone'))
        }
        """);
  }

  @Test
  void aStreetOfficerDecidesByKeyboardAndTakesItBack() {
    String phone = "154%08d".formatted(97_000_000 + STREET);
    lives("review-committee", "周海生,,男", phone, "104", "");
    lives("review-employer", "周海生,,男", phone, "103", "");
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/registry/review");
      Locator pair = officer.page.locator("table");
      assertThat(pair).containsText("周**");
      assertThat(officer.page.locator("tr.differ")).containsText("住处");
      assertThat(officer.page.locator("body")).not().containsText("周海生");
      officer.screenshot("review-pair");

      officer.page.keyboard().press("n");
      assertThat(officer.page.locator(".queue")).containsText("没有待复核的");
      officer.page.keyboard().press("z");
      assertThat(pair).containsText("周**");
      officer.page.keyboard().press("j");
      assertThat(officer.page.locator(".queue")).containsText("都已跳过");
      officer.button("从头再看").click();
      officer.page.keyboard().press("s");
      assertThat(officer.page.locator(".queue")).containsText("没有待复核的");

      officer.open("/registry/review?part=decisions");
      Locator first = officer.page.locator(".registry-list tbody tr").first();
      assertThat(first).containsText("同一人");
      officer.screenshot("review-decisions");
      first.getByRole(AriaRole.BUTTON).click();
      officer.dialogButton("撤销此决定").click();
      assertThat(first.locator(".past")).containsText("郑值" + STREET);
      officer.open("/registry/review");
      assertThat(officer.page.locator("table")).containsText("周**");
    }
  }
}
