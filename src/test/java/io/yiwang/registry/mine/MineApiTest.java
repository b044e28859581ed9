package io.yiwang.registry.mine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller;
import io.yiwang.registry.Hamlet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@PlatformTest
class MineApiTest {
  private static final String CLAIM = "/api/v1/mine/claim";
  private static final String CLAIMS = "/api/v1/registry/claims";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;

  private Hamlet hamlet;
  private Caller admin;
  private Caller committee;
  private Caller resident;
  private String number = "";
  private String phone = "";

  @BeforeEach
  void settle() {
    hamlet = new Hamlet(context);
    admin = Caller.of(port, people, Duty.ADMIN, "");
    committee = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    resident = Caller.of(port, people, Duty.RESIDENT, hamlet.path);
    number = Hamlet.number("1990-03-07", Sex.FEMALE);
    phone = Hamlet.phone();
    comes("one", hamlet.row(number, "王芳", phone, "101", "户主,志愿者,2020-05-01"));
    comes(
        "two",
        hamlet.row(Hamlet.number("1988-01-02", Sex.MALE), "李强", "", "101", "配偶,,2020-05-01"));
  }

  private void comes(String source, String row) {
    Caller.Answer answer =
        admin.csv("/api/v1/people/import?source=" + source, Hamlet.header() + row);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private String claiming(String name) {
    return "{\"number\":\"%s\",\"name\":\"%s\",\"phone\":\"%s\"}".formatted(number, name, phone);
  }

  private long waiting() {
    return committee.get(CLAIMS).json().at("/items/0/id").asLong();
  }

  private void confirmed() {
    String code = resident.post(CLAIM, claiming("王芳")).at("/code");
    Caller.Answer answer =
        committee.post(CLAIMS + "/" + waiting() + "/confirm", "{\"code\":\"%s\"}".formatted(code));
    assertThat(answer.at("/state")).as(answer.text()).isEqualTo("CONFIRMED");
  }

  @Test
  void knowingTheNumbersOpensNothingUntilTheCommitteeHasSeenThePerson() {
    assertThat(resident.get("/api/v1/mine").json().at("/claim").isNull()).isTrue();
    Caller.Answer claim = resident.post(CLAIM, claiming("王芳"));
    assertThat(claim.status()).isEqualTo(201);
    assertThat(resident.get("/api/v1/mine").json().at("/record").isNull()).isTrue();
    JsonNode row = committee.get(CLAIMS).json().at("/items/0");
    assertThat(row.at("/person/name").asString()).isEqualTo("王*");
    assertThat(row.toString()).doesNotContain(claim.at("/code"), number);
    String path = CLAIMS + "/" + row.at("/id").asLong();
    assertThat(committee.post(path + "/confirm", "{\"code\":\"00000000\"}").status())
        .isEqualTo(400);
    assertThat(
            Caller.of(port, people, Duty.COMMITTEE, "310000.elsewhere")
                .post(path + "/confirm", "{\"code\":\"%s\"}".formatted(claim.at("/code")))
                .status())
        .isEqualTo(404);
    committee.post(path + "/confirm", "{\"code\":\"%s\"}".formatted(claim.at("/code")));
    JsonNode record = resident.get("/api/v1/mine").json().at("/record");
    assertThat(record.at("/name").asString()).isEqualTo("王芳");
    assertThat(record.at("/number").asString()).isEqualTo(number);
    assertThat(record.at("/home/door").asString()).isEqualTo("1-101");
    assertThat(record.at("/home/residents").asInt()).isEqualTo(2);
    assertThat(record.at("/stays/0/since").asString()).isEqualTo("2020-05-01");
    assertThat(record.at("/groups").toString()).isEqualTo("[\"VOLUNTEER\"]");
    assertThat(record.at("/origins").findValuesAsString("field")).contains("NAME", "NUMBER");
    assertThat(record.toString()).doesNotContain("李强");
    assertThat(resident.get("/api/v1/registry/doors/" + hamlet.door101).status()).isEqualTo(403);
  }

  @Test
  void aClaimAboutNobodyLooksLikeAnyOther() {
    JsonNode known = resident.post(CLAIM, claiming("王芳")).json();
    Caller stranger = Caller.of(port, people, Duty.RESIDENT, hamlet.path);
    JsonNode unknown = stranger.post(CLAIM, claiming("王方")).json();
    assertThat(List.copyOf(unknown.propertyNames())).isEqualTo(List.copyOf(known.propertyNames()));
    assertThat(unknown.at("/state").asString()).isEqualTo("PENDING");
    assertThat(committee.get(CLAIMS).json().at("/items").size()).isEqualTo(1);
    committee.post(CLAIMS + "/" + waiting() + "/refuse", "{\"reason\":\"没有来\"}");
    assertThat(resident.get("/api/v1/mine").at("/claim/state")).isEqualTo("PENDING");
    assertThat(resident.get("/api/v1/mine").json().at("/claim/reason").isNull()).isTrue();
  }

  @Test
  void whoGuessesIsStopped() {
    String code = resident.post(CLAIM, claiming("王芳")).at("/code");
    String confirm = CLAIMS + "/" + waiting() + "/confirm";
    for (int i = 0; i < 5; i++) {
      assertThat(committee.post(confirm, "{\"code\":\"1\"}").status()).isEqualTo(400);
    }
    assertThat(committee.post(confirm, "{\"code\":\"%s\"}".formatted(code)).status())
        .isEqualTo(409);
    assertThat(resident.post(CLAIM, claiming("王芳")).status()).isEqualTo(409);
    for (int i = 0; i < 2; i++) {
      assertThat(resident.delete(CLAIM).status()).isEqualTo(204);
      assertThat(resident.post(CLAIM, claiming("王芳")).status()).isEqualTo(201);
    }
    resident.delete(CLAIM);
    Caller.Answer tooMany = resident.post(CLAIM, claiming("王芳"));
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.at("/type")).endsWith("too-many-claims");
  }

  @Test
  void theResidentSeesWhoLookedAndNotTheirOwnLooks() {
    confirmed();
    committee.get("/api/v1/registry/doors/" + hamlet.door101);
    resident.get("/api/v1/mine");
    JsonNode looks = resident.get("/api/v1/mine/looks").json().at("/items");
    assertThat(looks.findValuesAsString("duty")).contains("COMMITTEE").doesNotContain("RESIDENT");
    assertThat(looks.at("/0/dataClass").asString()).isEqualTo("person.identity");
    JsonNode first = resident.get("/api/v1/mine/looks?size=1").json();
    assertThat(first.at("/more").asBoolean()).isTrue();
    long position = first.at("/items/0/position").asLong();
    assertThat(
            resident
                .get("/api/v1/mine/looks?size=1&before=" + position)
                .json()
                .at("/items/0/position")
                .asLong())
        .isLessThan(position);
    String csv = resident.get("/api/v1/mine/looks.csv").text();
    assertThat(csv).contains("VIEW,person.identity,COMMITTEE").doesNotContain("某人");
    Caller stranger = Caller.of(port, people, Duty.RESIDENT, hamlet.path);
    assertThat(stranger.get("/api/v1/mine/looks").json().at("/items").size()).isZero();
  }

  @Test
  void looksAtARecordThatWasJoinedCountToo() {
    confirmed();
    String other = Hamlet.number("1990-03-08", Sex.FEMALE);
    comes("three", hamlet.row(other, "王芳芳", "", "102", "户主,,2021-05-01"));
    long second = personAt(hamlet.door102);
    long first = personAt(hamlet.door101);
    Caller.Answer merged =
        committee.post(
            "/api/v1/registry/persons/" + first + "/merge",
            "{\"other\":%d,\"reason\":\"同一人\"}".formatted(second));
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    JsonNode looks = resident.get("/api/v1/mine/looks?size=200").json().at("/items");
    assertThat(looks.findValuesAsString("action")).contains("MERGE");
    assertThat(looks.findValuesAsString("action").stream().filter("VIEW"::equals).count())
        .as("also the look at the door of the absorbed one")
        .isGreaterThanOrEqualTo(2);
  }

  private long personAt(long door) {
    JsonNode residents = committee.get("/api/v1/registry/doors/" + door).json().at("/residents");
    return residents
        .valueStream()
        .filter(p -> p.at("/name").asString().startsWith("王"))
        .findFirst()
        .orElseThrow()
        .at("/id")
        .asLong();
  }

  @Test
  void consentIsGivenAndWithdrawnOnOnesOwnPage() {
    String offers = "/api/v1/mine/consents/policy-offers";
    assertThat(resident.put(offers, "{}").status()).isEqualTo(404);
    confirmed();
    assertThat(given(resident.put(offers, "{}").json())).isTrue();
    assertThat(given(resident.get("/api/v1/mine/consents").json())).isTrue();
    assertThat(given(resident.delete(offers).json())).isFalse();
    assertThat(resident.put("/api/v1/mine/consents/shoes", "{}").status()).isEqualTo(400);
  }

  private static boolean given(JsonNode all) {
    return all.valueStream()
        .filter(c -> c.at("/code").asString().equals("policy-offers"))
        .findFirst()
        .orElseThrow()
        .at("/given")
        .asBoolean();
  }

  @Test
  void aCorrectionChangesNothingUntilTheCommitteeAgrees() {
    confirmed();
    String right = Hamlet.phone();
    String corrections = "/api/v1/mine/corrections";
    Caller.Answer bad = resident.post(corrections, "{\"field\":\"PHONE\",\"value\":\"1540000\"}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.text()).doesNotContain("1540000");
    resident.post(
        corrections, "{\"field\":\"PHONE\",\"value\":\"%s\",\"reason\":\"换号\"}".formatted(right));
    resident.post(corrections, "{\"field\":\"NAME\",\"value\":\"王方\"}");
    assertThat(resident.get("/api/v1/mine").at("/record/phone")).isEqualTo(phone);
    JsonNode waiting = committee.get("/api/v1/registry/corrections").json().at("/items");
    assertThat(waiting.size()).isEqualTo(2);
    String path = "/api/v1/registry/corrections/";
    long first = waiting.at("/0/correction/id").asLong();
    long second = waiting.at("/1/correction/id").asLong();
    Caller.Answer done = committee.post(path + first + "/confirm", "{}");
    assertThat(done.status()).as(done.text()).isEqualTo(204);
    assertThat(committee.post(path + first + "/confirm", "{}").status()).isEqualTo(409);
    committee.post(path + second + "/refuse", "{\"reason\":\"与证件不符\"}");
    JsonNode mine = resident.get("/api/v1/mine").json();
    assertThat(mine.at("/record/phone").asString()).isEqualTo(right);
    assertThat(mine.at("/record/name").asString()).isEqualTo("王芳");
    assertThat(mine.at("/record/home/door").asString()).isEqualTo("1-101");
    assertThat(mine.at("/corrections/0/answer").asString()).isEqualTo("与证件不符");
    assertThat(mine.at("/corrections/1/state").asString()).isEqualTo("CONFIRMED");
  }

  @Test
  void whatWasConfirmedCanBeCutOff() {
    confirmed();
    assertThat(resident.delete(CLAIM).status()).isEqualTo(204);
    assertThat(resident.get("/api/v1/mine").json().at("/record").isNull()).isTrue();
    assertThat(resident.get("/api/v1/mine/looks").json().at("/items").size()).isZero();
    assertThat(committee.get("/api/v1/mine").status()).isEqualTo(403);
  }
}
