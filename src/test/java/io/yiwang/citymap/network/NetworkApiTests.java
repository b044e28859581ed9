package io.yiwang.citymap.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks over HTTP: on components of the map, for those who may see them. */
@PlatformTest
class NetworkApiTests {
  private static final AtomicInteger STREETS = new AtomicInteger();
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "pipes");
  private static final double STEP = 0.001;

  @LocalServerPort int port;
  @Autowired ComponentWriter writer;
  @Autowired PipeNetworks networks;
  @Autowired Regions regions;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;
  @Autowired JsonMapper json;

  private final double lat = 31.05 + 0.002 * STREETS.incrementAndGet();
  private final List<ComponentChange> changes = new ArrayList<>();
  private Caller officer;

  @BeforeEach
  void anOfficerOfTheCity() {
    officer = person(Duty.CITY_OFFICER, regions.root().path());
  }

  @Test
  void aBurstNamesTheValvesTheUsersAndTheTank() {
    long source = node(1989, 0, "{\"role\":\"SOURCE\",\"network\":\"WATER\"}");
    long upper = node(1992, 1, "{\"role\":\"VALVE\",\"network\":\"WATER\",\"open\":true}");
    long house = node(1989, 2, "{\"role\":\"SERVICE\",\"network\":\"WATER\",\"households\":30}");
    long broken =
        put(
            at(1992, 3, "{\"role\":\"VALVE\",\"network\":\"WATER\",\"open\":true}")
                .withState(ComponentState.DAMAGED));
    long shop = node(1989, 4, "{\"role\":\"SERVICE\",\"network\":\"WATER\",\"households\":12}");
    long lower = node(1992, 5, "{\"role\":\"VALVE\",\"network\":\"WATER\",\"open\":true}");
    long end = node(1989, 6, "{\"role\":\"SERVICE\",\"network\":\"WATER\",\"households\":8}");
    pipe(1999, source, upper, 0, 1);
    pipe(1999, upper, house, 1, 2);
    long burst = pipe(1999, house, broken, 2, 3);
    pipe(1999, broken, shop, 3, 4);
    pipe(1999, shop, lower, 4, 5);
    pipe(1999, lower, end, 5, 6);
    put(at(1987, 2, "{\"litres\":500}"));
    long big = put(at(1987, 6, "{\"litres\":9000}"));
    known();

    JsonNode answer = ask(officer, "burst", "{\"id\":\"%s\"}".formatted(text(burst)));

    assertThat(answer.path("network").asString()).isEqualTo("WATER");
    assertThat(ids(answer.path("valves"))).containsExactly(text(upper), text(lower));
    assertThat(answer.at("/valves/0/feeding").asBoolean()).isTrue();
    assertThat(answer.at("/valves/1/feeding").asBoolean()).isFalse();
    assertThat(ids(answer.path("passedBy"))).containsExactly(text(broken));
    assertThat(answer.at("/passedBy/0/state").asString()).isEqualTo("DAMAGED");
    assertThat(ids(answer.path("users"))).containsExactly(text(house), text(shop), text(end));
    assertThat(answer.at("/users/2/why").asString()).isEqualTo("NO_SOURCE");
    assertThat(answer.path("households").asInt()).isEqualTo(50);
    assertThat(answer.path("litresNeeded").asInt()).isEqualTo(2000);
    assertThat(ids(answer.path("tanks"))).containsExactly(text(big));
    assertThat(answer.path("isolated").path("pipes").asInt()).isEqualTo(4);
    assertThat(kinds(answer))
        .contains("ISOLATED", "CUT_OFF", "VALVE", "PASSED_BY", "USER", "TANK", "BURST");
    assertThat(answer.path("beyondSight").asInt()).isZero();
  }

  @Test
  void followsTheMapAsItChanges() {
    long source = node(1989, 0, "{\"role\":\"SOURCE\",\"network\":\"HEAT\"}");
    long valve = node(1990, 1, "{\"role\":\"VALVE\",\"network\":\"HEAT\",\"open\":true}");
    long house = node(1989, 2, "{\"role\":\"SERVICE\",\"network\":\"HEAT\",\"households\":3}");
    long first = pipe(1995, source, valve, 0, 1);
    long second = pipe(1995, valve, house, 1, 2);
    known();
    String down = "{\"id\":\"%s\",\"direction\":\"DOWN\"}".formatted(text(first));
    assertThat(ask(officer, "trace", down).path("pipes").asInt()).isEqualTo(2);

    put(id(valve), at(1990, 1, "{\"role\":\"VALVE\",\"network\":\"HEAT\",\"open\":false}"));
    write();
    await().until(() -> ask(officer, "trace", down).path("pipes").asInt() == 1);
    assertThat(ask(officer, "trace", down).at("/ends/0/why").asString()).isEqualTo("SHUT_VALVE");

    changes.add(ComponentChange.remove(second, Instant.now()));
    put(id(valve), at(1990, 1, "{\"role\":\"VALVE\",\"network\":\"HEAT\",\"open\":true}"));
    write();
    await()
        .until(() -> "DEAD_END".equals(ask(officer, "trace", down).at("/ends/0/why").asString()));
    assertThat(send(officer, "trace", "{\"id\":\"%s\"}".formatted(text(second)))).isEqualTo(404);
  }

  @Test
  void gasAnswersOnlyThoseWhoMaySeeIt() {
    long source = node(1989, 0, "{\"role\":\"SOURCE\",\"network\":\"GAS\"}");
    long middle = node(1989, 1, "{\"role\":\"JUNCTION\",\"network\":\"GAS\"}");
    long house = node(1989, 2, "{\"role\":\"SERVICE\",\"network\":\"GAS\",\"households\":5}");
    long here = pipe(1996, source, middle, 0, 1);
    long there = pipe(1996, middle, house, 1, 2);
    known();
    lies(here, "pipes.here");
    lies(there, "pipes.there");
    networks.settled();
    Caller both = person(Duty.STREET_OFFICER, "pipes");
    Caller one = person(Duty.STREET_OFFICER, "pipes.here");
    Caller none = person(Duty.CHECKER, "pipes");
    String trace = "{\"id\":\"%s\"}".formatted(text(here));
    await().until(() -> ask(both, "trace", trace).path("pipes").asInt() == 2);

    JsonNode half = ask(one, "trace", trace);
    assertThat(half.path("pipes").asInt()).isEqualTo(1);
    assertThat(half.path("beyondSight").asInt()).isEqualTo(1);
    assertThat(half.toString()).doesNotContain(text(there), text(house));
    JsonNode burst = ask(one, "burst", trace);
    assertThat(burst.path("beyondSight").asInt()).isEqualTo(1);
    assertThat(burst.toString()).doesNotContain(text(there), text(house));
    assertThat(send(none, "trace", trace)).isEqualTo(404);
    assertThat(send(none, "burst", trace)).isEqualTo(404);
    String point = "{\"lng\":%s,\"lat\":%s".formatted(lng(0.5), lat);
    assertThat(send(none, "burst", point + ",\"network\":\"GAS\"}")).isEqualTo(404);
    assertThat(send(one, "trace", "{\"id\":\"%s\"}".formatted(text(there)))).isEqualTo(404);
    assertThat(ids(ask(one, "under", point + "}").path("pipes"))).containsExactly(text(here));
    JsonNode unseen = ask(none, "under", point + "}");
    assertThat(ids(unseen.path("pipes"))).isEmpty();
    assertThat(unseen.path("notShown").toString()).isEqualTo("[\"GAS\",\"POWER\"]");
  }

  @Test
  void tellsWhatCrossesADigAndHowDeep() {
    long a = node(1989, 0, "{\"role\":\"MANHOLE\",\"network\":\"SEWAGE\"}");
    long b = node(1989, 1, "{\"role\":\"MANHOLE\",\"network\":\"SEWAGE\"}");
    long sewer =
        pipe(1997, a, b, 0, 1, "\"depth\":[2.0,4.0],\"diameter\":600,\"material\":\"HDPE\"");
    long water = pipe(1999, a, b, 0, 1, "\"depth\":[0.8,0.8]");
    long unknown = pipe(1993, a, b, 0, 1, "");
    known();
    String dig =
        "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%1$s,%2$s],[%1$s,%3$s]]},\"metres\":0.5,\"digDepth\":2.8}"
            .formatted(lng(0.25), lat - 0.0003, lat + 0.0003);

    JsonNode answer = ask(officer, "crossing", dig);

    assertThat(ids(answer.path("crossings")))
        .containsExactly(text(unknown), text(water), text(sewer));
    JsonNode deep = answer.at("/crossings/2");
    assertThat(deep.path("depth").asDouble()).isEqualTo(2.5);
    assertThat(deep.path("distance").asDouble()).isZero();
    assertThat(deep.path("lng").asDouble()).isCloseTo(lng(0.25), within7());
    assertThat(deep.path("diameter").asInt()).isEqualTo(600);
    assertThat(deep.path("conflict").asBoolean()).isTrue();
    assertThat(answer.at("/crossings/0/clearance").isNull()).isTrue();
    assertThat(answer.at("/crossings/0/conflict").asBoolean()).isTrue();
    assertThat(answer.path("minClearance").asDouble()).isZero();
    assertThat(answer.path("notShown").isEmpty()).isTrue();

    JsonNode shallow = ask(officer, "crossing", dig.replace("2.8", "1.5"));
    assertThat(shallow.at("/crossings/2/clearance").asDouble()).isEqualTo(1.0);
    assertThat(shallow.at("/crossings/2/conflict").asBoolean()).isFalse();

    String pit =
        "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%1$s,%3$s],[%2$s,%3$s],[%2$s,%4$s],[%1$s,%4$s],[%1$s,%3$s]]]}}"
            .formatted(lng(0.5), lng(0.75), lat - 0.0001, lat + 0.0001);
    JsonNode area = ask(officer, "crossing", pit);
    assertThat(area.at("/crossings/2/depth").asDouble()).isEqualTo(3.0);
  }

  @Test
  void aBadQuestionGetsAClearAnswer() {
    assertThat(problem("trace", "{}")).contains("Maybe name a pipe or a point");
    assertThat(problem("trace", "{\"id\":\"lamp\"}")).contains("17 digits");
    assertThat(problem("trace", "{\"lng\":31.2,\"lat\":121.4}")).contains("swapped");
    assertThat(problem("trace", "{\"lng\":121.4,\"lat\":31.2,\"limit\":0}")).contains("limit (0)");
    assertThat(problem("crossing", "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[0,0]}}"))
        .contains("LineString or Polygon");
    assertThat(problem("under", "{\"lng\":121.4,\"lat\":31.2,\"metres\":1e9}"))
        .contains("between 0 and 50");
    assertThat(send(officer, "burst", "{\"lng\":0,\"lat\":0}")).isEqualTo(404);
    assertThat(send(person(Duty.RESIDENT, ""), "burst", "{\"lng\":0,\"lat\":0}")).isEqualTo(403);
  }

  private static Offset<Double> within7() {
    return Offset.offset(1e-6);
  }

  private Caller person(Duty duty, String path) {
    return Caller.person(port, people, people.hash("s"), "s", duty, "", path);
  }

  private double lng(double step) {
    return 122.3 + step * STEP;
  }

  private Component at(int classNo, int step, String details) {
    long id = writer.nextIds(990000, classNo, 1).getFirst();
    return Component.point(id, "节点" + step, new GeoPoint(lat, lng(step)))
        .withDetails(json.readTree(details));
  }

  private long node(int classNo, int step, String details) {
    return put(at(classNo, step, details));
  }

  private long put(Component c) {
    changes.add(ComponentChange.put(c, SINCE));
    return c.id();
  }

  private void put(String id, Component like) {
    Component c =
        Component.point(Long.parseLong(id), like.name(), like.point()).withDetails(like.details());
    changes.add(ComponentChange.put(c, Instant.now().minusSeconds(1)));
  }

  private long pipe(int classNo, long from, long to, int fromStep, int toStep) {
    return pipe(classNo, from, to, fromStep, toStep, "\"diameter\":200");
  }

  private long pipe(int classNo, long from, long to, int fromStep, int toStep, String more) {
    long id = writer.nextIds(990000, classNo, 1).getFirst();
    Coordinate[] course = {new Coordinate(lng(fromStep), lat), new Coordinate(lng(toStep), lat)};
    String details =
        "{\"from\":\"%s\",\"to\":\"%s\"%s}"
            .formatted(text(from), text(to), more.isEmpty() ? "" : "," + more);
    return put(
        Component.shape(id, null, new GeometryFactory().createLineString(course))
            .withDetails(json.readTree(details)));
  }

  private void write() {
    writer.change(changes, US);
    changes.clear();
  }

  /** Writes what there is and waits until the graph has it. */
  private void known() {
    List<Long> ids = changes.stream().map(ComponentChange::id).toList();
    write();
    long last =
        ids.stream().filter(i -> Network.ofPipeClass(classOf(i)).isPresent()).toList().getLast();
    await().until(() -> networks.ask(g -> g.pipes.find(last)) != Numbering.NONE);
  }

  private void lies(long id, String path) {
    jdbc.update("update citymap.component set region_path = ? where id = ?", path, id);
    jdbc.update("update citymap.component_cell set region_path = ? where id = ?", path, id);
  }

  private static int classOf(long id) {
    return ComponentId.classOf(id);
  }

  private static String text(long id) {
    return ComponentId.text(id);
  }

  private static String id(long id) {
    return text(id);
  }

  private JsonNode ask(Caller who, String what, String body) {
    var answer = who.send("POST", "/api/v1/map/network/" + what, "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private int send(Caller who, String what, @Nullable String body) {
    return who.send("POST", "/api/v1/map/network/" + what, "application/json", body).statusCode();
  }

  private String problem(String what, String body) {
    var answer = officer.send("POST", "/api/v1/map/network/" + what, "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return answer.body();
  }

  private static List<String> ids(JsonNode rows) {
    List<String> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.path("id").asString()));
    return ids;
  }

  private static Set<String> kinds(JsonNode answer) {
    Set<String> kinds = new HashSet<>();
    answer.at("/features/features").forEach(f -> kinds.add(f.at("/properties/kind").asString("")));
    return kinds;
  }
}
