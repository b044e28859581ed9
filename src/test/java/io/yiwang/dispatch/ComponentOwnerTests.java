package io.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report that names a component goes to whoever answers for it, through the whole platform: the
 * intake, correlation, the case and dispatch.
 */
@PlatformTest
class ComponentOwnerTests {
  private static final GeoPoint PLACE = new GeoPoint(31.011, 121.951);

  @LocalServerPort int port;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;
  @Autowired Units units;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired Keepers keepers;
  @Autowired ComponentWriter writer;
  @Autowired Responsibilities responsibilities;
  @Autowired DutyBoard board;
  @Autowired JdbcTemplate jdbc;
  @Autowired JsonMapper json;

  private final String run = "own" + UUID.randomUUID().toString().substring(0, 8);
  private String matterClass = "";
  private Caller officer;

  @BeforeEach
  void aCityWithTwoUnits() {
    matterClass =
        catalogue.list().stream()
            .filter(c -> c.autoFile() && !c.kind().equals("component"))
            .map(MatterClass::code)
            .findFirst()
            .orElseThrow();
    String city = regions.root().code();
    units.putAll(
        List.of(
            new Unit(run + "LAMPS", "路灯所", "Lamps", UnitKind.DEPARTMENT, city, null),
            new Unit(run + "ROADS", "道路所", "Roads", UnitKind.DEPARTMENT, city, null)));
    board.forget();
    officer =
        Caller.person(
            port, people, people.hash("s"), "s", Duty.CITY_OFFICER, "", regions.root().path());
  }

  @Test
  void goesToTheUnitOfTheOwnerAndSaysWhoseItIs() {
    long lamp = lamp("灯杆 7", PLACE, keeper("OWNER", run + "LAMPS"), null);
    long caseId = report(lamp, PLACE);

    JsonNode page = json.readTree(officer.get("/api/v1/cases/" + caseId).body());
    assertThat(page.at("/summary/unitCode").asString()).isEqualTo(run + "LAMPS");
    assertThat(page.at("/summary/componentId").asString()).isEqualTo(ComponentId.text(lamp));
    JsonNode why = page.at("/explanation/unit");
    assertThat(why.path("ground").asString()).isEqualTo("OWNER");
    assertThat(why.at("/component/nameZh").asString()).isEqualTo("OWNER " + run);
    assertThat(why.at("/component/as").asString()).isEqualTo("OWNER");
    assertThat(why.at("/component/componentName").asString()).isEqualTo("灯杆 7");
    assertThat(page.at("/component/name").asString()).isEqualTo("灯杆 7");
    assertThat(page.at("/component/keeperZh").asString()).isEqualTo("OWNER " + run);

    JsonNode matters = matters(officer, lamp);
    assertThat(matters.at("/open/0/caseId").asLong()).isEqualTo(caseId);
    assertThat(matters.at("/open/0/unitCode").asString()).isEqualTo(run + "LAMPS");
    assertThat(matters.at("/sensors/0/source").asString()).isEqualTo(run + "-feed");
    assertThat(matters.path("closed").asInt()).isZero();
    Caller stranger =
        Caller.person(port, people, people.hash("s"), "s", Duty.STREET_OFFICER, "", "elsewhere");
    assertThat(matters(stranger, lamp).path("open").isEmpty()).isTrue();
    assertThat(matters(stranger, lamp).path("sensors").isEmpty()).isTrue();

    jdbc.update("update cases.case_file set stage = 5, next_alarm_at = null where id = ?", caseId);
    assertThat(matters(officer, lamp).path("closed").asInt()).isEqualTo(1);
    assertThat(matters(officer, lamp).path("open").isEmpty()).isTrue();
  }

  @Test
  void asksTheManagerWhenTheOwnerIsNoUnitOfTheCity() {
    GeoPoint place = new GeoPoint(31.021, 121.951);
    long lamp = lamp("灯杆 8", place, keeper("FOREIGN", null), keeper("BUREAU", run + "ROADS"));
    long caseId = report(lamp, place);

    JsonNode page = json.readTree(officer.get("/api/v1/cases/" + caseId).body());
    assertThat(page.at("/summary/unitCode").asString()).isEqualTo(run + "ROADS");
    assertThat(page.at("/explanation/unit/component/as").asString()).isEqualTo("MANAGER");
  }

  @Test
  void aRowOfTheMatrixThatNamesTheOwnerGoesBeforeTheOwnerItself() {
    GeoPoint place = new GeoPoint(31.031, 121.951);
    responsibilities.putAll(
        List.of(
            new Responsibility(
                0,
                matterClass,
                regions.root().code(),
                run + "LAMPS",
                run + "ROADS",
                LocalDate.of(2026, 1, 1),
                null)));
    long lamp = lamp("灯杆 9", place, keeper("OWNER", run + "LAMPS"), null);
    long caseId = report(lamp, place);

    JsonNode page = json.readTree(officer.get("/api/v1/cases/" + caseId).body());
    assertThat(page.at("/summary/unitCode").asString()).isEqualTo(run + "ROADS");
    assertThat(page.at("/explanation/unit/ground").asString()).isEqualTo("OWNER");
    assertThat(page.at("/explanation/unit/owner").asString()).isEqualTo(run + "LAMPS");
  }

  private Integer keeper(String name, @Nullable String unit) {
    return keepers.put(run + name, name + " " + run, name, unit).id();
  }

  private long lamp(String name, GeoPoint at, @Nullable Integer owner, @Nullable Integer manager) {
    long id = writer.nextIds(990000, 1037, 1).getFirst();
    Component lamp = Component.point(id, name, at).withKeepers(manager, owner, null);
    writer.change(
        List.of(ComponentChange.put(lamp, Instant.parse("2026-01-01T00:00:00Z"))),
        new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "lamps"));
    return id;
  }

  /** Reports a matter on the component as a sensor would; its case once it has been sent. */
  private long report(long component, GeoPoint at) {
    Caller feed = Caller.program(port, keys.issue(run + "-feed", "SENSOR", Set.of("observe")));
    String row =
        """
        [{"key": "%s", "class": "%s", "lat": %s, "lng": %s, "observedAt": "%s",
          "componentId": "%s", "weight": 1, "description": "%s"}]
        """
            .formatted(
                run + component,
                matterClass,
                at.lat(),
                at.lng(),
                Instant.now(),
                ComponentId.text(component),
                run);
    var answer = feed.send("POST", "/api/v1/observations", "application/json", row);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String sent = "select id from cases.case_file where component_id = ? and unit_code is not null";
    await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> !jdbc.queryForList(sent, Long.class, component).isEmpty());
    return jdbc.queryForList(sent, Long.class, component).getFirst();
  }

  private JsonNode matters(Caller who, long component) {
    var answer =
        who.get("/api/v1/map/components/%s/matters".formatted(ComponentId.text(component)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }
}
