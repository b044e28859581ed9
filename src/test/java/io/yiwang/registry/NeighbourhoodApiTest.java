package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.people.Tallies;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class NeighbourhoodApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Regions regions;
  @Autowired Tallies tallies;
  @Autowired ApplicationContext context;

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
  void thoseWhoLiveInABuildingAreListedMaskedPageByPage() {
    people(4, "101", "返沪人员");
    people(3, "201", "");
    long building =
        officer
            .get("/api/v1/registry/quarters/" + hamlet.quarter)
            .json()
            .at("/buildings/0/id")
            .asLong();
    String list = "/api/v1/registry/buildings/" + building + "/persons";
    JsonNode first = officer.get(list + "?size=5").json();
    assertThat(first.at("/more").asBoolean()).isTrue();
    assertThat(first.at("/items").findValuesAsString("door"))
        .containsExactly("101", "101", "101", "101", "201");
    assertThat(first.at("/items/0/person/number").asString()).contains("*");
    JsonNode second = officer.get(list + "?size=5&page=1").json();
    assertThat(second.at("/items").size()).isEqualTo(2);
    assertThat(second.at("/more").asBoolean()).isFalse();
    assertThat(officer.get(list + "?group=RETURNEE").json().at("/items").size()).isEqualTo(4);
    assertThat(officer.get(list + "?group=NOBODY").status()).isEqualTo(400);
    assertThat(officer.get(list + "?size=101").status()).isEqualTo(400);
    Caller elsewhere = Caller.of(port, people, Duty.COMMITTEE, hamlet.path + ".x");
    assertThat(elsewhere.get(list).status()).isEqualTo(404);
  }

  @Test
  void aQuarterIsCountedAsSoonAsItChanges() {
    people(4, "101", "返沪人员");
    people(3, "201", "");
    JsonNode map = officer.get("/api/v1/registry/quarters?measure=RETURNEE").json();
    assertThat(map.at("/measure/nameZh").asString()).isEqualTo("返沪人员");
    JsonNode quarter = map.at("/quarters/0");
    assertThat(quarter.at("/id").asLong()).isEqualTo(hamlet.quarter);
    assertThat(quarter.at("/base").asInt()).isEqualTo(7);
    assertThat(quarter.at("/count").asInt()).isEqualTo(4);
    assertThat(quarter.at("/share").asDouble()).isEqualTo(4 / 7.0);

    JsonNode page =
        officer.get("/api/v1/registry/quarters/" + hamlet.quarter + "?measure=RETURNEE").json();
    assertThat(page.at("/buildings").findValuesAsString("name")).containsExactly("1号楼", "2号楼");
    assertThat(page.at("/buildings/0/count").asInt()).isEqualTo(4);
    assertThat(page.at("/buildings/0/residents").asInt()).isEqualTo(7);
    assertThat(page.at("/counts/DOORS").asInt()).isEqualTo(6);
  }

  @Test
  void aSmallCountIsNotToldToWhoeverMayNotOpenTheDoors() {
    people(9, "101", "残疾人");
    people(12, "201", "党员");
    Caller leader = Caller.of(port, people, Duty.CITY_LEADER, hamlet.path);
    JsonNode disabled = quarter(leader, "DISABLED");
    assertThat(disabled.at("/suppressed").asBoolean()).isTrue();
    assertThat(disabled.at("/count").isNull()).isTrue();
    assertThat(disabled.at("/share").isNull()).isTrue();
    assertThat(disabled.at("/base").asInt()).isEqualTo(21);
    assertThat(quarter(leader, "PARTY_MEMBER").at("/count").isNull())
        .as("12 of 21 would tell of the 9 others")
        .isTrue();
    assertThat(quarter(leader, "VOLUNTEER").at("/count").asInt()).isZero();
    assertThat(quarter(officer, "DISABLED").at("/count").asInt()).isEqualTo(9);
    assertThat(officer.get("/api/v1/registry/quarters?measure=SHOES").status()).isEqualTo(400);
  }

  @Test
  void aQuarterOfFewTellsNothing() {
    people(4, "101", "党员");
    Caller leader = Caller.of(port, people, Duty.CITY_LEADER, hamlet.path);
    for (String measure : List.of("PARTY_MEMBER", "RESIDENTS", "ELDERLY")) {
      JsonNode quarter = quarter(leader, measure);
      assertThat(quarter.at("/suppressed").asBoolean()).as(measure).isTrue();
      assertThat(quarter.at("/share").isNull()).as(measure).isTrue();
    }
    assertThat(quarter(leader, "PARTY_MEMBER").at("/base").isNull()).isTrue();
  }

  private static JsonNode quarter(Caller caller, String measure) {
    return caller.get("/api/v1/registry/quarters?measure=" + measure).json().at("/quarters/0");
  }

  @Test
  void countingAgainGivesTheSame() {
    people(4, "101", "党员");
    officer.put(
        "/api/v1/registry/doors/" + hamlet.door101 + "/occupancy", "{\"occupancy\":\"OWN\"}");
    String before = counts();
    tallies.count(List.of(hamlet.quarter));
    assertThat(counts()).isEqualTo(before).contains("\"PARTY_MEMBER\":4", "\"OWN\":1");
  }

  @Test
  void aBuildingIsOnePictureOfFloorsAndDoors() {
    people(2, "101", "志愿者");
    officer.put(
        "/api/v1/registry/doors/" + hamlet.door102 + "/occupancy", "{\"occupancy\":\"VACANT\"}");
    JsonNode picture = officer.get("/api/v1/registry/buildings/" + hamlet.building.id()).json();
    assertThat(picture.at("/floors").toString()).isEqualTo("[3,2,1]");
    assertThat(picture.at("/entrances").toString()).isEqualTo("[1]");
    assertThat(picture.at("/doors").findValuesAsString("label"))
        .containsExactly("101", "102", "201", "202", "301", "302");
    assertThat(picture.at("/doors/0/residents").asInt()).isEqualTo(2);
    assertThat(picture.at("/doors/0/groups").toString()).isEqualTo("[\"VOLUNTEER\"]");
    assertThat(picture.at("/doors/1/occupancy").asString()).isEqualTo("VACANT");
  }

  @Test
  void aWholeQuarterIsDrawnFromOneAnswer() {
    people(2, "101", "志愿者");
    JsonNode pictures =
        officer.get("/api/v1/registry/quarters/" + hamlet.quarter + "/pictures").json();
    assertThat(pictures.findValuesAsString("name")).containsExactly("1号楼", "2号楼");
    assertThat(pictures.at("/0"))
        .isEqualTo(officer.get("/api/v1/registry/buildings/" + hamlet.building.id()).json());
    assertThat(pictures.at("/1/doors").size()).isZero();
    Caller elsewhere = Caller.of(port, people, Duty.COMMITTEE, "310000.elsewhere");
    assertThat(elsewhere.get("/api/v1/registry/quarters/" + hamlet.quarter + "/pictures").status())
        .isEqualTo(404);
  }

  @Test
  void aDistrictOfficerSeesFiguresOfAQuarterAndNoDoor() {
    people(20, "101", "返沪人员");
    people(20, "201", "");
    people(2, "202", "残疾人");
    Caller district = Caller.of(port, people, Duty.DISTRICT_OFFICER, hamlet.path);
    String path = "/api/v1/registry/quarters/" + hamlet.quarter;
    JsonNode figures = district.get(path + "/figures").json().at("/figures");
    assertThat(figure(figures, "RETURNEE").at("/count").asInt()).isEqualTo(20);
    assertThat(figure(figures, "RETURNEE").at("/base").asInt()).isEqualTo(42);
    assertThat(figure(figures, "DISABLED").at("/suppressed").asBoolean()).isTrue();
    assertThat(figure(figures, "DISABLED").at("/count").isNull()).isTrue();
    assertThat(district.get(path).status()).isEqualTo(403);
    assertThat(district.get(path + "/pictures").status()).isEqualTo(403);
    assertThat(district.get("/api/v1/registry/doors/" + hamlet.door101).status()).isEqualTo(403);
    Caller elsewhere = Caller.of(port, people, Duty.DISTRICT_OFFICER, "310000.elsewhere");
    assertThat(elsewhere.get(path + "/figures").status()).isEqualTo(404);
  }

  @Test
  void aDoorTellsWhoLivedThereByMaskedName() {
    people(1, "101", "");
    JsonNode card = officer.get("/api/v1/registry/doors/" + hamlet.door101).json();
    assertThat(card.at("/stays/0/name").asString())
        .isEqualTo(card.at("/residents/0/name").asString())
        .startsWith("王*");
  }

  private static JsonNode figure(JsonNode figures, String measure) {
    return figures
        .valueStream()
        .filter(f -> f.at("/measure/code").asString().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void familyLinksAreSeenFromBothSides() {
    people(2, "101", "");
    JsonNode residents =
        officer.get("/api/v1/registry/doors/" + hamlet.door101).json().at("/residents");
    long mother = residents.at("/0/id").asLong();
    long child = residents.at("/1/id").asLong();
    String path = "/api/v1/registry/persons/";
    assertThat(officer.put(path + mother + "/family/" + child, "{\"kind\":\"CHILD\"}").status())
        .isEqualTo(204);
    assertThat(officer.get(path + mother).at("/family/0/kind")).isEqualTo("CHILD");
    assertThat(officer.get(path + child).at("/family/0/kind")).isEqualTo("PARENT");
    assertThat(officer.get(path + child).json().at("/family/0/person/id").asLong())
        .isEqualTo(mother);
    assertThat(officer.delete(path + child + "/family/" + mother).status()).isEqualTo(204);
    assertThat(officer.get(path + mother).json().at("/family").size()).isZero();
  }

  @Test
  void housesComeFromAFileWithReasonsForBadRows() {
    String region = regions.root().code();
    String quarter = "新村" + UUID.randomUUID();
    String csv =
        "居委代码,小区,地址,楼栋,单元,室号,房屋状态\n"
            + "%1$s,%2$s,长宁区江苏路1弄,1号楼,1,101,自住\n"
            + "%1$s,%2$s,长宁区江苏路1弄,1号楼,1,1802,出租\n"
            + "%1$s,%2$s,长宁区江苏路1弄,1号楼,0,1803,出租\n"
            + "999,%2$s,,1号楼,1,102,自住\n"
            + "%1$s,%2$s,,1号楼,1,103,闹鬼\n"
            + "%1$s,%2$s,,,1,104,\n";
    JsonNode result = admin.csv("/api/v1/houses/import", csv.formatted(region, quarter)).json();
    assertThat(result.at("/added").asInt()).isEqualTo(2);
    assertThat(result.at("/rejects").findValuesAsString("field"))
        .containsExactly("entrance", "region", "occupancy", "building");
    JsonNode map = admin.get("/api/v1/registry/quarters?measure=RENT").json();
    JsonNode mine =
        map.at("/quarters")
            .valueStream()
            .filter(q -> q.at("/name").asString().equals(quarter))
            .findFirst()
            .orElseThrow();
    Caller everywhere = Caller.of(port, people, Duty.COMMITTEE, "");
    JsonNode page = everywhere.get("/api/v1/registry/quarters/" + mine.at("/id").asLong()).json();
    assertThat(page.at("/counts/DOORS").asInt()).isEqualTo(2);
    assertThat(page.at("/buildings/0/floors").asInt()).isEqualTo(18);
  }

  @Test
  void enterprisesComeFromAFileAndAreKnownByTheirCode() {
    String csv =
        "统一社会信用代码,企业名称,区划代码,地址,行业门类,法定代表人,联系电话\n"
            + "91350100M000100Y43,上海试验贸易有限公司,%1$s,江苏路1号,F,王建国,15400000001\n"
            + "91350100M000100Y44,上海试验贸易有限公司,%1$s,江苏路1号,F,王建国,\n";
    String text = csv.formatted(regions.root().code());
    JsonNode result = admin.csv("/api/v1/enterprises/import", text).json();
    assertThat(result.at("/rejects/0/field").asString()).isEqualTo("credit_code");
    assertThat(admin.csv("/api/v1/enterprises/import", text).json().at("/repeated").asInt())
        .isEqualTo(1);
    JsonNode found =
        admin.get("/api/v1/registry/enterprises?code=91350100M000100Y43").json().at("/items/0");
    assertThat(found.at("/legalPerson").asString()).isEqualTo("王**");
    assertThat(found.at("/phone").asString()).isEqualTo("154****0001");
    assertThat(admin.get("/api/v1/registry/enterprises?code=1").status()).isEqualTo(400);
  }

  private String counts() {
    JsonNode page = officer.get("/api/v1/registry/quarters/" + hamlet.quarter).json();
    return JSON.writeValueAsString(
        new java.util.TreeMap<>(JSON.treeToValue(page.at("/counts"), Map.class)));
  }

  private void people(int count, String door, String groups) {
    StringBuilder rows = new StringBuilder(Hamlet.header());
    for (int i = 0; i < count; i++) {
      rows.append(
          hamlet.row(
              Hamlet.number("1990-03-07", Sex.FEMALE),
              "王芳芳芳".substring(0, 2) + (char) ('一' + i),
              "",
              door,
              "其他," + groups + ",2020-05-01"));
    }
    Caller.Answer answer = admin.csv("/api/v1/people/import?source=t" + door, rows.toString());
    assertThat(answer.json().at("/added").asInt()).as(answer.text()).isEqualTo(count);
  }
}
