package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.DemoAccount;
import io.yiwang.access.DemoAccounts;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.SignedIn.Pending;
import io.yiwang.access.identity.Browser.Answer;
import io.yiwang.house.DataFolder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Signing in, staying signed in, and being signed out. */
@PlatformTest
class SessionTests {
  private static final String PASSWORD = "lantern-gravel-otter-77";

  @LocalServerPort int port;
  @Autowired DataFolder folder;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @Autowired Sessions sessions;
  @Autowired Passwords passwords;

  @Test
  void theFirstAdministratorSignsInAndOut() {
    Browser browser = new Browser(port);
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);

    Answer signedIn = browser.signIn("admin", folder.secret("admin.password"));
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.at("/duties/0")).isEqualTo("ADMIN");
    assertThat(signedIn.json().toString()).doesNotContain("password");
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);

    assertThat(browser.delete("/api/v1/session").status()).isEqualTo(200);
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordAnUnknownNameAndADisabledAccountGetTheSameAnswer() {
    String login = person();
    jdbc.sql("update access.person set enabled = false where login = ?").param(login).update();
    Browser browser = new Browser(port);
    Answer wrong = browser.signIn(person(), "wrong");
    Answer unknown = browser.signIn("nobody-" + UUID.randomUUID(), "wrong");
    Answer disabled = browser.signIn(login, PASSWORD);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.type()).isEqualTo("wrong-credentials");
    assertThat(unknown.json()).isEqualTo(wrong.json());
    assertThat(disabled.json()).isEqualTo(wrong.json());
  }

  @Test
  void afterFiveAttemptsANameIsLockedWhetherOrNotAnybodyHasIt() {
    for (String login : new String[] {person(), "nobody-" + UUID.randomUUID()}) {
      Browser browser = new Browser(port);
      for (int i = 0; i < 5; i++) {
        assertThat(browser.signIn(login, "wrong").status()).isEqualTo(401);
      }
      Answer locked = browser.signIn(login, PASSWORD);
      assertThat(locked.status()).isEqualTo(429);
      assertThat(locked.type()).isEqualTo("too-many-attempts");
      assertThat(locked.response().headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(50L, 61L);
    }
  }

  @Test
  void manyAttemptsAtOnceAreNoMoreThanFive() {
    String login = person();
    long looked =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> new Browser(port).signIn(login, "x" + i)))
            .toList()
            .stream()
            .filter(answer -> answer.join().status() == 401)
            .count();
    assertThat(looked).isEqualTo(5);
  }

  @Test
  void anOldHashIsUpgradedWhenItsPersonSignsIn() {
    String login = person();
    jdbc.sql("update access.person set password_hash = ? where login = ?")
        .params("{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD), login)
        .update();
    assertThat(new Browser(port).signIn(login, PASSWORD).status()).isEqualTo(200);
    assertThat(hash(login)).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(new Browser(port).signIn(login, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aSessionThatSomebodyElseFixedIsNotTheOneSignedInTo() {
    Browser victim = new Browser(port);
    victim.plant(SessionContexts.COOKIE, "chosen-by-the-attacker");
    Answer signedIn = victim.signIn(person(), PASSWORD);
    assertThat(signedIn.response().headers().allValues("Set-Cookie"))
        .anySatisfy(c -> assertThat(c).matches(SessionContexts.COOKIE + "=[\\w-]{43};.*"))
        .allSatisfy(c -> assertThat(c).doesNotContain("chosen-by-the-attacker"));

    Browser attacker = new Browser(port);
    attacker.plant(SessionContexts.COOKIE, "chosen-by-the-attacker");
    assertThat(attacker.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void signingInGivesANewCsrfTokenAndANewSessionAndEndsTheOldOne() {
    String login = person();
    Browser browser = new Browser(port);
    browser.get("/api/v1/city");
    String token = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();
    browser.signIn(login, PASSWORD);
    assertThat(browser.cookie("XSRF-TOKEN").orElseThrow().getValue()).isNotEqualTo(token);
    String session = browser.cookie(SessionContexts.COOKIE).orElseThrow().getValue();
    browser.signIn(login, PASSWORD);
    Browser old = new Browser(port);
    old.plant(SessionContexts.COOKIE, session);
    assertThat(old.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    Answer signedIn = new Browser(port).signIn(person(), PASSWORD);
    assertThat(signedIn.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            c ->
                assertThat(c)
                    .startsWith(SessionContexts.COOKIE + "=")
                    .contains("HttpOnly", "SameSite=Lax", "Path=/"));
  }

  @Test
  void aChangeWithoutTheCsrfTokenIsRefused() {
    Browser browser = new Browser(port);
    browser.signIn(person(), PASSWORD);
    HttpRequest forged = HttpRequest.newBuilder(browser.uri("/api/v1/session")).DELETE().build();
    assertThat(browser.exchange(forged).status()).isEqualTo(403);
    HttpRequest guessed =
        HttpRequest.newBuilder(browser.uri("/api/v1/session"))
            .header("X-XSRF-TOKEN", UUID.randomUUID().toString())
            .DELETE()
            .build();
    assertThat(browser.exchange(guessed).status()).isEqualTo(403);
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
  }

  @Test
  void theDatabaseDoesNotHoldWhatTheBrowserHolds() {
    Browser browser = new Browser(port);
    browser.signIn(person(), PASSWORD);
    String secret = browser.cookie(SessionContexts.COOKIE).orElseThrow().getValue();
    assertThat(
            jdbc.sql("select count(*) from access.session s where s::text like '%' || ? || '%'")
                .param(secret)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aSessionEndsWhenItIsIdleOrTooOld() {
    for (String change :
        new String[] {"used_at = ?::timestamptz - interval '5 hours'", "expires_at = ?"}) {
      String login = person();
      Browser browser = new Browser(port);
      browser.signIn(login, PASSWORD);
      assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
      jdbc.sql(
              "update access.session set %s where person_id = (select id from access.person where login = ?)"
                  .formatted(change))
          .params(Timestamp.from(clock.instant()), login)
          .update();
      assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
    }
  }

  @Test
  void disablingAPersonCountsFromTheNextRequest() {
    String login = person();
    Browser browser = new Browser(port);
    browser.signIn(login, PASSWORD);
    assertThat(browser.get("/api/v1/cases").status()).isEqualTo(200);
    jdbc.sql("update access.person set enabled = false where login = ?").param(login).update();
    assertThat(browser.get("/api/v1/cases").status()).isEqualTo(401);
  }

  @Test
  void signingOutEverywhereEndsEverySessionAndClosesOpenStreams() throws Exception {
    String login = person();
    Browser desk = new Browser(port);
    Browser phone = new Browser(port);
    desk.signIn(login, PASSWORD);
    phone.signIn(login, PASSWORD);
    assertThat(desk.get("/api/v1/me/sessions").json().size()).isEqualTo(2);
    CompletableFuture<Instant> closed = untilClosed(phone);

    assertThat(desk.delete("/api/v1/me/sessions?others=true").status()).isEqualTo(204);
    Instant asked = clock.instant();
    assertThat(phone.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(desk.get("/api/v1/session").status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).until(closed::isDone);
    assertThat(Duration.between(asked, closed.join())).isLessThan(Duration.ofSeconds(5));

    assertThat(desk.delete("/api/v1/me/sessions").status()).isEqualTo(204);
    assertThat(desk.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void nobodyEndsTheSessionOfSomebodyElse() {
    Browser mine = new Browser(port);
    mine.signIn(person(), PASSWORD);
    Browser theirs = new Browser(port);
    theirs.signIn(person(), PASSWORD);
    String id = theirs.get("/api/v1/me/sessions").at("/0/id");
    assertThat(mine.delete("/api/v1/me/sessions/" + id).status()).isEqualTo(404);
    assertThat(theirs.get("/api/v1/session").status()).isEqualTo(200);
    assertThat(theirs.delete("/api/v1/me/sessions/" + id).status()).isEqualTo(204);
    assertThat(theirs.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void whoeverMustChangeTheirPasswordDoesThatFirst() {
    String login = person();
    jdbc.sql("update access.person set must_change_password = true where login = ?")
        .param(login)
        .update();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(login, PASSWORD).at("/pending")).isEqualTo("PASSWORD");
    assertThat(browser.get("/api/v1/cases").type()).isEqualTo("password-change-required");

    assertThat(change(browser, "not it", "gravel-otter-lantern-99").type())
        .isEqualTo("wrong-password");
    assertThat(change(browser, PASSWORD, "password1234").type()).isEqualTo("password-guessable");
    assertThat(change(browser, PASSWORD, PASSWORD).type()).isEqualTo("password-same");

    Browser elsewhere = new Browser(port);
    elsewhere.signIn(login, PASSWORD);
    Answer changed = change(browser, PASSWORD, "gravel-otter-lantern-99");
    assertThat(changed.at("/pending")).isEqualTo("NOTHING");
    assertThat(browser.get("/api/v1/cases").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(login, PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void aPasswordGivenByAnAdministratorLapses() {
    String login = person();
    jdbc.sql(
            """
            update access.person set must_change_password = true,
              password_changed_at = password_changed_at - interval '8 days' where login = ?
            """)
        .param(login)
        .update();
    assertThat(new Browser(port).signIn(login, PASSWORD).type()).isEqualTo("password-lapsed");
  }

  /** Another process, with other settings, finds the session that this one opened. */
  @Test
  void aDutyNeedsASecondFactorWhereTheSettingsSaySo() {
    String login = person();
    long id = people.findByLogin(login).orElseThrow().id();
    String token = sessions.open(id, Sessions.Method.PASSWORD, new Sessions.Client("::1", "test"));
    assertThat(sessions.find(token).orElseThrow().pending()).isEqualTo(Pending.NOTHING);

    IdentitySettings strict =
        PasswordRulesTest.settings(Map.of("yiwang.access.factor.required-for", "ADMIN,ACCEPTOR"));
    assertThat(other(strict, Optional.empty()).find(token).orElseThrow().pending())
        .isEqualTo(Pending.FACTOR);
    DemoAccounts shown =
        () -> List.of(new DemoAccount(login, "p", Duty.ACCEPTOR, "", "", "", "", "/"));
    assertThat(other(strict, Optional.of(shown)).find(token).orElseThrow().pending())
        .as("an account whose password is on show")
        .isEqualTo(Pending.NOTHING);

    IdentitySettings brief =
        PasswordRulesTest.settings(Map.of("yiwang.access.session.idle", "1ns"));
    assertThat(other(brief, Optional.empty()).find(token)).isEmpty();
  }

  private Sessions other(IdentitySettings settings, Optional<DemoAccounts> demo) {
    return new Sessions(jdbc, clock, settings, passwords, folder, demo);
  }

  @Test
  void anUnknownKeyIsRefusedWithAProblem() {
    Browser browser = new Browser(port);
    HttpRequest request =
        HttpRequest.newBuilder(browser.uri("/api/v1/live")).header("X-Api-Key", "yw_guess").build();
    Answer answer = browser.exchange(request);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.type()).isEqualTo("sign-in");
  }

  @Test
  void aRealCityListsNoDemonstrationAccounts() {
    assertThat(new Browser(port).get("/api/v1/demo/accounts").status()).isEqualTo(404);
  }

  private static Answer change(Browser browser, String present, String next) {
    return browser.post("/api/v1/me/password", Map.of("present", present, "password", next));
  }

  private CompletableFuture<Instant> untilClosed(Browser browser) throws Exception {
    var reader =
        new BufferedReader(new InputStreamReader(browser.listen(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).startsWith("id: ");
    return CompletableFuture.supplyAsync(
        () -> {
          reader.lines().forEach(line -> {});
          return clock.instant();
        });
  }

  private String hash(String login) {
    return jdbc.sql("select password_hash from access.person where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private String person() {
    String login = "session-" + UUID.randomUUID();
    people.create(
        new NewPerson(
            login, "某人", "Somebody", people.hash(PASSWORD), Set.of(Duty.ACCEPTOR), "U-1", "", ""));
    return login;
  }
}
