package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.cases.arrivals.Opener;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** One kind of secret in the place of another, and secrets that were used already. */
@PlatformTest
class TokenTests {
  private static final String SESSION = "yiwang_session";

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;
  @Autowired ApiKeys keys;

  private Attacker officer() {
    return Attacker.of(port, people, Duty.CITY_OFFICER, "token-unit", "");
  }

  @Test
  void aSecretOfOneKindIsNoneOfAnother() {
    String key = keys.issue("token-" + UUID.randomUUID(), "FEED", Set.of("observe", "admin"));
    Attacker officer = officer();
    String session = officer.cookie(SESSION).orElseThrow();
    String csrf = officer.cookie("XSRF-TOKEN").orElseThrow();

    for (String wrong : List.of(key, csrf, session + "x", "", "null", "0", officer.login)) {
      Attacker nobody = Attacker.nobody(port);
      nobody.plant(SESSION, wrong);
      assertThat(nobody.get("/api/v1/session").status())
          .as("as a session: " + wrong)
          .isEqualTo(401);
    }
    for (String wrong : List.of(session, csrf, key.substring(3), key + " ", "yw_")) {
      Reply reply = Attacker.program(port, wrong.strip() + "x").get("/api/v1/intake/issues");
      assertThat(reply.status()).as("as a key: " + wrong).isEqualTo(401);
    }
    assertThat(Attacker.program(port, session).get("/api/v1/intake/issues").status())
        .isEqualTo(401);
    Attacker nobody = Attacker.nobody(port);
    for (String header : List.of("Bearer " + key, "Bearer " + session, "Basic YWRtaW46YWRtaW4=")) {
      assertThat(nobody.get("/api/v1/cases", "Authorization", header).status()).isEqualTo(401);
    }
    assertThat(nobody.get("/api/v1/cases?api_key=" + key + "&X-Api-Key=" + key).status())
        .isEqualTo(401);
    assertThat(nobody.get("/api/v1/cases;" + SESSION + "=" + session).status()).isIn(400, 401);
  }

  /** A key beside a session neither adds to it nor takes the place of its CSRF token. */
  @Test
  void aKeyBesideASessionIsTheKeyAlone() {
    Attacker officer = officer();
    String key = keys.issue("beside-" + UUID.randomUUID(), "FEED", Set.of("observe"));
    assertThat(officer.get("/api/v1/cases").status()).isEqualTo(200);
    assertThat(officer.get("/api/v1/cases", "X-Api-Key", key).status()).isEqualTo(403);
    assertThat(officer.get("/api/v1/cases", "X-Api-Key", "nonsense").status()).isEqualTo(401);
    Reply put = officer.json("PUT", "/api/v1/views/stolen", "{}", "X-Api-Key", "nonsense");
    assertThat(put.status()).isEqualTo(401);
    assertThat(officer.get("/api/v1/views/stolen").status()).isEqualTo(404);
  }

  @Test
  void aKeyReachesWhatItsScopeNamesAndNothingElse() {
    Attacker observer =
        Attacker.program(port, keys.issue("o-" + UUID.randomUUID(), "FEED", Set.of("observe")));
    Attacker open311 =
        Attacker.program(port, keys.issue("p-" + UUID.randomUUID(), "FEED", Set.of("open311")));
    assertThat(observer.json("POST", "/api/v1/observations", "[]").status()).isEqualTo(200);
    assertThat(observer.json("POST", "/api/v1/workers/positions", "[]").status()).isEqualTo(403);
    assertThat(open311.json("POST", "/api/v1/observations", "[]").status()).isEqualTo(403);
    for (String path :
        List.of(
            "/api/v1/cases",
            "/api/v1/registry/quarters",
            "/api/v1/audit/entries",
            "/api/v1/me/factor")) {
      assertThat(observer.get(path).status()).as(path).isEqualTo(403);
      assertThat(open311.get(path).status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void aTrackingWordIsNoIdAndAnIdNoTrackingWord() {
    Attacker officer = officer();
    String id = Long.toString(new Opener(context).open().id());
    String number =
        jdbc.queryForObject("select number from cases.case_file where id = " + id, String.class);
    Attacker nobody = Attacker.nobody(port);
    for (String guess : List.of(id, String.valueOf(number), "1", officer.login)) {
      assertThat(nobody.get("/api/v1/reports/" + guess).status()).as(guess).isEqualTo(404);
      assertThat(nobody.json("POST", "/api/v1/reports/" + guess + "/confirm", "{}").status())
          .as(guess)
          .isEqualTo(404);
    }
    assertThat(officer.get("/api/v1/cases/ABCDEFGHJKMNPQRS").status()).isIn(400, 404);
  }

  @Test
  void aSessionIsOverAfterSigningOutHoweverOftenItIsPresented() {
    Attacker officer = officer();
    String session = officer.cookie(SESSION).orElseThrow();
    assertThat(officer.delete("/api/v1/session").status()).isEqualTo(200);
    Attacker thief = Attacker.nobody(port);
    thief.plant(SESSION, session);
    assertThat(thief.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(thief.get("/api/v1/cases").status()).isEqualTo(401);
  }

  /** The token of the cookie and of the header must be one; a page elsewhere can set neither. */
  @Test
  void theCsrfTokenOfAnotherSessionIsNone() {
    Attacker officer = officer();
    String other = officer().cookie("XSRF-TOKEN").orElseThrow();
    for (String token : List.of(other, "", UUID.randomUUID().toString())) {
      Reply refused = officer.json("PUT", "/api/v1/views/csrf", "{}", "X-XSRF-TOKEN", token);
      assertThat(refused.status()).as(token).isEqualTo(403);
    }
    Reply parameter =
        officer.json("PUT", "/api/v1/views/csrf?_csrf=" + other, "{}", "X-XSRF-TOKEN", "");
    assertThat(parameter.status()).isEqualTo(403);
    assertThat(officer.get("/api/v1/views/csrf").status()).isEqualTo(404);
  }

  /** An act's key is its person's own: nobody makes an act of somebody else void by using it up. */
  @Test
  void theKeyOfSomebodyElsesActIsNoAnswer() {
    String path = "/api/v1/cases/" + new Opener(context).open().id();
    String key = UUID.randomUUID().toString();
    String act = "{\"action\":\"COMMENT\",\"note\":\"%s\",\"key\":\"" + key + "\"}";
    Attacker first = officer();
    Attacker second = officer();
    assertThat(first.json("POST", path + "/actions", act.formatted("first")).status())
        .isEqualTo(200);
    assertThat(first.json("POST", path + "/actions", act.formatted("again")).status())
        .isEqualTo(200);
    assertThat(second.json("POST", path + "/actions", act.formatted("second")).status())
        .isEqualTo(200);
    assertThat(first.get(path + "/history").text())
        .contains("first", "second")
        .doesNotContain("again");
  }

  @Test
  void aSecretIsInNoAddressAndNoAnswer() {
    Attacker officer = officer();
    String session = officer.cookie(SESSION).orElseThrow();
    for (Operation operation : Operation.all(port)) {
      if (operation.method().equals("GET") && !operation.path().contains("{")) {
        assertThat(officer.get(operation.path()).text())
            .as(operation.path())
            .doesNotContain(session);
      }
      if (operation.type().startsWith("multipart")) {
        continue; // fields of the form, not of the address
      }
      operation
          .parameters()
          .forEach(
              p ->
                  assertThat(p.name().toLowerCase(java.util.Locale.ROOT))
                      .as(operation.toString())
                      .doesNotContain("password", "secret", "session", "phone", "citizen"));
    }
  }
}
