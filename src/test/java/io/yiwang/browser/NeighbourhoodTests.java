package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.citymap.City;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller;
import io.yiwang.registry.Hamlet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The same quarter as a committee member, a district officer, a resident and an auditor see it. */
@BrowserTest
class NeighbourhoodTests {
  private static final int STREET = 13;
  private static final String QUARTER = "望海新村";
  private static final String PHONE = "15499130013";

  /** Enough that a count of them, or of the others, tells of nobody. */
  private static final int MANY = 24;

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  private MiniatureCity city;
  private long quarter;

  @BeforeEach
  void settle() {
    city = new MiniatureCity(beans);
    city.corner(STREET);
    Caller admin = Caller.of(port, people(), Duty.ADMIN, "");
    if (quarterOf(admin) == 0) {
      bring(admin);
    }
    quarter = quarterOf(admin);
  }

  private static long quarterOf(Caller admin) {
    return admin
        .get("/api/v1/registry/quarters?region=" + MiniatureCity.neighbourhood(STREET))
        .json()
        .at("/quarters/0/id")
        .asLong(0);
  }

  private void bring(Caller admin) {
    StringBuilder houses =
        new StringBuilder("region,quarter,address,building,entrance,door,occupancy,lat,lng\n");
    StringBuilder residents =
        new StringBuilder("number,name,phone,region,quarter,building,door,relation,groups,at\n");
    for (int floor = 1; floor <= 6; floor++) {
      for (int door = 1; door <= 4; door++) {
        houses.append(
            "%s,%s,小样区堤岸路1弄,1号楼,1,%d0%d,OWN,%s,%s\n"
                .formatted(
                    MiniatureCity.neighbourhood(STREET),
                    QUARTER,
                    floor,
                    door,
                    city.corner(STREET).place().lat(),
                    city.corner(STREET).place().lng()));
      }
    }
    residents.append(resident("沈玉珍", Sex.FEMALE, PHONE, "101", "户主,残疾人"));
    residents.append(resident("顾长海", Sex.MALE, "", "101", "配偶,"));
    for (int i = 0; i < MANY; i++) {
      String door = "%d0%d".formatted(2 + i % 5, 1 + i / 5 % 4);
      residents.append(resident("王" + (char) ('一' + i) + "来", Sex.MALE, "", door, "其他,返沪人员"));
      residents.append(resident("李" + (char) ('一' + i) + "住", Sex.FEMALE, "", door, "其他,"));
    }
    send(admin, "/api/v1/houses/import", houses.toString());
    send(admin, "/api/v1/people/import?source=harbour", residents.toString());
  }

  private static String resident(String name, Sex sex, String phone, String door, String rest) {
    return "%s,%s,%s,%s,%s,1号楼,%s,%s,2026-05-01\n"
        .formatted(
            Hamlet.number("1990-03-07", sex),
            name,
            phone,
            MiniatureCity.neighbourhood(STREET),
            QUARTER,
            door,
            rest);
  }

  private static void send(Caller admin, String path, String csv) {
    Caller.Answer answer = admin.csv(path, csv);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/rejected").asInt()).as(answer.text()).isZero();
  }

  @Test
  void aCommitteeMemberSeesHousesAndMaskedResidents() {
    try (Officer member = new Officer(port, city.committee(STREET))) {
      assertThat(member.page).hasURL(Pattern.compile(".*/registry$"));
      assertThat(quarterRow(member)).containsText("24");
      quarterRow(member).click();
      assertThat(member.page).hasURL(Pattern.compile(".*quarter=" + quarter + "$"));
      assertThat(figure(member, "返沪人员")).containsText("24");
      whole(member, "neighbourhood-map");

      member.button("看楼栋").click();
      assertThat(member.page.locator(".wall li")).hasCount(1);
      light(member, "返沪人员").click();
      assertThat(member.page.locator(".wall li em")).hasText("点亮 20 户");
      member.screenshot("neighbourhood-quarter");
      member.page.locator(".wall li b").click();
      assertThat(member.page.locator(".door.lit")).hasCount(20);
      door(member, "101").focus();
      member.page.keyboard().press("ArrowRight");
      assertThat(door(member, "102")).isFocused();
      member.page.keyboard().press("ArrowLeft");
      member.page.keyboard().press("Enter");

      Locator card = card(member.page);
      assertThat(card).containsText("沈**");
      assertThat(card).containsText("154****0013");
      assertThat(card).containsText("残疾人");
      assertThat(card).containsText("谁住过");
      card.getByRole(AriaRole.BUTTON, named("更多")).first().click();
      assertThat(card).containsText("社区核查 · harbour");
      member.screenshot("neighbourhood-door");
      assertThat(member.page.content()).doesNotContain("沈玉珍", "顾长海", PHONE);
    }
  }

  @Test
  void whatACommitteeMemberNotesCanBeTakenBack() {
    try (Officer member = new Officer(port, city.committee(STREET))) {
      member.open("/registry/quarters/" + quarter);
      member.page.locator(".wall li b").click();
      door(member, "102").click();
      Locator card = card(member.page);
      assertThat(card).containsText("没有登记住户");
      choice(card, "空置").click();
      assertThat(member.page.getByText("102 室已记为空置")).isVisible();
      assertThat(door(member, "102")).hasAccessibleName("102 室，空置，0 人");
      member.button("撤销").click();
      assertThat(choice(card, "自住")).isChecked();
      assertThat(door(member, "102")).hasAccessibleName("102 室，自住，0 人");

      door(member, "101").click();
      card.getByRole(AriaRole.BUTTON, named("更多")).first().click();
      card.getByRole(AriaRole.BUTTON, named("关联家人")).click();
      card.getByText(Pattern.compile("^顾\\*\\* 男")).click();
      card.locator(".link .el-select").click();
      member
          .page
          .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("配偶").setExact(true))
          .click();
      card.getByRole(AriaRole.BUTTON, named("关联")).click();
      Locator linked = card.locator(".family li");
      assertThat(linked).containsText("顾**");
      card.getByRole(AriaRole.BUTTON, named("取消关联")).click();
      assertThat(linked).hasCount(0);
      member.button("撤销").last().click();
      assertThat(linked).containsText("配偶");
      member.screenshot("neighbourhood-family");
      card.getByRole(AriaRole.BUTTON, named("取消关联")).click();
      assertThat(linked).hasCount(0);
    }
  }

  @Test
  void aCommitteeMemberWalksWithAPhone() {
    String login = city.committee(STREET);
    try (Phone phone = new Phone("committee", port, city.corner(STREET).place())) {
      phone.signIn(login, MiniatureCity.PASSWORD);
      assertThat(phone.page).hasURL(Pattern.compile(".*/registry$"));
      assertThat(phone.text(QUARTER)).isVisible();
      phone.screenshot("neighbourhood-map");
      phone.open("/registry/quarters/" + quarter + "?light=DISABLED");
      assertThat(phone.page.locator(".wall li em")).hasText("点亮 1 户");
      phone.screenshot("neighbourhood-quarter");
      phone.page.locator(".wall li b").click();
      phone.page.locator(".door.lit").click();
      assertThat(card(phone.page)).containsText("沈**");
      phone.screenshot("neighbourhood-door");
    }
  }

  @Test
  void aDistrictOfficerSeesFiguresAndNeitherDoorsNorNames() {
    String login = somebody("mini-district", Duty.DISTRICT_OFFICER, MiniatureCity.DISTRICT);
    try (Officer officer = new Officer(port, login)) {
      officer.open("/registry?region=" + MiniatureCity.neighbourhood(STREET));
      quarterRow(officer).click();
      assertThat(figure(officer, "返沪人员")).containsText("24");
      assertThat(figure(officer, "残疾人")).containsText("不显示");
      assertThat(officer.page.getByText("您的职责看数字，不看门户和姓名。")).isVisible();
      assertThat(officer.button("看楼栋")).isHidden();
      whole(officer, "neighbourhood-figures");
      officer.open("/registry/quarters/" + quarter + "?door=1");
      assertThat(officer.page.getByText("您的职责看不到楼栋和住户")).isVisible();
      assertThat(officer.page.content()).doesNotContain("沈", "1号楼");
      officer.screenshot("neighbourhood-refused");
    }
  }

  @Test
  void aResidentIsSentKindlyToWhatIsTheirs() {
    String login = somebody("mini-resident", Duty.RESIDENT, MiniatureCity.neighbourhood(STREET));
    try (Officer resident = new Officer(port, login)) {
      for (String page : new String[] {"/registry", "/registry/quarters/" + quarter}) {
        resident.open(page);
        assertThat(resident.page.getByText("此页面供城市工作人员使用")).isVisible();
        assertThat(resident.page.content()).doesNotContain(QUARTER);
      }
    }
  }

  @Test
  void anAuditorSeesWhoLookedAndNoResident() {
    String looker = city.committee(STREET);
    String person;
    try (Officer member = new Officer(port, looker)) {
      member.open("/registry/quarters/" + quarter);
      member.page.locator(".wall li b").click();
      door(member, "101").click();
      assertThat(card(member.page)).containsText("沈**");
      String address =
          member.page.url().replaceFirst(".*door=(\\d+).*", "/api/v1/registry/doors/$1");
      String answer =
          (String) member.page.evaluate("async path => (await fetch(path)).text()", address);
      person = "person:" + answer.replaceFirst(".*\"residents\":\\[\\{\"id\":(\\d+).*", "$1");
    }
    String login = somebody("mini-auditor", Duty.AUDITOR, "");
    try (Officer auditor = new Officer(port, login)) {
      assertThat(auditor.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("小区")))
          .isHidden();
      auditor.open("/registry");
      assertThat(auditor.page.getByText("您的职责看不到小区")).isVisible();
      auditor.screenshot("neighbourhood-auditor");
      auditor.open("/registry/quarters/" + quarter);
      assertThat(auditor.page.getByText("您的职责看不到楼栋和住户")).isVisible();
      auditor.open("/admin/audit?object=" + person);
      assertThat(auditor.page.getByText("居干" + STREET).first()).isVisible();
      auditor.screenshot("neighbourhood-trail");
      assertThat(auditor.page.content()).doesNotContain("沈", PHONE, "154****");
    }
  }

  @Test
  void anotherNeighbourhoodsCommitteeFindsNothing() {
    city.corner(STREET - 1);
    try (Officer stranger = new Officer(port, city.committee(STREET - 1))) {
      assertThat(stranger.page.getByText("这里还没有登记小区")).isVisible();
      stranger.open("/registry?region=" + MiniatureCity.neighbourhood(STREET));
      assertThat(stranger.page.getByText("没有这个区域，或不在您的范围内")).isVisible();
      stranger.open("/registry/quarters/" + quarter);
      assertThat(stranger.page.getByText("没有这个小区")).isVisible();
      assertThat(stranger.page.content()).doesNotContain(QUARTER);
      stranger.screenshot("neighbourhood-not-found");
    }
  }

  private People people() {
    return beans.getBean(People.class);
  }

  /** Login of somebody who holds the duty in the region of the miniature. */
  private String somebody(String login, Duty duty, String region) {
    if (people().findByLogin(login).isEmpty()) {
      String root = beans.getBean(City.class).code() + "." + MiniatureCity.DISTRICT;
      String path = region.isEmpty() ? "" : root;
      if (region.length() > MiniatureCity.DISTRICT.length()) {
        path += "." + region.substring(0, region.length() - 3) + "." + region;
      }
      people()
          .create(
              new NewPerson(
                  login,
                  "邻" + duty.ordinal(),
                  login,
                  people().hash(MiniatureCity.PASSWORD),
                  Set.of(duty),
                  "",
                  region,
                  path));
    }
    return login;
  }

  private static Locator quarterRow(Officer officer) {
    return officer.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(QUARTER));
  }

  private static Locator figure(Officer officer, String measure) {
    return officer
        .page
        .locator(".brief li")
        .filter(new Locator.FilterOptions().setHasText(measure));
  }

  private static Locator light(Officer officer, String name) {
    return officer.page.locator(".bar button").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Locator door(Officer officer, String label) {
    return officer
        .page
        .locator(".door")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label)));
  }

  private static Locator card(Page page) {
    return page.getByRole(
        AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("住户卡").setExact(true));
  }

  private static Locator choice(Locator card, String name) {
    return card.getByRole(AriaRole.RADIO, named(name));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  /** A picture once the map is drawn. */
  private static void whole(Officer officer, String name) {
    assertThat(officer.page.locator("[data-drawn]")).hasCount(1);
    officer.screenshot(name);
  }
}
