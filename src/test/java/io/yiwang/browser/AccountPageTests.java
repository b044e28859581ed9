package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.citymap.City;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From an administrator who adds a person to that person at work with a password of their own. */
@BrowserTest
class AccountPageTests {
  private static final String PASSWORD = "lantern-gravel-otter-77";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Units units;
  @Autowired City city;

  private final String run = UUID.randomUUID().toString().substring(0, 6);

  @Test
  void anAdministratorAddsAPersonWhoChoosesTheirOwnPassword() {
    String admin = administrator();
    String login = "wang.min-" + run;
    try (Phone phone = new Phone("account", port, new GeoPoint(31.2, 121.4))) {
      phone.signIn(admin, PASSWORD);
      assertThat(phone.page).hasURL(Pattern.compile(".*/desk.*"));
      phone.open("/admin/people");
      assertThat(phone.text(admin)).isVisible();
      phone.button("添加人员").click();
      field(phone, "用户名").fill(login);
      field(phone, "姓名").fill("王敏");
      choose(phone, "职责", "派遣员");
      choose(phone, "单位", "账号测试局" + run);
      phone.screenshot("admin-new-person");
      phone.button("创建").click();
      Locator secret = phone.page.locator(".secret li");
      assertThat(secret).hasText(Pattern.compile("([a-z2-9]{4}-){3}[a-z2-9]{4}"));
      String first = secret.innerText().strip();
      phone.screenshot("admin-first-password");
      phone.button("完成").click();
      phone.page.getByPlaceholder("姓名或用户名").fill(login);
      assertThat(phone.page.locator("tbody tr")).hasCount(1);
      phone.screenshot("admin-people");
      phone.wideScreenshot("admin-people");
      phone.page.locator("tbody tr").click();
      assertThat(phone.button("重置密码")).isVisible();
      phone.screenshot("admin-person");
      phone.wideScreenshot("admin-person");

      try (Phone person = new Phone("account", port, new GeoPoint(31.2, 121.4))) {
        person.signIn(login, first);
        assertThat(person.page).hasURL(Pattern.compile(".*/account$"));
        assertThat(person.page.getByRole(AriaRole.ALERT)).containsText("请先设置自己的密码");
        person.page.locator("input[name=present]").fill(first);
        person.page.locator("input[name=next]").fill("password1234");
        person.page.getByLabel("再输一遍").fill("password1234");
        person.button("保存").click();
        assertThat(person.page.getByText("太容易被猜到")).isVisible();
        person.screenshot("account-first-password");
        person.page.locator("input[name=next]").fill("gravel-otter-lantern-99");
        person.page.getByLabel("再输一遍").fill("gravel-otter-lantern-99");
        person.button("保存").click();
        assertThat(person.page).hasURL(Pattern.compile(".*/desk.*"));
        person.open("/account");
        person.button("添加").click();
        person.page.locator(".el-message-box input").fill("gravel-otter-lantern-99");
        person.page.locator(".el-message-box__btns .el-button--primary").click();
        assertThat(person.page.getByAltText("用验证器 App 扫描二维码")).isVisible();
        person.screenshot("account-factor");
        person.wideScreenshot("account-factor");
      }
    }
  }

  @Test
  void aKeyIsIssuedShownOnceAndRevoked() {
    String admin = administrator();
    try (Phone phone = new Phone("account", port, new GeoPoint(31.2, 121.4))) {
      phone.signIn(admin, PASSWORD);
      assertThat(phone.page).hasURL(Pattern.compile(".*/desk.*"));
      phone.open("/admin/keys");
      phone.button("发放密钥").first().click();
      String name = "热线 " + run;
      phone.page.locator("input[name=key-name]").fill(name);
      phone.page.locator("input[name=key-source]").fill("hotline-" + run);
      phone.screenshot("admin-new-key");
      phone.page.locator(".el-dialog").getByRole(AriaRole.BUTTON, named("发放密钥")).click();
      assertThat(phone.page.locator(".secret li")).hasText(Pattern.compile("yw_[\\w-]{43}"));
      phone.button("完成").click();
      Locator row =
          phone.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
      assertThat(row).containsText("从未");
      phone.screenshot("admin-keys");
      phone.wideScreenshot("admin-keys");
      row.getByRole(AriaRole.BUTTON).click();
      phone.page.locator(".el-message-box__btns .el-button--primary").click();
      assertThat(row).hasCount(0);
      phone.open("/admin/sessions");
      assertThat(phone.text(admin).first()).isVisible();
      phone.screenshot("admin-sessions");
      phone.wideScreenshot("admin-sessions");
    }
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator field(Phone phone, String label) {
    return phone
        .page
        .locator(".el-dialog")
        .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
  }

  private static void choose(Phone phone, String label, String option) {
    phone
        .page
        .locator(".el-dialog .el-form-item")
        .filter(new Locator.FilterOptions().setHasText(label))
        .locator(".el-select")
        .click();
    phone
        .page
        .locator(".el-select-dropdown__item:visible", new Page.LocatorOptions().setHasText(option))
        .click();
  }

  private String administrator() {
    String unit = "A-" + run;
    units.putAll(
        List.of(
            new Unit(
                unit, "账号测试局" + run, "Bureau " + run, UnitKind.DEPARTMENT, city.code(), null)));
    String login = "admin-" + UUID.randomUUID().toString().substring(0, 8);
    people.create(
        new NewPerson(
            login,
            "系统管理员",
            "Administrator",
            people.hash(PASSWORD),
            Set.of(Duty.ADMIN),
            unit,
            city.code(),
            city.code()));
    return login;
  }
}
