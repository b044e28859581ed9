package io.yiwang.access.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.access.identity.Browser;
import io.yiwang.access.identity.Browser.Answer;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.citymap.City;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator at work, and people with several duties. */
@PlatformTest
class StaffTests {
  private static final String PASSWORD = "lantern-gravel-otter-77";
  private static final String OWN = "gravel-otter-lantern-99";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Units units;
  @Autowired City city;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationContext context;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String unit = "U-" + run;
  private Browser admin = new Browser(0);

  @BeforeEach
  void begin() {
    units.putAll(
        List.of(
            new Unit(unit, "某单位", "A unit", UnitKind.DEPARTMENT, city.code(), null),
            new Unit(unit + "-2", "另一单位", "Another", UnitKind.DEPARTMENT, city.code(), null)));
    person("admin", Duty.ADMIN);
    admin = signedIn("admin");
  }

  @Test
  void aNewPersonSignsInWithAPasswordShownOnceAndChoosesTheirOwn() {
    Answer created = create("new", duty("ACCEPTOR", unit, null));
    assertThat(created.status()).isEqualTo(201);
    String first = created.at("/password");
    assertThat(first).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
    assertThat(created.at("/account/duties/0/unitZh")).isEqualTo("某单位");

    Browser person = new Browser(port);
    assertThat(person.signIn(login("new"), first).at("/pending")).isEqualTo("PASSWORD");
    assertThat(change(person, first).at("/pending")).isEqualTo("NOTHING");
    assertThat(create("new").type()).isEqualTo("login-taken");

    Answer found =
        admin.get("/api/v1/admin/people?q=" + login("new") + "&duty=ACCEPTOR&unit=" + unit);
    assertThat(found.at("/total")).isEqualTo("1");
    assertThat(found.at("/items/0/lastSignedInAt")).isNotEmpty();
    assertThat(found.json().toString()).doesNotContain("argon2");
  }

  @Test
  void nobodyButAnAdministratorComesIn() {
    person("other", Duty.CITY_OFFICER);
    Browser other = signedIn("other");
    for (String path : new String[] {"people", "api-keys", "sessions"}) {
      assertThat(other.get("/api/v1/admin/" + path).status()).isEqualTo(403);
      assertThat(new Browser(port).get("/api/v1/admin/" + path).status()).isEqualTo(401);
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(create("Q x").at("/field")).isEqualTo("login");
    assertThat(create("u", duty("ACCEPTOR", "nowhere", null)).at("/field")).isEqualTo("unitCode");
    assertThat(admin.get("/api/v1/admin/people?q=" + login("u")).at("/total"))
        .as("nothing of a refused person is kept")
        .isEqualTo("0");
    long id = person("v", Duty.ACCEPTOR);
    Map<String, Object> noRegion = Map.of("duty", "CHECKER", "unitCode", unit, "regionCode", "1");
    assertThat(admin.post(people(id, "/duties"), noRegion).at("/field")).isEqualTo("regionCode");
    Map<String, Object> past =
        Map.of(
            "duty",
            "CHECKER",
            "unitCode",
            unit,
            "regionCode",
            city.code(),
            "until",
            "2020-01-01T00:00:00Z");
    assertThat(admin.post(people(id, "/duties"), past).at("/field")).isEqualTo("until");
  }

  @Test
  void aSearchTakesWordsLiterally() {
    person("percent", Duty.ACCEPTOR);
    assertThat(admin.get("/api/v1/admin/people?q=%25").at("/total")).isEqualTo("0");
    assertThat(admin.get("/api/v1/admin/people?q=%27%20or%201=1%20--").at("/total")).isEqualTo("0");
  }

  @Test
  void somebodyWithTwoPostsActsAtOneAndSwitches() {
    long id = person("two", Duty.ACCEPTOR);
    admin.post(people(id, "/duties"), duty("DISPATCHER", unit + "-2", null));
    Browser two = signedIn("two");
    Answer session = two.get("/api/v1/session");
    assertThat(session.json().path("posts").size()).isEqualTo(2);
    assertThat(session.at("/duties")).isEqualTo(session.at("/posts/0/duties"));
    assertThat(session.json().path("duties").toString()).isEqualTo("[\"ACCEPTOR\"]");

    Map<String, String> other = Map.of("unitCode", unit + "-2", "regionCode", city.code());
    Answer switched = two.put("/api/v1/session/post", other);
    assertThat(switched.json().path("duties").toString()).isEqualTo("[\"DISPATCHER\"]");
    assertThat(switched.at("/unitCode")).isEqualTo(unit + "-2");
    assertThat(two.get("/api/v1/session").at("/regionPath")).isEqualTo(city.code());
    Map<String, String> foreign = Map.of("unitCode", "U-else", "regionCode", city.code());
    assertThat(two.put("/api/v1/session/post", foreign).status()).isEqualTo(404);
  }

  @Test
  void onlyThePresentPostReachesCases() {
    long id = person("reach", Duty.DISPATCHER);
    long there =
        admin
            .post(people(id, "/duties"), duty("DISPATCHER", unit + "-2", null))
            .json()
            .at("/duties/1/id")
            .asLong();
    String path = "/api/v1/cases/" + new Opener(context).open().id();
    jdbc.sql("update cases.case_file set unit_code = ? where id = ?")
        .params(unit + "-2", Long.valueOf(path.substring(path.lastIndexOf('/') + 1)))
        .update();
    Browser person = signedIn("reach");
    assertThat(person.get(path).status()).isEqualTo(404);
    Map<String, String> other = Map.of("unitCode", unit + "-2", "regionCode", city.code());
    assertThat(person.put("/api/v1/session/post", other).status()).isEqualTo(200);
    assertThat(person.get(path).status()).isEqualTo(200);
    admin.delete(people(id, "/duties/" + there));
    assertThat(person.get(path).status()).isEqualTo(404);
  }

  @Test
  void whatChangesARightIsInTheAuditTrailAndWhatWasRefusedIsNot() {
    Answer created = create("trail", duty("ACCEPTOR", unit, null));
    long id = created.json().at("/account/id").asLong();
    long duty = created.json().at("/account/duties/0/id").asLong();
    assertThat(create("trail").status()).isEqualTo(409);
    admin.delete(people(id, "/duties/" + duty));
    admin.post(people(id, "/password"), Map.of());
    assertThat(proven("account:" + id))
        .containsExactly("account", "account.duty", "account.password");
    Answer key = issue(Map.of());
    admin.delete("/api/v1/admin/api-keys/" + key.at("/id"));
    assertThat(proven("api-key:" + key.at("/id"))).containsExactly("api-key", "api-key");
  }

  private List<String> proven(String object) {
    return jdbc.sql(
            """
            select data_class from access.audit_entry
            where action = 'PERMISSION' and ? = any(objects) order by seq
            """)
        .param(object)
        .query((rs, i) -> rs.getString(1))
        .list();
  }

  @Test
  void aPowerfulDutyTakesTwoAdministrators() {
    long id = person("rising", Duty.ACCEPTOR);
    Answer asked = admin.post(people(id, "/duties"), duty("AUDITOR", unit, null));
    assertThat(asked.json().path("duties").findValuesAsString("duty")).containsExactly("ACCEPTOR");
    assertThat(asked.at("/wishes/0/duty")).isEqualTo("AUDITOR");
    String wish = people(id, "/wishes/" + asked.at("/wishes/0/id"));
    assertThat(admin.post(wish, Map.of()).status()).isEqualTo(403);
    person("second", Duty.ADMIN);
    Answer confirmed = signedIn("second").post(wish, Map.of());
    assertThat(confirmed.json().path("duties").findValuesAsString("duty"))
        .containsExactly("ACCEPTOR", "AUDITOR");
    assertThat(confirmed.json().path("wishes").size()).isZero();
    assertThat(signedIn("second").post(wish, Map.of()).status()).isEqualTo(404);
    assertThat(proven("account:" + id)).containsExactly("account.duty", "account.duty");
  }

  @Test
  void aDutyCountsInItsPeriodOnly() {
    Instant soon = clock.instant().plus(Duration.ofDays(1));
    long id = person("period", Duty.ACCEPTOR);
    admin.post(people(id, "/duties"), duty("ADMIN", unit, soon));
    Browser person = signedIn("period");
    assertThat(person.get("/api/v1/session").json().path("duties").toString())
        .isEqualTo("[\"ACCEPTOR\"]");
    String held = admin.get(people(id, "")).at("/duties/0/id");
    assertThat(admin.delete(people(id, "/duties/" + held)).status()).isEqualTo(200);
    assertThat(person.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(login("period"), PASSWORD).type()).isEqualTo("no-duty");
    assertThat(people.listByDuty(Duty.ACCEPTOR)).noneMatch(p -> p.id() == id);
    assertThat(people.get(id).covers(city.code())).isFalse();
  }

  @Test
  void aColleagueStandsInDuringALeave() {
    long away = person("away", Duty.DISPATCHER);
    long deputy = person("deputy", Duty.GRID_WORKER);
    long stranger =
        create("far", duty("CHECKER", unit + "-2", null)).json().at("/account/id").asLong();
    Browser browser = signedIn("away");
    Answer own = browser.get("/api/v1/me/duties");
    assertThat(own.json().path("colleagues").findValuesAsString("id"))
        .contains(Long.toString(deputy))
        .doesNotContain(Long.toString(away), Long.toString(stranger));
    long duty = own.json().at("/duties/0/id").asLong();
    Instant end = clock.instant().plus(Duration.ofDays(14));
    assertThat(browser.post("/api/v1/me/delegations", delegation(duty, stranger, end)).at("/field"))
        .isEqualTo("to");
    Answer delegated = browser.post("/api/v1/me/delegations", delegation(duty, deputy, end));
    assertThat(delegated.status()).isEqualTo(201);

    Browser second = signedIn("deputy");
    assertThat(second.get("/api/v1/session").json().path("posts").toString())
        .contains("DISPATCHER");
    Answer deputys = second.get("/api/v1/me/duties");
    long passedOn =
        deputys
            .json()
            .path("duties")
            .valueStream()
            .filter(d -> d.path("duty").asString().equals("DISPATCHER"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asLong();
    assertThat(second.post("/api/v1/me/delegations", delegation(passedOn, away, end)).at("/field"))
        .isEqualTo("duties");

    assertThat(browser.delete("/api/v1/me/delegations/" + delegated.at("/delegated/0/id")).status())
        .isEqualTo(200);
    assertThat(second.get("/api/v1/session").json().path("posts").toString())
        .doesNotContain("DISPATCHER");
  }

  @Test
  void whatIsDelegatedEndsWithTheDutyItself() {
    long away = person("ends", Duty.DISPATCHER);
    long deputy = person("with", Duty.GRID_WORKER);
    long duty = admin.get(people(away, "")).json().at("/duties/0/id").asLong();
    Instant end = clock.instant().plus(Duration.ofDays(14));
    assertThat(admin.post(people(away, "/delegations"), delegation(duty, deputy, end)).status())
        .isEqualTo(201);
    assertThat(people.listByDuty(Duty.DISPATCHER)).anyMatch(p -> p.id() == deputy);
    admin.delete(people(away, "/duties/" + duty));
    assertThat(people.listByDuty(Duty.DISPATCHER)).noneMatch(p -> p.id() == deputy);
  }

  @Test
  void aResetPasswordEndsEverySession() {
    long id = person("reset", Duty.ACCEPTOR);
    Browser person = signedIn("reset");
    String given = admin.post(people(id, "/password"), Map.of()).at("/password");
    assertThat(person.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(login("reset"), PASSWORD).status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(login("reset"), given).at("/pending"))
        .isEqualTo("PASSWORD");
  }

  @Test
  void aLockedNameIsUnlocked() {
    long id = person("locked", Duty.ACCEPTOR);
    for (int i = 0; i < 6; i++) {
      new Browser(port).signIn(login("locked"), "wrong");
    }
    assertThat(admin.get(people(id, "")).at("/lockedUntil")).isNotEmpty();
    assertThat(admin.post(people(id, "/unlock"), Map.of()).status()).isEqualTo(204);
    assertThat(new Browser(port).signIn(login("locked"), PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void disablingEndsTheSessionAndTheSignIn() {
    long id = person("off", Duty.ACCEPTOR);
    Browser person = signedIn("off");
    Map<String, Object> off = Map.of("enabled", false);
    assertThat(admin.put(people(id, ""), off).at("/enabled")).isEqualTo("false");
    assertThat(person.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(login("off"), PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void anAdministratorEndsASession() {
    long id = person("ended", Duty.ACCEPTOR);
    Browser person = signedIn("ended");
    Answer open = admin.get("/api/v1/admin/sessions?person=" + id);
    assertThat(open.at("/total")).isEqualTo("1");
    assertThat(open.at("/items/0/address")).isEqualTo("127.0.0.1");
    assertThat(admin.delete("/api/v1/admin/sessions/" + open.at("/items/0/id")).status())
        .isEqualTo(204);
    assertThat(person.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aKeyIsShownOnceAndEndsAtOnce() {
    Answer issued = issue(Map.of());
    assertThat(issued.status()).isEqualTo(201);
    String key = issued.at("/key");
    assertThat(withKey(key)).isEqualTo(404);
    Answer listed = admin.get("/api/v1/admin/api-keys");
    assertThat(listed.json().toString()).doesNotContain(key).contains(key.substring(0, 8));
    assertThat(listed.at("/items/0/lastUsedAt")).isNotEmpty();
    assertThat(listed.at("/items/0/createdBy")).isNotEmpty();

    String path = "/api/v1/admin/api-keys/" + issued.at("/id");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(withKey(key)).as("although it was remembered a moment ago").isEqualTo(401);
    assertThat(admin.delete(path).status()).isEqualTo(404);
  }

  @Test
  void aKeyIsScopedAndExpires() {
    String narrow = issue(Map.of("scopes", Set.of("positions"))).at("/key");
    assertThat(withKey(narrow)).isEqualTo(403);
    assertThat(issue(Map.of("scopes", Set.of("everything"))).at("/field")).isEqualTo("scopes");
    assertThat(issue(Map.of("expiresAt", "2020-01-01T00:00:00Z")).at("/field"))
        .isEqualTo("expiresAt");
    String brief = issue(Map.of("expiresAt", clock.instant().plusSeconds(2).toString())).at("/key");
    assertThat(withKey(brief)).isEqualTo(404);
    await().atMost(Duration.ofSeconds(4)).until(() -> withKey(brief) == 401);
  }

  private Answer issue(Map<String, Object> different) {
    Map<String, Object> wanted =
        new java.util.HashMap<>(
            Map.of(
                "name",
                "热线 12345",
                "source",
                "hotline-" + run,
                "channel",
                "HOTLINE",
                "scopes",
                Set.of("observe"),
                "expiresAt",
                clock.instant().plus(Duration.ofDays(365)).toString()));
    wanted.putAll(different);
    return admin.post("/api/v1/admin/api-keys", wanted);
  }

  /** What a request that needs the scope observe is answered. */
  private int withKey(String key) {
    return new Browser(port)
        .getWithKey("/api/v1/observations/00000000-0000-0000-0000-000000000000", key);
  }

  private static Map<String, Object> delegation(long duty, long to, Instant until) {
    return Map.of("duties", List.of(duty), "to", to, "until", until.toString());
  }

  private Map<String, Object> duty(
      String duty, String unitCode, @org.jspecify.annotations.Nullable Instant from) {
    Map<String, Object> given =
        new java.util.HashMap<>(
            Map.of("duty", duty, "unitCode", unitCode, "regionCode", city.code()));
    if (from != null) {
      given.put("from", from.toString());
    }
    return given;
  }

  @SafeVarargs
  private Answer create(String name, Map<String, Object>... duties) {
    return admin.post(
        "/api/v1/admin/people",
        Map.of(
            "login", login(name), "name", "某人", "nameEn", "Somebody", "duties", List.of(duties)));
  }

  private static Answer change(Browser browser, String present) {
    return browser.post("/api/v1/me/password", Map.of("present", present, "password", OWN));
  }

  private static String people(long id, String more) {
    return "/api/v1/admin/people/" + id + more;
  }

  private String login(String name) {
    return name + "-" + run;
  }

  private Browser signedIn(String name) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(login(name), PASSWORD).status()).isEqualTo(200);
    return browser;
  }

  private long person(String name, Duty duty) {
    return people.create(
        new NewPerson(
            login(name),
            "某人",
            "Somebody",
            people.hash(PASSWORD),
            Set.of(duty),
            unit,
            city.code(),
            city.code()));
  }
}
