package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Action;
import io.yiwang.access.Caller;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Purpose;
import io.yiwang.access.Seat;
import io.yiwang.access.Subject;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.DataFolder;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two administrators change the policy of the running platform, and everybody feels it. */
@PlatformTest
class PolicyApiTest {
  private static final String VERSIONS = "/api/v1/policy/versions";
  private static final String SHIPPED = PolicyFile.text(PolicyFile.SHIPPED);

  /** What street officers may do with cases, in the shipped policy. */
  private static final String OFFICERS = "{duties: [DISTRICT_OFFICER, STREET_OFFICER], class: case";

  private static final String WITHOUT_STREETS =
      SHIPPED.replace(OFFICERS, "{duties: [DISTRICT_OFFICER], class: case");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;
  @Autowired Decisions decisions;
  @Autowired SealedSights sights;
  @Autowired DataFolder folder;
  @Autowired Clock clock;

  private final JsonMapper json = new JsonMapper();

  /** Two administrators. */
  private record Pair(Seat author, Seat second) {}

  private Pair pair() {
    return new Pair(Seat.of(port, people, "", Duty.ADMIN), Seat.of(port, people, "", Duty.ADMIN));
  }

  @BeforeEach
  @AfterEach
  void theShippedPolicyIsInForce() {
    Pair pair = pair();
    for (JsonNode version : body(pair.author.get(VERSIONS + "?size=200")).path("items")) {
      if (version.path("state").asString().matches("PROPOSED|PLANNED")) {
        act(pair.second, version.path("id").asInt(), "refusal", "{\"reason\":\"over\"}");
      }
    }
    int inForce = inForce(pair.author);
    if (!body(pair.author.get(VERSIONS + "/" + inForce)).path("yaml").asString().equals(SHIPPED)) {
      approve(pair.second, propose(pair.author, SHIPPED));
    }
  }

  @Test
  void aChangeIsProposedShownApprovedByASecondPersonAndInForceAtOnce() throws SQLException {
    Database.of(jdbc, folder).asOwner("analyze cases.case_file");
    assertThat(WITHOUT_STREETS).isNotEqualTo(SHIPPED);
    Pair pair = pair();
    Seat officer = Seat.of(port, people, "policy.here", Duty.STREET_OFFICER);
    assertThat(officer.get("/api/v1/cases").statusCode()).isEqualTo(200);
    int base = inForce(pair.author);

    int id = propose(pair.author, WITHOUT_STREETS);
    assertThat(officer.get("/api/v1/cases").statusCode()).isEqualTo(200);
    JsonNode changes =
        body(
            pair.second.send(
                "POST", "/api/v1/policy/comparisons", "{\"version\":%d}".formatted(id)));
    assertThat(changes.path("base").asInt()).isEqualTo(base);
    assertThat(changes.path("differences")).hasSize(3);
    assertThat(changes.at("/differences/0/duty").asString()).isEqualTo("STREET_OFFICER");
    assertThat(changes.at("/differences/0/after").asString()).isEqualTo("NOTHING");
    assertThat(changes.at("/people/0/people").asLong()).isPositive();
    assertThat(changes.at("/people/0/regions").toString()).contains("\"here\"");
    assertThat(changes.at("/rows/0/table").asString()).isEqualTo("cases.case_file");

    HttpResponse<String> own = act(pair.author, id, "approval", "{\"base\":%d}".formatted(base));
    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(own.body()).contains("urn:yiwang:problem:second-person");

    assertThat(act(pair.second, id, "approval", "{\"base\":%d}".formatted(base)).statusCode())
        .isEqualTo(200);
    assertThat(officer.get("/api/v1/cases").statusCode()).isEqualTo(403);
    assertThat(inForce(pair.author)).isEqualTo(id);
    assertThat(act(pair.second, id, "approval", "{\"base\":%d}".formatted(id)).body())
        .contains("urn:yiwang:problem:policy-decided");
    assertThat(purposes(id)).containsExactly("propose", "approve", "in-force");

    JsonNode file = body(pair.author.get(VERSIONS + "/" + id));
    assertThat(file.path("yaml").asString()).isEqualTo(WITHOUT_STREETS);
    assertThat(file.path("baseYaml").asString()).isEqualTo(SHIPPED);
    HttpResponse<String> export = pair.author.get(VERSIONS + "/" + id + ".yaml");
    assertThat(export.body()).isEqualTo(WITHOUT_STREETS);
    assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
        .contains("policy-" + id + ".yaml");

    HttpResponse<String> back =
        pair.second.send("POST", VERSIONS, "{\"takenFrom\":%d,\"note\":\"back\"}".formatted(base));
    assertThat(back.statusCode()).isEqualTo(201);
    approve(pair.author, body(back).path("id").asInt());
    assertThat(officer.get("/api/v1/cases").statusCode()).isEqualTo(200);
  }

  private List<String> purposes(int version) {
    return jdbc.query(
        "select purpose from access.audit_entry where objects = array['policy:' || ?] and action ="
            + " 'PERMISSION' order by seq",
        (rs, row) -> rs.getString(1),
        version);
  }

  @Test
  void openStreamsAreJudgedByTheNewPolicy() {
    Pair pair = pair();
    String hash = people.hash("secret");
    Caller officer =
        Caller.person(port, people, hash, "secret", Duty.STREET_OFFICER, "policy-unit", "");
    Caller watcher =
        Caller.person(port, people, hash, "secret", Duty.CITY_OFFICER, "policy-unit", "");
    List<String> heard = listening(officer);
    List<String> all = listening(watcher);
    await().until(() -> heard.contains("event: hello") && all.contains("event: hello"));
    CaseSummary before = new Opener(context).open();
    await().until(() -> mention(heard, before) && mention(all, before));

    approve(pair.second, propose(pair.author, WITHOUT_STREETS));
    await().atMost(Duration.ofSeconds(5)).until(() -> heard.contains("event: policy"));
    CaseSummary after = new Opener(context).open();
    await().until(() -> mention(all, after));
    assertThat(mention(heard, after)).isFalse();
  }

  private static List<String> listening(Caller caller) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread.ofVirtual().start(() -> caller.live().forEach(lines::add));
    return lines;
  }

  private static boolean mention(List<String> lines, CaseSummary c) {
    return lines.stream().anyMatch(line -> line.contains("\"number\":\"" + c.number() + "\""));
  }

  @Test
  void aPlannedVersionWaitsForItsTimeAndHoldsUpOthers() {
    Pair pair = pair();
    Instant soon = clock.instant().plusSeconds(3);
    int id = propose(pair.author, WITHOUT_STREETS, soon);
    approve(pair.second, id);
    assertThat(state(pair.author, id)).isEqualTo("PLANNED");
    int other = propose(pair.second, SHIPPED + "# another\n");
    HttpResponse<String> early =
        act(pair.author, other, "approval", "{\"base\":%d}".formatted(inForce(pair.author)));
    assertThat(early.body()).contains("urn:yiwang:problem:policy-planned");
    await().atMost(Duration.ofSeconds(15)).until(() -> state(pair.author, id).equals("IN_FORCE"));
    assertThat(clock.instant()).isAfter(soon);
    HttpResponse<String> stale = act(pair.author, other, "approval", "{\"base\":%d}".formatted(id));
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body()).contains("urn:yiwang:problem:policy-moved");
  }

  @Test
  void aTextWithMistakesOrAgainstSafetyIsRefusedAndNothingIsLost() {
    Pair pair = pair();
    String wrong =
        SHIPPED.replace("may: [READ, CHANGE], where: [OWN], fields", "may: [REED], fields");
    HttpResponse<String> checked =
        pair.author.send("POST", "/api/v1/policy/checks", json(Map.of("yaml", wrong)));
    assertThat(body(checked).path("mistakes")).isNotEmpty();
    assertThat(body(checked).at("/mistakes/0/line").asInt()).isPositive();
    assertThat(body(checked).at("/mistakes/0/advice").asString()).isEqualTo("Maybe READ is meant.");
    assertThat(draft(pair.author, wrong).statusCode()).isEqualTo(204);
    HttpResponse<String> proposed =
        pair.author.send("POST", VERSIONS, json(Map.of("yaml", wrong, "note", "x")));
    assertThat(proposed.statusCode()).isEqualTo(400);
    assertThat(proposed.body()).contains("urn:yiwang:problem:bad-policy", "\"mistakes\":[");
    assertThat(body(pair.author.get("/api/v1/policy/draft")).path("yaml").asString())
        .isEqualTo(wrong);
    assertThat(body(pair.second.get("/api/v1/policy/draft")).path("yaml").asString())
        .isEqualTo(SHIPPED);
    String lockout =
        SHIPPED.replace(
            "{duties: [ADMIN], class: policy, may: [CHANGE]",
            "{duties: [CITY_LEADER], class: policy, may: [CHANGE]");
    assertThat(
            pair.author.send("POST", VERSIONS, json(Map.of("yaml", lockout, "note", "x"))).body())
        .contains("Nobody could change or approve");
    assertThat(
            pair.author.send("POST", VERSIONS, json(Map.of("yaml", SHIPPED, "note", "x"))).body())
        .contains("urn:yiwang:problem:policy-unchanged");
    assertThat(
            pair.author
                .send("POST", VERSIONS, json(Map.of("yaml", WITHOUT_STREETS, "note", " ")))
                .body())
        .contains("urn:yiwang:problem:bad-field");
  }

  private HttpResponse<String> draft(Seat seat, String yaml) {
    return seat.send("PUT", "/api/v1/policy/draft", json(Map.of("yaml", yaml)));
  }

  @Test
  void othersReadOrNothing() {
    Pair pair = pair();
    int id = propose(pair.author, WITHOUT_STREETS);
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    assertThat(auditor.get("/api/v1/policy").statusCode()).isEqualTo(200);
    assertThat(auditor.get(VERSIONS + "/" + id + ".yaml").statusCode()).isEqualTo(200);
    assertThat(act(auditor, id, "approval", "{\"base\":1}").statusCode()).isEqualTo(403);
    Seat officer = Seat.of(port, people, "policy.here", Duty.CITY_OFFICER);
    assertThat(officer.get("/api/v1/policy").statusCode()).isEqualTo(403);
    assertThat(officer.get(VERSIONS + "/" + id).statusCode()).isEqualTo(403);
    assertThat(act(officer, id, "refusal", "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
    assertThat(act(pair.second, id, "withdrawal", "{}").statusCode()).isEqualTo(403);
    assertThat(act(pair.author, id, "refusal", "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
    assertThat(act(pair.author, id, "withdrawal", "{}").statusCode()).isEqualTo(200);
    assertThat(state(pair.author, id)).isEqualTo("WITHDRAWN");
  }

  @Test
  void theDatabaseItselfRefusesOwnApprovalAndChangedTexts() {
    Pair pair = pair();
    int id = propose(pair.author, WITHOUT_STREETS);
    assertThatThrownBy(
            () ->
                jdbc.update(
                    "insert into access.policy_step (version, step, at, person_id, person_name,"
                        + " reason) values (?, 'APPROVED', now(), ?, 'x', '')",
                    id,
                    pair.author.personId))
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("second person");
    for (String sql :
        List.of(
            "update access.policy_version set yaml = 'x' where id = ?",
            "delete from access.policy_step where version = ?",
            "delete from access.policy_version where id = ?")) {
      assertThatThrownBy(() -> jdbc.update(sql, id)).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void onePersonsPictureIsShownPostByPost() {
    Pair pair = pair();
    Seat officer = Seat.of(port, people, "policy.here", Duty.STREET_OFFICER);
    JsonNode posts =
        body(
            pair.author.send(
                "POST",
                "/api/v1/policy/effects",
                json(
                    Map.of(
                        "yaml",
                        WITHOUT_STREETS,
                        "person",
                        officer.personId,
                        "dataClass",
                        "case"))));
    assertThat(posts).hasSize(1);
    assertThat(posts.at("/0/regionCode").asString()).isEqualTo("here");
    assertThat(posts.at("/0/situations/0/before").asString()).isEqualTo("GIVEN");
    assertThat(posts.at("/0/situations/0/after").asString()).isEqualTo("NOTHING");
    assertThat(posts.at("/0/situations/0/changes").asBoolean()).isTrue();
  }

  /** S2 after a change made in the product: service, database and reference agree. */
  @Test
  void aRandomPolicyFromTheProductIsDecidedAsTheReferenceDecides() throws SQLException {
    long seed = Long.getLong("yiwang.seed", 20261128);
    RandomAsking asking = new RandomAsking(seed);
    Policy shipped = PolicyFile.shippedPolicy();
    List<String> fields = List.copyOf(shipped.classes().getOrDefault("case", Set.of()));
    List<PolicyRule> rules = new ArrayList<>(shipped.rules());
    rules.removeIf(rule -> rule.dataClass().equals("case"));
    for (int i = 0; i < 40; i++) {
      rules.add(asking.rule("case", fields));
    }
    Policy wanted = new Policy(shipped.classes(), rules);
    Pair pair = pair();
    approve(pair.second, propose(pair.author, PolicyText.of(wanted)));

    ReferenceEvaluator reference = new ReferenceEvaluator(wanted);
    int allowed = 0;
    for (int i = 0; i < 20_000; i++) {
      Subject subject = asking.subject();
      Purpose purpose = asking.purpose();
      Action action = asking.action();
      Item item = asking.item("case");
      Decision expected = reference.decide(subject, purpose, action, item);
      Decision answer = decisions.decide(subject, purpose, action, item);
      String question = "seed %d: %s %s %s %s".formatted(seed, subject, purpose, action, item);
      assertThat(answer.allowed()).as(question).isEqualTo(expected.allowed());
      for (String field : fields) {
        assertThat(answer.field(field)).as(question).isEqualTo(expected.field(field));
      }
      allowed += answer.allowed() ? 1 : 0;
    }
    assertThat(allowed).isBetween(1_000, 19_000);
    assertDatabaseAgrees(asking, reference);
  }

  private void assertDatabaseAgrees(RandomAsking asking, ReferenceEvaluator reference)
      throws SQLException {
    Database database = Database.of(jdbc, folder);
    database.asOwner(
        """
        drop schema if exists changed cascade;
        create schema changed;
        grant usage on schema changed to yiwang_app, yiwang_system;
        create table changed.item (id int primary key, region_path text, unit text, person bigint);
        call access.guard('changed.item', 'case', region => 'region_path', unit => 'unit', person => 'person');
        """);
    try (Connection serving = database.serving()) {
      serving.setAutoCommit(false);
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Item item = asking.item("case");
        items.add(item);
        jdbc.update(
            "insert into changed.item values (?, ?, ?, ?)",
            new Object[] {i, item.regionPath(), item.unit(), item.person()},
            new int[] {Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.BIGINT});
      }
      int seen = 0;
      for (int round = 0; round < 100; round++) {
        Subject subject = asking.subject();
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < items.size(); n++) {
          if (reference.decide(subject, null, Action.READ, items.get(n)).allowed()) {
            expected.add(Integer.toString(n));
          }
        }
        Database.tell(serving, sights.of(subject));
        assertThat(Database.list(serving, "select id from changed.item order by id"))
            .as(subject.toString())
            .isEqualTo(expected);
        serving.rollback();
        seen += expected.size();
      }
      assertThat(seen).isPositive();
    } finally {
      database.asOwner("drop schema changed cascade");
    }
  }

  private int propose(Seat author, String yaml) {
    HttpResponse<String> answer =
        author.send("POST", VERSIONS, json(Map.of("yaml", yaml, "note", "a test")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return body(answer).path("id").asInt();
  }

  private int propose(Seat author, String yaml, Instant from) {
    HttpResponse<String> answer =
        author.send(
            "POST",
            VERSIONS,
            json(Map.of("yaml", yaml, "note", "a test", "from", from.toString())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return body(answer).path("id").asInt();
  }

  private void approve(Seat second, int id) {
    HttpResponse<String> answer =
        act(second, id, "approval", "{\"base\":%d}".formatted(inForce(second)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> act(Seat who, int id, String what, String body) {
    return who.send("POST", VERSIONS + "/" + id + "/" + what, body);
  }

  private int inForce(Seat reader) {
    return body(reader.get("/api/v1/policy")).path("version").asInt();
  }

  private String state(Seat reader, int id) {
    return body(reader.get(VERSIONS + "/" + id)).at("/version/state").asString();
  }

  private JsonNode body(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }

  private String json(Object value) {
    return json.writeValueAsString(value);
  }
}
