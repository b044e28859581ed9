package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.kernel.Sex;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class RegistryApiTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;

  private Hamlet hamlet;
  private Caller admin;
  private Caller officer;

  @BeforeEach
  void settle() {
    hamlet = new Hamlet(context);
    admin = Caller.of(port, people, Duty.ADMIN, "");
    officer = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
  }

  @Test
  void aFamilyIsImportedFoundAndShownMasked() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    String phone = Hamlet.phone();
    JsonNode result =
        imported(
            "committee",
            hamlet.row(number, "沈玉珍", phone, "101", "户主,独居;党员,2020-05-01")
                + hamlet.row(
                    Hamlet.number("1948-01-02", Sex.MALE), "王建国", "", "102", "户主,,2020-05-01"));
    assertThat(result.at("/added").asInt()).isEqualTo(2);
    assertThat(result.at("/rejected").asInt()).isZero();

    JsonNode card = officer.get("/api/v1/registry/doors/" + hamlet.door101).json();
    assertThat(card.at("/residents").size()).isEqualTo(1);
    JsonNode resident = card.at("/residents/0");
    assertThat(resident.at("/name").asString()).isEqualTo("沈**");
    assertThat(resident.at("/number").asString())
        .isEqualTo(number.charAt(0) + "***************" + number.substring(16));
    assertThat(resident.at("/phone").asString())
        .isEqualTo(phone.substring(0, 3) + "****" + phone.substring(7));
    assertThat(resident.at("/groups").toString())
        .isEqualTo("[\"ELDERLY\",\"LIVING_ALONE\",\"PARTY_MEMBER\"]");
    assertThat(card.at("/stays/0/since").asString()).isEqualTo("2020-05-01");
    assertThat(card.toString()).doesNotContain("沈玉珍", number, phone, "1950");

    assertThat(found("{\"number\":\"%s\"}".formatted(number))).isEqualTo(1);
    assertThat(found("{\"phone\":\"+86 %s\"}".formatted(phone))).isEqualTo(1);
    assertThat(found("{\"name\":\"沈玉珍\"}")).isEqualTo(1);
    assertThat(found("{\"name\":\"沈玉\"}")).isZero();
    assertThat(
            officer
                .post("/api/v1/registry/persons/search", "{\"name\":\"沈玉\",\"begins\":true}")
                .status())
        .as("a mask is not lifted by asking often")
        .isEqualTo(403);
  }

  @Test
  void whoeverIsOfAnotherRegionFindsAndChangesNothing() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    imported("committee", hamlet.row(number, "沈玉珍", "", "101", "户主,,2020-05-01"));
    long id = person(number);
    Caller stranger = Caller.of(port, people, Duty.COMMITTEE, hamlet.path + "x");
    for (String path :
        new String[] {
          "quarters/" + hamlet.quarter,
          "buildings/" + hamlet.building.id(),
          "doors/" + hamlet.door101,
          "persons/" + id,
          "persons/" + id + "/provenance"
        }) {
      assertThat(stranger.get("/api/v1/registry/" + path).status()).as(path).isEqualTo(404);
      assertThat(officer.get("/api/v1/registry/" + path).status()).as(path).isEqualTo(200);
    }
    JsonNode search =
        stranger
            .post("/api/v1/registry/persons/search", "{\"number\":\"%s\"}".formatted(number))
            .json();
    assertThat(search.at("/items").size()).isZero();
    assertThat(
            stranger
                .put(
                    "/api/v1/registry/doors/" + hamlet.door101 + "/occupancy",
                    "{\"occupancy\":\"VACANT\"}")
                .status())
        .isEqualTo(404);
    assertThat(
            Caller.of(port, people, Duty.RESIDENT, hamlet.path)
                .get("/api/v1/registry/doors/" + hamlet.door101)
                .status())
        .isEqualTo(403);
  }

  @Test
  void eachDutySeesWhatThePolicyShowsIt() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    imported("committee", hamlet.row(number, "沈玉珍", "", "101", "户主,,2020-05-01"));
    String door = "/api/v1/registry/doors/" + hamlet.door101;
    String person = "/api/v1/registry/persons/" + person(number);
    assertThat(officer.get(door).at("/stays/0/address")).contains("江苏路12弄");

    Caller street = Caller.of(port, people, Duty.STREET_OFFICER, "310000");
    Caller.Answer seen = street.get(door);
    assertThat(seen.at("/residents/0/name")).isEqualTo("沈**");
    assertThat(seen.at("/stays/0/address")).isEqualTo("长宁区***");
    assertThat(street.put(door + "/occupancy", "{\"occupancy\":\"OWN\"}").status()).isEqualTo(403);

    Caller leader = Caller.of(port, people, Duty.CITY_LEADER, hamlet.path);
    JsonNode figures = leader.get("/api/v1/registry/quarters?measure=VACANT").json();
    assertThat(figures.at("/quarters/0/base").isNull()).as("a figure below ten").isTrue();
    for (Duty duty : new Duty[] {Duty.CITY_LEADER, Duty.AUDITOR, Duty.RESIDENT, Duty.ADMIN}) {
      Caller other = Caller.of(port, people, duty, hamlet.path);
      assertThat(other.get(door).status()).as(duty.name()).isEqualTo(403);
      assertThat(other.get(person).status()).as(duty.name()).isEqualTo(403);
      assertThat(other.get("/api/v1/registry/quarters/" + hamlet.quarter).status())
          .as(duty.name())
          .isEqualTo(403);
    }
  }

  @Test
  void theDatabaseItselfShowsNobodyOfAnotherRegion() {
    imported("committee", hamlet.row("", "沈玉珍", Hamlet.phone(), "101", "户主,,2020-05-01"));
    for (String table :
        new String[] {
          "quarter", "building", "door", "person", "household", "residence", "statement"
        }) {
      assertThat(rows(table, hamlet.path)).as(table).isPositive();
      assertThat(rows(table, hamlet.path + "x")).as(table).isZero();
    }
  }

  private long rows(String table, String readersPath) {
    return Acting.as(
        new Person(1, "someone", "某人", "Somebody", Set.of(Duty.COMMITTEE), "", "", readersPath),
        () -> jdbc.queryForObject("select count(*) from registry." + table, Long.class));
  }

  @Test
  void identifiersAreInNoColumnInTheClear() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    String phone = Hamlet.phone();
    imported("committee", hamlet.row(number, "沈玉珍", phone, "101", "户主,,2020-05-01"));
    for (String table : new String[] {"person", "statement", "residence", "import_reject"}) {
      assertThat(
              jdbc.queryForObject(
                  "select count(*) from registry."
                      + table
                      + " t where t::text like ? or t::text like ?",
                  Long.class,
                  "%" + number + "%",
                  "%" + phone + "%"))
          .as(table)
          .isZero();
    }
  }

  @Test
  void badRowsAreToldAndTheOthersKept() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    String wrong = number.substring(0, 17) + (number.endsWith("0") ? "1" : "0");
    JsonNode result =
        imported(
            "committee",
            hamlet.row(wrong, "沈玉珍", "", "101", ",,")
                + hamlet.row(number, "", "", "101", ",,")
                + hamlet.row(number, "沈玉珍", "12345", "101", ",,")
                + hamlet.row(number, "沈玉珍", "", "909", ",,")
                + hamlet.row(number, "沈玉珍", "", "101", "邻居,,")
                + hamlet.row(number, "沈玉珍", "", "101", "户主,神仙,")
                + hamlet.row(number, "沈玉珍", "", "101", "户主,,2999-01-01")
                + hamlet.row(number, "沈玉珍", "", "101", "户主,,2020-05-01"));
    assertThat(result.at("/rows").asInt()).isEqualTo(8);
    assertThat(result.at("/added").asInt()).isEqualTo(1);
    assertThat(result.at("/rejects").findValuesAsString("field"))
        .containsExactly("number", "name", "phone", "door", "relation", "groups", "at");
    assertThat(result.at("/rejects").toString()).doesNotContain(wrong);
    Caller.Answer csv =
        admin.get("/api/v1/registry/imports/" + result.at("/run").asLong() + "/rejects.csv");
    assertThat(csv.text().lines()).hasSize(8);
  }

  @Test
  void theSameFileAgainChangesNothingAndTheSameNumberIsOnePerson() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    String row = hamlet.row(number, "沈玉珍", "", "101", "户主,,2020-05-01");
    imported("committee", row);
    assertThat(imported("committee", row).at("/repeated").asInt()).isEqualTo(1);
    JsonNode moved = imported("committee", hamlet.row(number, "沈玉珍", "", "102", "户主,,2024-05-01"));
    assertThat(moved.at("/joined").asInt()).isEqualTo(1);

    JsonNode page = officer.get("/api/v1/registry/persons/" + person(number)).json();
    assertThat(page.at("/person/doorId").asLong()).isEqualTo(hamlet.door102);
    assertThat(page.at("/stays").findValuesAsString("since"))
        .containsExactly("2024-05-01", "2020-05-01");
    assertThat(page.at("/stays/1/until").asString()).isEqualTo("2024-05-01");
    JsonNode before = officer.get("/api/v1/registry/doors/" + hamlet.door101).json();
    assertThat(before.at("/residents").size()).isZero();
    assertThat(before.at("/stays").size()).isEqualTo(1);
  }

  @Test
  void mergingIsUndoneByTakingTheDecisionBack() {
    String number = Hamlet.number("1950-03-07", Sex.FEMALE);
    imported(
        "committee",
        hamlet.row(number, "沈玉珍", "", "101", "户主,,2020-05-01")
            + hamlet.row("", "沈玉贞", "", "102", "户主,,2021-05-01"));
    long first = person(number);
    long second =
        officer
            .get("/api/v1/registry/doors/" + hamlet.door102)
            .json()
            .at("/residents/0/id")
            .asLong();
    JsonNode decision =
        officer
            .post(
                "/api/v1/registry/persons/" + first + "/merge",
                "{\"other\":%d,\"reason\":\"同一人\"}".formatted(second))
            .json();
    assertThat(decision.at("/same").asBoolean()).isTrue();
    long older = Math.min(first, second); // whose id the merged person keeps
    long younger = Math.max(first, second);
    assertThat(officer.get("/api/v1/registry/persons/" + younger).status()).isEqualTo(404);
    assertThat(
            officer
                .get("/api/v1/registry/persons/" + older + "/provenance")
                .json()
                .at("/statements")
                .size())
        .isEqualTo(2);

    assertThat(officer.delete("/api/v1/registry/decisions/" + decision.at("/id").asLong()).status())
        .isEqualTo(200);
    assertThat(
            officer.get("/api/v1/registry/persons/" + second).json().at("/person/doorId").asLong())
        .isEqualTo(hamlet.door102);
    assertThat(
            officer.get("/api/v1/registry/persons/" + first).json().at("/person/doorId").asLong())
        .isEqualTo(hamlet.door101);
    assertThat(officer.delete("/api/v1/registry/decisions/" + decision.at("/id").asLong()).status())
        .isEqualTo(409);
  }

  @Test
  void aDoubtfulMatchWaitsUntilSomebodyDecides() {
    String phone = Hamlet.phone();
    imported("committee", hamlet.row("", "沈玉珍", phone, "101", "户主,,2020-05-01"));
    JsonNode result = imported("employer", hamlet.row("", "沈玉珍", phone, "102", ",,2021-05-01"));
    assertThat(result.at("/doubtful").asInt()).isEqualTo(1);
    JsonNode queue = officer.get("/api/v1/registry/doubts").json();
    assertThat(queue.at("/total").asInt()).isEqualTo(1);
    JsonNode pair = queue.at("/items/0/pair");
    assertThat(pair.at("/reasons").asString()).contains("+NAME", "+PHONE", "-DOOR");

    Caller.Answer compared =
        officer.get(
            "/api/v1/registry/doubts/%d/%d"
                .formatted(
                    pair.at("/firstStatement").asLong(), pair.at("/secondStatement").asLong()));
    assertThat(compared.at("/first/person/name")).isEqualTo("沈**");
    assertThat(compared.at("/second/kind")).isEqualTo("COMMUNITY_CHECK");
    assertThat(lines(compared.json()))
        .contains("NAME true 9.0", "PHONE true 17.0", "DOOR false -1.0", "BIRTH null null");
    assertThat(compared.text()).doesNotContain("沈玉珍", phone);
    assertThat(officer.get("/api/v1/registry/doubts/1/2").status()).isEqualTo(404);

    String decision =
        "{\"first\":%d,\"second\":%d,\"same\":%%s,\"reason\":\"上门核实\"}"
            .formatted(pair.at("/firstStatement").asLong(), pair.at("/secondStatement").asLong());
    assertThat(officer.post("/api/v1/registry/decisions", decision.formatted("true")).status())
        .isEqualTo(200);
    assertThat(officer.get("/api/v1/registry/doubts").json().at("/total").asInt()).isZero();
    assertThat(found("{\"phone\":\"%s\"}".formatted(phone))).isEqualTo(1);

    officer.post("/api/v1/registry/decisions", decision.formatted("false"));
    assertThat(found("{\"phone\":\"%s\"}".formatted(phone))).isEqualTo(2);
    assertThat(officer.get("/api/v1/registry/doubts").json().at("/total").asInt()).isZero();
  }

  private static List<String> lines(JsonNode comparison) {
    return comparison
        .at("/lines")
        .valueStream()
        .map(l -> l.at("/field").asString() + " " + l.at("/agree") + " " + l.at("/bits"))
        .toList();
  }

  private JsonNode imported(String source, String rows) {
    Caller.Answer answer =
        admin.csv("/api/v1/people/import?source=" + source, Hamlet.header() + rows);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private int found(String wanted) {
    return officer.post("/api/v1/registry/persons/search", wanted).json().at("/items").size();
  }

  private long person(String number) {
    return officer
        .post("/api/v1/registry/persons/search", "{\"number\":\"%s\"}".formatted(number))
        .json()
        .at("/items/0/id")
        .asLong();
  }
}
