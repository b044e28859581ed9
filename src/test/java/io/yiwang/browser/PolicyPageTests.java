package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.cases.arrivals.Opener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One administrator writes a change at the desk, another approves it on a phone, and the screen of
 * the officer it is about shows less from then on; then both go back.
 */
@BrowserTest
class PolicyPageTests {
  private static final String SECRET = "梧桐树下有一只橙色的箱子";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  @Test
  void aChangeIsWrittenShownApprovedByASecondPersonFeltAndTakenBack() throws IOException {
    Corner corner = new MiniatureCity(context).corner(17);
    long matter = matter(corner);
    String shipped = shipped();
    try (Officer author = new Officer(port, administrator("甲"));
        Officer officer = new Officer(port, corner.officer());
        Phone second = new Phone("policy", port, corner.place())) {
      officer.open("/desk/cases/" + matter);
      assertThat(officer.page.getByText(SECRET).first()).isVisible();

      author.open("/admin/policy");
      assertThat(author.page.locator(".table tbody tr").first()).containsText("案卷");
      author.screenshot("policy-force");
      int before = version(author);
      author.open("/admin/policy/draft");
      imports(author, shipped.replace("policy, may: [READ", "policy, may: [REED"));
      Locator mistake = author.page.locator("aside li");
      assertThat(mistake).hasCount(1);
      assertThat(mistake).containsText("Maybe READ is meant.");
      assertThat(author.button("提交复核")).isDisabled();
      author.screenshot("policy-mistake");

      imports(author, withoutDescription(shipped));
      assertThat(author.button("提交复核")).isEnabled();
      author.page.getByRole(AriaRole.TAB).filter(has("影响")).click();
      assertThat(author.page.locator("aside .changes section")).containsText("街镇值班员");
      author.screenshot("policy-draft");
      author.button("提交复核").click();
      author.page.locator("input[name=policy-note]").fill("街镇值班员不看描述");
      author.screenshot("policy-propose");
      author.dialogButton("提交复核").click();
      assertThat(author.page.getByText("须由另一位有权限的人复核")).isVisible();
      assertThat(author.button("同意")).hasCount(0);
      author.screenshot("policy-proposed");

      second.signIn(administrator("乙"), MiniatureCity.PASSWORD);
      assertThat(second.page).hasURL(Pattern.compile(".*/desk.*"));
      second.open("/admin/policy");
      assertThat(second.page.locator(".cards section").first()).isVisible();
      second.screenshot("policy-force");
      second.page.locator(".notice a").click();
      assertThat(second.page.locator(".changes section")).containsText("不显示");
      second.screenshot("policy-approve");
      second.button("同意").click();
      second.sheetButton("同意").click();
      assertThat(second.page.locator("header .el-tag")).hasText("现行");
      assertThat(officer.page.getByText(SECRET)).hasCount(0);
      Assertions.assertThat(export(author)).isEqualTo(withoutDescription(shipped));

      author.open("/admin/policy/versions/" + before);
      author.button("恢复这一版").click();
      assertThat(author.page.getByText("恢复第 " + before + " 版").first()).isVisible();
      second.open("/admin/policy");
      second.page.locator(".notice a").click();
      second.button("同意").click();
      second.sheetButton("同意").click();
      assertThat(second.page.locator("header .el-tag")).hasText("现行");
      assertThat(officer.page.getByText(SECRET).first()).isVisible();
      author.open("/admin/policy/versions");
      assertThat(author.page.locator("ol li").first()).containsText("现行");
      author.screenshot("policy-versions");
      second.open("/admin/policy/versions");
      assertThat(second.page.locator("ol li").first()).containsText("现行");
      second.screenshot("policy-versions");
    }
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static int version(Officer author) {
    String text = author.page.locator(".head .now").innerText();
    return Integer.parseInt(text.replaceAll("(?s)第 (\\d+) 版.*", "$1").strip());
  }

  private static void imports(Officer author, String yaml) {
    author
        .page
        .locator("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "policy.yaml", "application/yaml", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String export(Officer author) throws IOException {
    author.open("/admin/policy");
    Download file =
        author.page.waitForDownload(
            () -> author.page.locator(".head a[download], .head .el-button").click());
    try (InputStream in = file.createReadStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withoutDescription(String shipped) {
    return shipped.replace(
            "{duties: [DISTRICT_OFFICER, STREET_OFFICER], class: case",
            "{duties: [DISTRICT_OFFICER], class: case")
        + "  - {duties: [STREET_OFFICER], class: case, may: [READ, CHANGE, EXPORT], where:"
        + " [OWN_REGION], fields: {\"*\": PLAIN, description: NONE}}\n";
  }

  private static String shipped() throws IOException {
    try (InputStream in = PolicyPageTests.class.getResourceAsStream("/policy/default.yaml")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private long matter(Corner corner) {
    long id = new Opener(context).open().id();
    jdbc.update(
        "update cases.case_file set description = ?, region_path = (select path from"
            + " citymap.region where code = ?) where id = ?",
        SECRET,
        corner.street(),
        id);
    return id;
  }

  private String administrator(String name) {
    String login = "policy-" + UUID.randomUUID().toString().substring(0, 8);
    people.create(
        new NewPerson(
            login,
            "管理员" + name,
            "Administrator " + name,
            people.hash(MiniatureCity.PASSWORD),
            Set.of(Duty.ADMIN),
            "",
            "",
            ""));
    return login;
  }
}
