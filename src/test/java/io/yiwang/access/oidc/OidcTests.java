package io.yiwang.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.ChildJvm;
import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Tokens;
import io.yiwang.access.identity.Authenticator;
import io.yiwang.access.identity.Browser;
import io.yiwang.access.identity.Browser.Answer;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Signing in by a real provider, which runs in a process of its own. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTests {
  private static final String PASSWORD = "lantern-gravel-otter-77";

  @LocalServerPort int port;
  @Autowired Environment environment;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired DataFolder folder;
  private final HttpClient provider = HttpClient.newHttpClient();
  private ChildJvm process;
  private String hash;

  @BeforeAll
  void startTheProvider() throws Exception {
    String issuer = environment.getRequiredProperty("yiwang.oidc.known.issuer");
    process =
        ChildJvm.start(
            ProviderProcess.class,
            Integer.toString(URI.create(issuer).getPort()),
            "http://127.0.0.1:" + port);
    process.await("READY");
    hash = people.hash(PASSWORD);
  }

  @AfterAll
  void stopIt() throws InterruptedException {
    process.close();
  }

  @Test
  void anInvitedPersonComesInAndStaysLinkedByIssuerAndSubject() {
    String login = person(Duty.CHECKER);
    Browser stranger = new Browser(port);
    assertThat(problemOf(signIn(stranger, "known", "staff-" + login))).isEqualTo("unknown");

    invite(login, "known", "staff-" + login);
    Browser browser = new Browser(port);
    assertThat(locationOf(signIn(browser, "known", "staff-" + login))).isEqualTo("/worker?tab=2");
    assertThat(browser.get("/api/v1/session").at("/login")).isEqualTo(login);
    assertThat(browser.get("/api/v1/me/sessions").at("/0/method")).isEqualTo("PROVIDER");

    jdbc.sql("update access.outside_identity set claim = 'renamed since' where person_id = ?")
        .param(idOf(login))
        .update();
    Browser again = new Browser(port);
    assertThat(locationOf(signIn(again, "known", "staff-" + login))).isEqualTo("/worker?tab=2");
    assertThat(trail("account.identity", login)).isEqualTo(2); // invited, linked
    assertThat(trail("account", login)).isEqualTo(2);
  }

  @Test
  void anInvitationLapsesAndCanBeTakenBack() {
    String login = person(Duty.CHECKER);
    Answer invited = invite(login, "known", "late-" + login);
    jdbc.sql(
            "update access.outside_identity set invited_until = now() - interval '1 s' where id ="
                + " ?")
        .param(invited.json().at("/0/id").asLong())
        .update();
    assertThat(problemOf(signIn(new Browser(port), "known", "late-" + login))).isEqualTo("unknown");

    long again = invite(login, "known", "late-" + login).json().at("/0/id").asLong();
    assertThat(
            admin().delete("/api/v1/admin/people/" + idOf(login) + "/identities/" + again).status())
        .isEqualTo(200);
    assertThat(problemOf(signIn(new Browser(port), "known", "late-" + login))).isEqualTo("unknown");
  }

  @Test
  void aProviderWhoseLoginsAreOursFindsAccountsAndMakesOthers() {
    String login = person(Duty.CHECKER);
    Browser browser = new Browser(port);
    signIn(browser, "open", login);
    assertThat(browser.get("/api/v1/session").at("/login")).isEqualTo(login);

    String newcomer = "new-" + UUID.randomUUID();
    Browser first = new Browser(port);
    assertThat(problemOf(signIn(first, "open", newcomer))).isEqualTo("no-duty");
    assertThat(first.get("/api/v1/session").status()).isEqualTo(401);
    giveDuty(newcomer);
    Browser second = new Browser(port);
    signIn(second, "open", newcomer);
    assertThat(second.get("/api/v1/session").at("/login")).isEqualTo(newcomer);
  }

  @Test
  void anAddressThatTheProviderHasNotVerifiedIsNobodys() {
    String login = person(Duty.CHECKER);
    invite(login, "mail", "unverified-" + login + "@example.org");
    assertThat(problemOf(signIn(new Browser(port), "mail", "unverified-" + login)))
        .isEqualTo("unknown");
    invite(login, "mail", "true-" + login + "@example.org");
    Browser browser = new Browser(port);
    signIn(browser, "mail", "true-" + login);
    assertThat(browser.get("/api/v1/session").at("/login")).isEqualTo(login);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "issuer", "audience", "expired", "tampered", "unsigned"})
  void aTokenThatDoesNotHoldLetsNobodyIn(String lie) {
    long before = refusals();
    Browser browser = new Browser(port);
    assertThat(problemOf(signIn(browser, "open", lie + "-" + UUID.randomUUID())))
        .isEqualTo("not-proven");
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(refusals()).isGreaterThan(before);
  }

  @Test
  void anAnswerOpensOneSessionInTheBrowserThatAskedForIt() {
    String login = person(Duty.CHECKER);
    Browser browser = new Browser(port);
    String callback = callback(browser, "open", login);
    Browser other = new Browser(port);
    begin(other, "open");
    assertThat(problemOf(other.get(callback))).isEqualTo("lapsed");
    assertThat(problemOf(new Browser(port).get(callback))).isEqualTo("lapsed");
    String forged = callback.replaceFirst("state=[^&]*", "state=" + Tokens.random());
    assertThat(problemOf(browser.get(forged))).isEqualTo("lapsed");

    assertThat(locationOf(browser.get(callback))).isEqualTo("/worker?tab=2");
    assertThat(problemOf(browser.get(callback))).as("replayed").isEqualTo("lapsed");
  }

  @Test
  void aCodeOfSomebodyElseFailsForWantOfTheVerifier() {
    Browser victim = new Browser(port);
    String stolen = query(callback(victim, "open", person(Duty.CHECKER)), "code");
    Browser thief = new Browser(port);
    String state = query(begin(thief, "open"), "state");
    assertThat(
            problemOf(thief.get("/api/v1/oidc/open/callback?code=" + stolen + "&state=" + state)))
        .isEqualTo("not-proven");
  }

  @Test
  void whatTheProviderRefusesIsToldAndNothingElseIsShown() {
    Browser browser = new Browser(port);
    String state = query(begin(browser, "open"), "state");
    String callback = "/api/v1/oidc/open/callback?error=access_denied&state=" + state;
    assertThat(problemOf(browser.get(callback))).isEqualTo("provider-refused");
    String mixed = query(begin(browser, "open"), "state");
    assertThat(
            problemOf(
                browser.get(
                    "/api/v1/oidc/open/callback?code=x&iss=https://evil.example&state=" + mixed)))
        .isEqualTo("not-proven");
  }

  @Test
  void theProviderIsAskedWithStateNonceAndPkce() {
    String asked = begin(new Browser(port), "known");
    assertThat(query(asked, "response_type")).isEqualTo("code");
    assertThat(query(asked, "code_challenge_method")).isEqualTo("S256");
    assertThat(query(asked, "state")).hasSizeGreaterThan(40);
    assertThat(query(asked, "nonce")).hasSizeGreaterThan(40);
    assertThat(query(asked, "scope")).contains("openid");
    assertThat(asked).doesNotContain(ProviderProcess.SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/%5Cevil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:x",
        "/%09/evil.example",
        ""
      })
  void leadsToPagesOfOursOnly(String next) {
    Answer refused = new Browser(port).get("/api/v1/oidc/known?next=" + next);
    boolean home = next.isEmpty();
    assertThat(refused.status()).isEqualTo(home ? 303 : 400);
  }

  @Test
  void withoutTheProviderPeopleStillSignInByPassword() {
    Browser browser = new Browser(port);
    assertThat(problemOf(browser.get("/api/v1/oidc/away"))).isEqualTo("provider-away");
    assertThat(browser.signIn(person(Duty.CHECKER), PASSWORD).status()).isEqualTo(200);
    assertThat(browser.get("/api/v1/oidc").json().toString()).contains("away", "known", "open");
  }

  @Test
  void asksForTheCodeUnlessTheProviderHasProvenASecondFactor() {
    String login = "factor-" + person(Duty.CHECKER);
    jdbc.sql("update access.person set login = ?, factor_required = true where login = ?")
        .params(login, login.substring("factor-".length()))
        .update();
    Browser proven = new Browser(port);
    signIn(proven, "open", login);
    assertThat(proven.get("/api/v1/session").at("/pending")).isEqualTo("NOTHING");
    assertThat(proven.get("/api/v1/tasks/mine").status()).isEqualTo(200);

    String plain = person(Duty.CHECKER);
    jdbc.sql("update access.person set factor_required = true where login = ?")
        .param(plain)
        .update();
    Browser browser = new Browser(port);
    signIn(browser, "open", plain);
    assertThat(browser.get("/api/v1/session").at("/pending")).isEqualTo("FACTOR");
    assertThat(browser.get("/api/v1/tasks/mine").type()).isEqualTo("factor-required");

    Answer enrolment = browser.post("/api/v1/me/factor", Map.of());
    Authenticator phone = new Authenticator(enrolment.at("/secret"));
    assertThat(browser.put("/api/v1/me/factor", Map.of("code", phone.code(0))).status())
        .isEqualTo(200);
    assertThat(browser.get("/api/v1/session").at("/pending")).isEqualTo("NOTHING");

    Browser later = new Browser(port);
    signIn(later, "open", plain);
    assertThat(later.get("/api/v1/session").at("/pending")).isEqualTo("CODE");
    assertThat(later.get("/api/v1/tasks/mine").type()).isEqualTo("code-required");
    assertThat(later.get("/api/v1/me/sessions").type()).isEqualTo("code-required");
    assertThat(later.put("/api/v1/session/code", Map.of("code", "000000")).type())
        .isEqualTo("wrong-code");
    assertThat(later.put("/api/v1/session/code", Map.of("code", phone.code(1))).at("/pending"))
        .isEqualTo("NOTHING");
    assertThat(later.get("/api/v1/tasks/mine").status()).isEqualTo(200);
  }

  @Test
  void whoIsDisabledStaysOut() {
    String login = person(Duty.CHECKER);
    Browser browser = new Browser(port);
    signIn(browser, "open", login);
    jdbc.sql("update access.person set enabled = false where login = ?").param(login).update();
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
    Browser again = new Browser(port);
    assertThat(problemOf(signIn(again, "open", login))).isEqualTo("no-duty");
    assertThat(again.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheProvidersSessionToo() throws Exception {
    Browser browser = new Browser(port);
    signIn(browser, "open", person(Duty.CHECKER));
    String next = browser.delete("/api/v1/session").at("/continueAt");
    assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(query(next, "id_token_hint")).isNotEmpty();
    HttpResponse<Void> answer =
        provider.send(
            HttpRequest.newBuilder(URI.create(next)).build(),
            HttpResponse.BodyHandlers.discarding());
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .isEqualTo("http://127.0.0.1:" + port + "/signin");
  }

  /** Through the provider and back; the answer is what our callback said. */
  private Answer signIn(Browser browser, String name, String user) {
    return browser.get(callback(browser, name, user));
  }

  /** Signs in at the provider and lets it answer. */
  private String callback(Browser browser, String name, String user) {
    URI asked = URI.create(begin(browser, name));
    byte[] password = (user + ":secret").getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(password);
    HttpClient person = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    HttpRequest first =
        HttpRequest.newBuilder(asked.resolve("/")).header("Authorization", basic).build();
    try {
      person.send(first, HttpResponse.BodyHandlers.discarding());
      HttpResponse<Void> answer =
          person.send(
              HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.discarding());
      URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
      return back.getRawPath() + "?" + back.getRawQuery();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String begin(Browser browser, String name) {
    browser.get("/api/v1/city"); // for the CSRF token
    return locationOf(browser.get("/api/v1/oidc/" + name + "?next=/worker?tab=2"));
  }

  private static String locationOf(Answer answer) {
    assertThat(answer.status()).isEqualTo(303);
    return answer.response().headers().firstValue("Location").orElseThrow();
  }

  private static String problemOf(Answer answer) {
    String location = locationOf(answer);
    assertThat(location).startsWith("/signin?");
    return query(location, "problem");
  }

  private static String query(String uri, String name) {
    String value = UriComponentsBuilder.fromUriString(uri).build().getQueryParams().getFirst(name);
    return value == null ? "" : java.net.URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private Answer invite(String login, String name, String claim) {
    Answer answer =
        admin()
            .post(
                "/api/v1/admin/people/" + idOf(login) + "/identities",
                Map.of("provider", name, "claim", claim));
    assertThat(answer.status()).isEqualTo(201);
    return answer;
  }

  private Browser admin() {
    Browser admin = new Browser(port);
    admin.signIn("admin", folder.secret("admin.password"));
    return admin;
  }

  private String person(Duty duty) {
    String login = "p" + UUID.randomUUID();
    people.create(
        new NewPerson(login, "钱一", "Qian Yi", hash, Set.of(duty), "oidc-unit", "310000", "310000"));
    return login;
  }

  private void giveDuty(String login) {
    jdbc.sql(
            """
            insert into access.duty_held
              (person_id, duty, unit_code, region_code, region_path, valid_from)
            values (?, 'CHECKER', 'oidc-unit', '310000', '310000', now())
            """)
        .param(idOf(login))
        .update();
  }

  private long idOf(String login) {
    return jdbc.sql("select id from access.person where login = ?")
        .param(login)
        .query(Long.class)
        .single();
  }

  private long trail(String dataClass, String login) {
    return jdbc.sql(
            "select count(*) from access.audit_entry where data_class = ? and objects = ?::text[]")
        .params(dataClass, new String[] {"account:" + idOf(login)})
        .query(Long.class)
        .single();
  }

  private long refusals() {
    return jdbc.sql("select count(*) from access.audit_entry where action = 'SIGN_IN_FAILED'")
        .query(Long.class)
        .single();
  }
}
