package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Anonymous reads see what is open; gas and power are seen by whom the policy lets see them. */
@PlatformTest
class OgcAuthorizationTests {
  private static final String GAS = OgcTown.id(1996, 1);
  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired People people;
  @Autowired ApiKeys keys;

  private String here = "";

  @BeforeEach
  void build() {
    OgcTown.build(context);
    here = OgcTown.regionOf(context, GAS);
  }

  private Caller person(Duty duty, String path) {
    return Caller.person(port, people, people.hash("secret"), "secret", duty, "ogc-unit", path);
  }

  private static JsonNode json(Caller caller, String path) {
    HttpResponse<String> answer = caller.get("/ogc" + path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return OgcClient.JSON.readTree(answer.body());
  }

  private static Set<String> ids(JsonNode page) {
    Set<String> ids = new TreeSet<>();
    page.path("features").forEach(f -> ids.add(f.path("id").asString()));
    return ids;
  }

  private static boolean lists(Caller caller, String collection) {
    for (JsonNode c : json(caller, "/collections").path("collections")) {
      if (c.path("id").asString().equals(collection)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void guardedCollectionsAreListedForThoseWhoMay() {
    Caller district = person(Duty.DISTRICT_OFFICER, here);
    assertThat(lists(district, "gas-main")).isTrue();
    for (Caller other :
        List.of(Caller.nobody(port), person(Duty.GRID_WORKER, here), person(Duty.RESIDENT, here))) {
      assertThat(lists(other, "gas-main")).isFalse();
      assertThat(other.get("/ogc/collections/gas-main").statusCode()).isEqualTo(404);
      assertThat(other.get("/ogc/collections/gas-main/items").statusCode()).isEqualTo(404);
      assertThat(other.get("/ogc/collections/gas-main/tiles").statusCode()).isEqualTo(404);
      assertThat(other.get("/ogc/api").body()).doesNotContain("gas-main");
    }
  }

  @Test
  void guardedThingsAreSeenWhereThePolicyLetsThemBeSeen() {
    String box = "?f=json&limit=100&bbox=" + OgcTown.BOX;
    Caller near = person(Duty.DISTRICT_OFFICER, here);
    Caller elsewhere = person(Duty.DISTRICT_OFFICER, "ogc.elsewhere");
    Caller nobody = Caller.nobody(port);
    assertThat(ids(json(near, "/collections/gas-main/items" + box))).containsExactly(GAS);
    assertThat(ids(json(elsewhere, "/collections/gas-main/items" + box))).isEmpty();
    assertThat(ids(json(near, "/collections/components/items" + box))).contains(GAS);
    for (Caller other : List.of(elsewhere, nobody)) {
      assertThat(ids(json(other, "/collections/components/items" + box)))
          .hasSize(OgcTown.LAMPS - 1 + 4)
          .doesNotContain(GAS);
      for (String more : List.of("", "?datetime=2026-04-01T00:00:00Z")) {
        assertThat(other.get("/ogc/collections/components/items/" + GAS + more).statusCode())
            .isEqualTo(404);
      }
      JsonNode counted =
          json(
              other,
              "/collections/components/items?filter="
                  + OgcClient.encode("identifier='" + GAS + "'"));
      assertThat(counted.path("numberMatched").asInt(0)).isZero();
    }
    assertThat(near.get("/ogc/collections/components/items/" + GAS).statusCode()).isEqualTo(200);
  }

  @Test
  void keepersAndRemarksAreForStaff() {
    String lamp = "/collections/street-lamp/items/" + OgcTown.lamp(1);
    JsonNode open = json(Caller.nobody(port), lamp).path("properties");
    assertThat(open.has("managerName")).isFalse();
    assertThat(open.has("remark")).isFalse();
    assertThat(json(Caller.nobody(port), "/collections/street-lamp/queryables").toString())
        .doesNotContain("managerName")
        .doesNotContain("remark");
    Caller officer = person(Duty.STREET_OFFICER, "ogc.street");
    JsonNode all = json(officer, lamp).path("properties");
    assertThat(all.path("managerName").asString()).isEqualTo("照明管理所");
    assertThat(all.path("remark").asString()).isEqualTo("remark of 1");
    String filter = OgcClient.encode("managerName = '照明管理所' AND remark LIKE '%of 7'");
    assertThat(
            ids(
                json(
                    officer,
                    "/collections/street-lamp/items?bbox=" + OgcTown.BOX + "&filter=" + filter)))
        .containsExactly(OgcTown.lamp(7));
  }

  @Test
  void aKeyOfAnyScopeReadsWhatIsOpen() {
    for (String scope : List.of("observe", "open311", "positions", "admin")) {
      Caller program = Caller.program(port, keys.issue("ogc-" + scope, "FEED", Set.of(scope)));
      assertThat(program.get("/ogc/collections/street-lamp/items?limit=1").statusCode())
          .isEqualTo(200);
      Set<String> seen =
          ids(json(program, "/collections/components/items?limit=100&bbox=" + OgcTown.BOX));
      // a key of the scope admin acts as an administrator of the whole city
      assertThat(seen.contains(GAS)).as(scope).isEqualTo(scope.equals("admin"));
    }
  }
}
