package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.registry.Hamlet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fields that no form has: whose it is, where it is, which version, what the sender may. */
@PlatformTest
class MassAssignmentTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Added to every object of every body. */
  private static final String MORE =
      """
      {"id": 1, "number": "X-1", "version": 999, "state": "CLOSED", "stage": "CLOSE", "owner": 1,
       "personId": 1, "person": 1, "workerId": 1, "by": {"id": 1, "name": "admin"},
       "duties": ["ADMIN"], "authorities": ["ROLE_ADMIN"], "scopes": ["admin"], "enabled": true,
       "regionPath": "", "region_path": "", "unitCode": "mass-other", "createdAt": "2020-01-01T00:00:00Z",
       "passwordHash": "x", "mustChangePassword": false, "factorRequired": false, "source": "register",
       "class": {"classLoader": {}}, "@class": "java.util.HashMap", "@type": "x",
       "__proto__": {"admin": true}, "constructor": {"prototype": {}}}
      """;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;

  private Attacker officer;
  private Attacker victim;

  @BeforeEach
  void come() {
    officer = Attacker.of(port, people, Duty.STREET_OFFICER, "mass-unit", "mass.here");
    victim = Attacker.of(port, people, Duty.STREET_OFFICER, "mass-other", "mass.there");
  }

  private static String with(String body) {
    ObjectNode object = (ObjectNode) JSON.readTree(body);
    JSON.readTree(MORE)
        .properties()
        .forEach(
            more -> {
              if (!object.has(more.getKey())) {
                object.set(more.getKey(), more.getValue());
              }
            });
    return object.toString();
  }

  /** All tests come from one address, which must not stay locked. */
  @AfterEach
  void forgive() {
    jdbc.update("delete from access.sign_in_attempt");
  }

  @Test
  void anActOnACaseChangesWhatTheActIsForOnly() {
    long id = new Opener(context).open().id();
    jdbc.update(
        "update cases.case_file set region_path = 'mass.here', unit_code = 'mass-unit' where id ="
            + " ?",
        id);
    String columns =
        "select number, state, region_path, unit_code, worker_id, reported_at, class_code"
            + " from cases.case_file where id = "
            + id;
    Map<String, Object> before = jdbc.queryForMap(columns);
    String body =
        with("{\"action\":\"COMMENT\",\"note\":\"mass\",\"version\":0}")
            .replace("\"version\":0,", "");
    body = body.replaceAll("\"(version|workerId|state)\":[^,}]+,", "");
    assertThat(officer.json("POST", "/api/v1/cases/" + id + "/actions", body).status())
        .isEqualTo(200);
    assertThat(jdbc.queryForMap(columns)).isEqualTo(before);
    JsonNode last = officer.get("/api/v1/cases/" + id + "/history").json();
    assertThat(last.toString()).contains("mass", "攻击者").doesNotContain("\"admin\"");
  }

  @Test
  void whoeverSignsInHasTheirOwnDutiesWhateverTheySay() {
    Attacker again = Attacker.nobody(port);
    Reply in =
        again.json(
            "POST",
            "/api/v1/session",
            with(
                "{\"login\":\"%s\",\"password\":\"%s\"}"
                    .formatted(officer.login, Attacker.PASSWORD)));
    assertThat(in.status()).isEqualTo(200);
    JsonNode session = again.get("/api/v1/session").json();
    assertThat(session.path("duties").toString()).isEqualTo("[\"STREET_OFFICER\"]");
    assertThat(session.toString()).doesNotContain("mass-other");
    Reply post =
        again.json(
            "PUT",
            "/api/v1/session/post",
            with("{\"unitCode\":\"mass-other\",\"regionCode\":\"there\"}"));
    assertThat(post.status()).isEqualTo(404);
    assertThat(again.get("/api/v1/admin/people").status()).isEqualTo(403);
  }

  @Test
  void whatIsOnesOwnCannotBeMadeSomebodyElses() {
    String name = "view-" + UUID.randomUUID();
    String body =
        with("{\"stage\":\"HANDLE\"}").replace("\"personId\":1", "\"personId\":" + victim.personId);
    assertThat(officer.json("PUT", "/api/v1/views/" + name, body).status()).isLessThan(300);
    assertThat(
            jdbc.queryForList(
                "select person_id from cases.saved_view where name = ?", Long.class, name))
        .containsExactly(officer.personId);
    assertThat(victim.get("/api/v1/views/" + name).status()).isEqualTo(404);

    String hash = "select password_hash from access.person where id = " + victim.personId;
    String before = jdbc.queryForObject(hash, String.class);
    officer.json(
        "POST",
        "/api/v1/me/password",
        ("{\"present\":\"%s\",\"password\":\"plover-anvil-copper-61\",\"login\":\"%s\",\"id\":%d,"
                + "\"personId\":%d}")
            .formatted(Attacker.PASSWORD, victim.login, victim.personId, victim.personId));
    assertThat(jdbc.queryForObject(hash, String.class)).isEqualTo(before);

    Long duty =
        jdbc.queryForObject(
            "select id from access.duty_held where person_id = " + victim.personId, Long.class);
    Attacker thief = Attacker.of(port, people, Duty.STREET_OFFICER, "mass-other", "mass.there");
    Reply delegated =
        thief.json(
            "POST",
            "/api/v1/me/delegations",
            with(
                "{\"duties\":[%d],\"to\":%d,\"until\":\"2099-01-01T00:00:00Z\"}"
                    .formatted(duty, thief.personId)));
    assertThat(delegated.status()).isBetween(400, 499);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from access.duty_held where delegated_from = " + duty, Long.class))
        .isZero();
  }

  @Test
  void whereARowOfTheRegistryIsIsNotTheSendersToSay() {
    Hamlet here = new Hamlet(context);
    Hamlet there = new Hamlet(context);
    Attacker committee = Attacker.of(port, people, Duty.COMMITTEE, "", here.path);
    String visit = "{\"doorId\":%d,\"purpose\":\"mass\",\"dueOn\":\"2099-07-15\"}";
    Reply own =
        committee.json(
            "POST",
            "/api/v1/registry/visits",
            with(visit.formatted(here.door101)).replace("\"personId\":1,", ""));
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    Map<String, Object> kept =
        jdbc.queryForMap(
            "select region_path, state, result from registry.visit where id = "
                + own.json().at("/ids/0").asLong());
    assertThat(kept.get("region_path")).isEqualTo(here.path);
    assertThat(String.valueOf(kept.get("result"))).isEqualTo("null");
    assertThat(
            committee
                .json("POST", "/api/v1/registry/visits", visit.formatted(there.door101))
                .status())
        .isEqualTo(404);

    String others =
        "select md5(string_agg(d::text, ',' order by id)) from registry.door d where id <> ";
    String before = jdbc.queryForObject(others + here.door101, String.class);
    assertThat(
            committee
                .json(
                    "PUT",
                    "/api/v1/registry/doors/" + here.door101 + "/occupancy",
                    with("{\"occupancy\":\"OWN\"}").replace("\"id\":1", "\"id\":" + there.door101))
                .status())
        .isLessThan(300);
    assertThat(jdbc.queryForObject(others + here.door101, String.class)).isEqualTo(before);
    assertThat(
            jdbc.queryForObject(
                "select region_path from registry.door where id = " + here.door101, String.class))
        .isEqualTo(here.path);
  }

  /** Every body of the API with all of these fields in every object of it. */
  @Test
  void noBodyFallsOverFieldsItDoesNotKnow() {
    int bodies = 0;
    Attacker admin = Attacker.of(port, people, Duty.RESIDENT, "mass-unit", "mass.here");
    for (Operation operation : Operation.all(port)) {
      JsonNode body = operation.body();
      if (body == null || operation.path().endsWith("/me/password")) {
        continue;
      }
      for (Attacker attacker : new Attacker[] {officer, admin}) {
        Reply reply =
            attacker.json(operation.method(), operation.at("0"), everywhere(body).toString());
        assertThat(reply.status()).as(operation.toString()).isLessThan(500);
      }
      bodies++;
    }
    assertThat(bodies).isGreaterThan(15);
    assertThat(admin.get("/api/v1/session").json().path("duties").toString())
        .isEqualTo("[\"RESIDENT\"]");
  }

  private static JsonNode everywhere(JsonNode body) {
    if (body.isArray()) {
      var array = JSON.createArrayNode();
      body.forEach(each -> array.add(everywhere(each)));
      return array;
    }
    return body.isObject() ? JSON.readTree(with(body.toString())) : body;
  }
}
