package io.yiwang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.browser.MiniatureCity.Corner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Script that somebody planted stays text, wherever it is shown, and would not run if it did not.
 */
@BrowserTest
class ScriptTests {
  private static final String PLANT =
      "<b data-planted>x</b><img src=/x onerror=planted=1>{{planted=1}}";

  private static final String REFLECTED =
      URLEncoder.encode(PLANT + "<script>planted=1</script>", StandardCharsets.UTF_8);

  /** Whether anything ran, and how many elements came out of text. */
  private static final String HARM =
      "() => [typeof window.planted, document.querySelectorAll('[data-planted],"
          + " img[src=\"/x\"]').length]";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired JdbcTemplate jdbc;

  private final List<String> violations = new ArrayList<>();
  private int shown;

  @Test
  void whatSomebodyPlantedIsShownAsText() {
    Corner corner = new MiniatureCity(beans).corner(18);
    String hash = people.hash(MiniatureCity.PASSWORD);
    String admin = account(hash, Duty.ADMIN);
    String auditor = account(hash, Duty.AUDITOR);
    keys.issue(PLANT, "FEED", Set.of("observe"));
    String id = CanaryStreet.ids().get("cases");
    String words =
        "update cases.case_file set description = ?, address = ?, worker_name = ? where id = ";
    jdbc.update(words + id, PLANT, PLANT, PLANT);
    try {
      Caller officer =
          Caller.person(
              port,
              people,
              hash,
              MiniatureCity.PASSWORD,
              Duty.STREET_OFFICER,
              "",
              CanaryStreet.PATH);
      officer.send(
          "POST",
          "/api/v1/cases/" + id + "/actions",
          "application/json",
          "{\"action\":\"COMMENT\",\"note\":\"%s\"}".formatted(PLANT));
      visit(corner.officer(), "/wall?at=310199.310199018", "/desk", "/desk/cases/" + id);
      visit(corner.worker(), "/worker", "/worker/tasks/" + id);
      visit(admin, "/admin/people", "/admin/keys", "/admin/sessions", "/account", "/desk");
      visit(auditor, "/admin/audit");
      visitAsNobody("/report/" + CanaryStreet.ids().get("reports"));
      assertThat(shown).as("pages that showed it").isGreaterThanOrEqualTo(3);
      assertThat(violations).isEmpty();
    } finally {
      String matter = Canary.Word.MATTER.text;
      jdbc.update(words + id, matter, matter, "某人");
    }
  }

  @Test
  void whatAnAddressSaysIsShownAsText() {
    visitAsNobody(
        "/signin?next=" + REFLECTED,
        "/signin?next=javascript:planted=1",
        "/report/" + REFLECTED,
        "/no-such-" + REFLECTED,
        "/report?class=" + REFLECTED);
    visit(
        new MiniatureCity(beans).corner(18).officer(),
        "/desk?q=" + REFLECTED,
        "/desk?sort=" + REFLECTED + "&stage=" + REFLECTED,
        "/wall?at=" + REFLECTED,
        "/desk/cases/" + REFLECTED);
    assertThat(violations).isEmpty();
  }

  /** The second lock: if text became HTML one day, nothing of it would run or call elsewhere. */
  @Test
  void evenHtmlWouldNotRun() {
    try (Officer officer = new Officer(port, new MiniatureCity(beans).corner(18).officer())) {
      officer.open("/desk");
      officer.page.evaluate(
          """
          async () => {
            const box = document.createElement('div')
            box.innerHTML = '<img src="/x" onerror="window.planted=1"><a id=j href="javascript:planted=1">j</a>'
            document.body.append(box)
            const script = document.createElement('script')
            script.textContent = 'window.planted = 1'
            document.body.append(script)
            const other = document.createElement('script')
            other.src = 'http://127.0.0.1:9/x.js'
            document.body.append(other)
            document.getElementById('j').click()
            await new Promise(done => setTimeout(done, 300))
          }
          """);
      assertThat(officer.page.evaluate("() => typeof window.planted")).isEqualTo("undefined");
      Object fetched =
          officer.page.evaluate(
              "() => fetch('http://127.0.0.1:9/').then(() => 'out', e => String(e))");
      assertThat(String.valueOf(fetched)).contains("TypeError");
      Object evaluated =
          officer.page.evaluate(
              "() => new Promise(done => { const s = document.createElement('iframe');"
                  + " s.src = 'data:text/html,x'; s.onload = () => done('framed');"
                  + " document.addEventListener('securitypolicyviolation', () => done('refused'));"
                  + " document.body.append(s) })");
      assertThat(evaluated).isEqualTo("refused");
    }
  }

  @Test
  void signingInLeadsNowhereElse() {
    String login = new MiniatureCity(beans).corner(18).officer();
    for (String next :
        List.of(
            "//evil.example/a",
            "/%5C%5Cevil.example",
            "https://evil.example",
            "/%09/evil.example")) {
      try (Phone phone =
          new Phone("led-astray", port, new MiniatureCity(beans).corner(18).place())) {
        phone.open("/signin?next=" + next);
        phone.page.getByLabel("用户名").fill(login);
        phone
            .page
            .getByLabel("密码", new Page.GetByLabelOptions().setExact(true))
            .fill(MiniatureCity.PASSWORD);
        phone.button("登录").click();
        phone.page.waitForURL(url -> !url.contains("/signin"));
        assertThat(phone.page.url()).as(next).startsWith("http://localhost:" + port + "/");
      }
    }
  }

  private String account(String hash, Duty duty) {
    String login = "script-" + duty.name().toLowerCase(java.util.Locale.ROOT);
    people.create(new NewPerson(login, PLANT, PLANT, hash, Set.of(duty), "", "", ""));
    return login;
  }

  private void visit(String login, String... addresses) {
    try (Officer officer = new Officer(port, login)) {
      watch(officer.context);
      for (String address : addresses) {
        officer.open(address);
        look(officer.page, address);
      }
    }
  }

  private void visitAsNobody(String... addresses) {
    Corner corner = new MiniatureCity(beans).corner(18);
    try (Phone phone = new Phone("planter", port, corner.place())) {
      watch(phone.context);
      for (String address : addresses) {
        phone.open(address);
        look(phone.page, address);
      }
    }
  }

  private void watch(BrowserContext context) {
    context.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            violations.add(message.text());
          }
        });
    context.onDialog(
        dialog -> {
          violations.add("dialog " + dialog.message());
          dialog.dismiss();
        });
  }

  private void look(Page page, String address) {
    page.waitForLoadState();
    page.waitForFunction(
        "() => !document.querySelector('[aria-busy=true], .ghost') &&"
            + " document.body.innerText.length > 10");
    assertThat(page.evaluate(HARM)).as(address).isEqualTo(List.of("undefined", 0));
    if (page.content().contains("&lt;b data-planted&gt;")) {
      shown++;
    }
  }
}
