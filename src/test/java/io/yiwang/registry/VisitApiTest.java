package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.kernel.Sex;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class VisitApiTest {
  private static final String VISITS = "/api/v1/registry/visits";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;

  private Hamlet hamlet;
  private Caller member;

  @BeforeEach
  void settle() {
    hamlet = new Hamlet(context);
    member = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
  }

  @Test
  void aRoundGoesToTheDoorsOfThoseWhoBelongToAllGroups() {
    lives("沈玉珍", "1950-03-07", "101", "独居");
    lives("王建国", "1990-03-07", "102", "独居");
    lives("李秀英", "1948-03-07", "201", "");
    String wanted =
        "{\"quarterId\":%d,\"groups\":[\"ELDERLY\",\"LIVING_ALONE\"],\"purpose\":\"高温慰问\",\"dueOn\":\"2099-07-15\"}"
            .formatted(hamlet.quarter);
    JsonNode preview = member.post(VISITS + "/preview", wanted).json();
    assertThat(preview.at("/doors").asInt()).isEqualTo(1);
    assertThat(preview.at("/count").asInt()).isEqualTo(1);

    JsonNode asked = member.post(VISITS, wanted).json();
    assertThat(asked.at("/count").asInt()).isEqualTo(1);
    assertThat(member.post(VISITS + "/preview", wanted).json().at("/count").asInt())
        .as("no second one")
        .isZero();
    assertThat(member.post(VISITS, wanted).json().at("/round").isNull()).isTrue();

    JsonNode list = member.get(VISITS + "?group=ELDERLY").json();
    assertThat(list.at("/total").asInt()).isEqualTo(1);
    assertThat(list.at("/items/0/place").asString()).isEqualTo("试验新村 1号楼 1 101");
    assertThat(list.at("/items/0/groups").toString()).isEqualTo("[\"ELDERLY\",\"LIVING_ALONE\"]");
    assertThat(list.at("/items/0/due").asString()).isEqualTo("LATER");
    assertThat(member.get(VISITS + "?due=OVERDUE,TODAY").json().at("/total").asInt()).isZero();
    assertThat(member.get(VISITS + "?group=INFANT").json().at("/total").asInt()).isZero();

    String round = VISITS + "/rounds/" + asked.at("/round").asLong();
    String key = key();
    assertThat(member.post(round + "/cancel", key).json().at("/round/cancelled").asInt())
        .isEqualTo(1);
    assertThat(member.get(VISITS + "/counts").json().at("/cancelled").asInt()).isEqualTo(1);
    assertThat(member.post(round + "/reopen", key).json().at("/round/open").asInt()).isEqualTo(1);
  }

  @Test
  void aResultIsRecordedOnceWhateverHappensInBetween() {
    String path = visit();
    String result = "{\"result\":\"MET\",\"note\":\"安好\",\"occupancy\":\"OWN\",\"key\":\"first\"}";
    assertThat(member.post(path + "/result", result).at("/state")).isEqualTo("DONE");
    assertThat(member.post(path + "/result", result).status()).isEqualTo(200);
    Caller.Answer late =
        member.post(path + "/result", "{\"result\":\"NOT_HOME\",\"key\":\"another\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.at("/visit/result")).isEqualTo("MET");
    assertThat(member.post(path + "/cancel", key()).status()).isEqualTo(409);
    assertThat(occupancy()).isEqualTo("OWN");

    assertThat(member.post(path + "/reopen", key()).at("/state")).isEqualTo("OPEN");
    assertThat(occupancy()).as("what the result changed is taken back").isEqualTo("UNKNOWN");
    assertThat(member.post(path + "/result", result).at("/state"))
        .as("the phone that heard no answer sends it again")
        .isEqualTo("OPEN");
    JsonNode acts = member.get(path).json().at("/acts");
    assertThat(acts.findValuesAsString("act")).containsExactly("REOPEN", "RECORD");
    assertThat(acts.at("/1/note").asString()).isEqualTo("安好");
    assertThat(member.post(path + "/cancel", key()).at("/state")).isEqualTo("CANCELLED");
  }

  @Test
  void whoeverWasNotHomeIsVisitedAgain() {
    String path = visit();
    String result =
        "{\"result\":\"NOT_HOME\",\"followUpOn\":\"2099-08-01\",\"key\":\"k\",\"at\":\"2099-01-01T00:00:00Z\"}";
    JsonNode done = member.post(path + "/result", result).json();
    assertThat(done.at("/doneAt").asString()).as("never later than now").doesNotContain("2099");
    JsonNode next = member.get(VISITS).json().at("/items/0");
    assertThat(next.at("/follows").asLong()).isEqualTo(done.at("/id").asLong());
    assertThat(next.at("/dueOn").asString()).isEqualTo("2099-08-01");
    member.post(path + "/reopen", key());
    assertThat(member.get(VISITS).json().at("/items").findValuesAsString("dueOn"))
        .containsExactly("2099-07-15");
  }

  @Test
  void theStreetSeesThatNotWhatCameOfIt() {
    String path = visit();
    member.post(path + "/result", "{\"result\":\"REFUSED\",\"note\":\"不便\",\"key\":\"k\"}");
    Caller street = Caller.of(port, people, Duty.STREET_OFFICER, hamlet.path);
    JsonNode seen = street.get(VISITS + "?state=DONE").json().at("/items/0");
    assertThat(seen.at("/doneBy").asString()).isNotEmpty();
    assertThat(seen.at("/result").isNull()).isTrue();
    assertThat(seen.at("/note").isNull()).isTrue();
    assertThat(street.get(VISITS + "?state=DONE&result=REFUSED").status()).isEqualTo(403);
    assertThat(street.get(path).json().at("/acts/0/result").isNull()).isTrue();
    assertThat(street.post(path + "/reopen", key()).status()).isEqualTo(403);
    Caller stranger = Caller.of(port, people, Duty.COMMITTEE, hamlet.path + "x");
    assertThat(stranger.get(path).status()).isEqualTo(404);
    assertThat(stranger.post(path + "/reopen", key()).status()).isEqualTo(404);
  }

  @Test
  void everyChangeIsInTheTrail() {
    String path = visit();
    String visit = "visit:" + path.substring(VISITS.length() + 1);
    member.post(path + "/result", "{\"result\":\"MET\",\"key\":\"k\"}");
    member.post(path + "/reopen", key());
    member.put(
        "/api/v1/registry/doors/" + hamlet.door102 + "/occupancy", "{\"occupancy\":\"VACANT\"}");
    assertThat(entries("CHANGE", visit)).isEqualTo(2);
    assertThat(entries("CHANGE", "door:" + hamlet.door102)).isEqualTo(1);
    assertThat(entries("CREATE", "door:" + hamlet.door101)).isEqualTo(1);
  }

  private int entries(String action, String object) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from access.audit_entry where action = ? and ? = any(objects)",
            Integer.class,
            action,
            object);
    return count == null ? 0 : count;
  }

  /** The address of a new visit to door 101. */
  private String visit() {
    JsonNode asked =
        member
            .post(
                VISITS,
                "{\"doorId\":%d,\"purpose\":\"走访\",\"dueOn\":\"2099-07-15\"}"
                    .formatted(hamlet.door101))
            .json();
    assertThat(asked.at("/count").asInt()).isEqualTo(1);
    return VISITS + "/" + asked.at("/ids/0").asLong();
  }

  private String occupancy() {
    return member
        .get("/api/v1/registry/doors/" + hamlet.door101)
        .json()
        .at("/door/occupancy")
        .asString();
  }

  private static String key() {
    return "{\"key\":\"%s\"}".formatted(UUID.randomUUID());
  }

  private void lives(String name, String birth, String door, String groups) {
    String row =
        hamlet.row(
            Hamlet.number(birth, Sex.FEMALE), name, "", door, "户主," + groups + ",2020-05-01");
    Caller.Answer answer =
        Caller.of(port, people, Duty.ADMIN, "")
            .csv("/api/v1/people/import?source=v" + door, Hamlet.header() + row);
    assertThat(answer.json().at("/added").asInt()).as(answer.text()).isEqualTo(1);
  }
}
