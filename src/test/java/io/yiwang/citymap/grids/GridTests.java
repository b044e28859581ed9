package io.yiwang.citymap.grids;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.citymap.Hamlets;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Unit grids are drawn, checked, kept, published from a day on, and undone. */
@PlatformTest
class GridTests {
  private static final String SUMMER = "2026-08-01";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Regions regions;

  private Hamlets sea;
  private Caller officer;
  private Caller other;
  private String grids;

  @BeforeEach
  void settle() {
    sea = new Hamlets(beans, port);
    officer = sea.person(Duty.STREET_OFFICER);
    other = sea.person(Duty.STREET_OFFICER);
    grids = "/api/map/grids/" + sea.neighbourhood;
  }

  private JsonNode page() {
    return sea.get(officer, grids);
  }

  private JsonNode draw(JsonNode drawn, String step) {
    return sea.send(
        officer, "POST", grids + "/drawing", "{\"grids\":" + drawn + ",\"step\":" + step + "}");
  }

  /** The first grid is divided from south to north. */
  private JsonNode divided() {
    String line =
        "{\"act\":\"SPLIT\",\"codes\":[\"%s\"],\"line\":{\"type\":\"LineString\",\"coordinates\":[[%s,%s],[%s,%s]]}}"
            .formatted(sea.grid(1), sea.lng(0.6), sea.lat(-0.1), sea.lng(0.6), sea.lat(1));
    return draw(page().at("/grids"), line);
  }

  private static List<String> codes(JsonNode grids) {
    return grids.valueStream().map(g -> g.at("/code").asString()).toList();
  }

  private static List<String> kinds(JsonNode drawing) {
    return drawing
        .at("/faults")
        .valueStream()
        .filter(f -> f.at("/forbids").asBoolean())
        .map(f -> f.at("/kind").asString())
        .toList();
  }

  private JsonNode keep(JsonNode drawn) {
    JsonNode page = page();
    String version = page.at("/draft/version").asString("null");
    return sea.send(
        officer,
        "PUT",
        grids + "/draft",
        "{\"grids\":%s,\"basis\":\"%s\",\"version\":%s}"
            .formatted(drawn, page.at("/basis").asString(), version.isEmpty() ? "null" : version));
  }

  private JsonNode publish(JsonNode draft, String from) {
    return sea.send(
        officer,
        "POST",
        grids + "/publications",
        "{\"reason\":\"网格优化\",\"version\":%s,\"from\":%s}".formatted(draft.at("/version"), from));
  }

  private JsonNode approve(JsonNode publication) {
    return sea.send(
        other, "POST", grids + "/publications/" + publication.at("/id") + "/approval", "");
  }

  @Test
  void aGridThatIsDividedHoldsFromItsDayAndTheOldOneIsStillKnown() {
    JsonNode drawing = divided();
    assertThat(codes(drawing.at("/grids"))).hasSize(5).contains(sea.grid(5));
    assertThat(kinds(drawing)).isEmpty();
    JsonNode asked = publish(keep(drawing.at("/grids")), "null");
    assertThat(asked.at("/state").asString()).as("%s", asked).isEqualTo("ASKED");
    assertThat(approve(asked).at("/state").asString()).isEqualTo("APPLIED");

    assertThat(regions.locate(sea.point(0.9, 0.5))).map(Region::code).contains(sea.grid(5));
    assertThat(regions.locate(sea.point(0.3, 0.5))).map(Region::code).contains(sea.grid(1));
    assertThat(codes(page().at("/grids"))).hasSize(5);
    assertThat(codes(sea.get(officer, grids + "?on=" + SUMMER).at("/grids"))).hasSize(4);
    assertThat(
            page()
                .at("/grids")
                .valueStream()
                .filter(g -> g.at("/validFrom").asString().startsWith("2026-01-01")))
        .as("grids that nobody has touched have no new version")
        .hasSize(3);

    JsonNode undone =
        sea.send(officer, "POST", grids + "/publications/" + asked.at("/id") + "/undo", "");
    assertThat(undone.at("/state").asString()).as("%s", undone).isEqualTo("UNDONE");
    assertThat(codes(page().at("/grids"))).hasSize(4);
    assertThat(regions.locate(sea.point(0.9, 0.5))).map(Region::code).contains(sea.grid(1));
  }

  @Test
  void oneDrawingUniteDivideAndFillAndIsCheckedOnTheWay() {
    JsonNode united =
        draw(
            page().at("/grids"),
            "{\"act\":\"MERGE\",\"codes\":[\"%s\",\"%s\"]}".formatted(sea.grid(1), sea.grid(2)));
    assertThat(codes(united.at("/grids"))).hasSize(3).doesNotContain(sea.grid(2));
    JsonNode holed =
        draw(united.at("/grids"), "{\"act\":\"REMOVE\",\"codes\":[\"%s\"]}".formatted(sea.grid(3)));
    assertThat(kinds(holed)).containsExactly("GAP");
    assertThat(holed.at("/faults/0/squareMetres").asLong()).isBetween(10_000L, 11_000L);
    assertThat(publish(keep(holed.at("/grids")), "null").at("/field").asString())
        .as("a gap cannot be published")
        .isEqualTo("into.outline");
    JsonNode filled = draw(holed.at("/grids"), "{\"act\":\"FILL\"}");
    assertThat(kinds(filled)).isEmpty();
    assertThat(codes(filled.at("/grids"))).hasSize(3).contains(sea.grid(5));
  }

  @Test
  void whatIsPublishedForLaterHoldsLater() {
    JsonNode asked = publish(keep(divided().at("/grids")), "\"" + LocalDate.of(2999, 1, 1) + "\"");
    assertThat(approve(asked).at("/state").asString()).isEqualTo("APPROVED");
    assertThat(codes(page().at("/grids"))).hasSize(4);
    assertThat(publish(keep(divided().at("/grids")), "null").at("/type").asString())
        .endsWith("publication-waits");
    assertThat(
            sea.send(officer, "DELETE", grids + "/publications/" + asked.at("/id"), "")
                .at("/state")
                .asString())
        .isEqualTo("WITHDRAWN");
  }

  @Test
  void nobodyOverwritesTheDrawingOfSomebodyElseNorGridsThatHaveChanged() {
    JsonNode drawing = divided().at("/grids");
    JsonNode first = keep(drawing);
    String stale = "{\"grids\":%s,\"basis\":\"\",\"version\":null}".formatted(drawing);
    assertThat(sea.send(other, "PUT", grids + "/draft", stale).at("/type").asString())
        .endsWith("draft-changed");
    JsonNode asked = publish(first, "null");
    keep(drawing);
    approve(asked);
    assertThat(publish(page().at("/draft"), "null").at("/type").asString())
        .endsWith("grids-changed");
  }

  @Test
  void aSecondPersonApproves() {
    JsonNode asked = publish(keep(divided().at("/grids")), "null");
    assertThat(
            officer
                .send("POST", grids + "/publications/" + asked.at("/id") + "/approval", null, null)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void gridsAreDrawnByTheOfficersOfTheirRegion() {
    assertThat(sea.person(Duty.GRID_WORKER).get(grids).statusCode()).isEqualTo(403);
    Caller elsewhere = sea.person(Duty.STREET_OFFICER, "310000.310105.310105001");
    assertThat(elsewhere.get(grids).statusCode()).isEqualTo(404);
    assertThat(sea.person(Duty.ADMIN, "310000").get(grids).statusCode()).isEqualTo(200);
  }

  @Test
  void badDrawingsAreRefusedWithWhatIsWrong() {
    ObjectNode bow = (ObjectNode) page().at("/grids/0");
    ArrayNode ring = (ArrayNode) bow.at("/outline/coordinates/0");
    JsonNode swapped = ring.get(1).deepCopy();
    ring.set(1, ring.get(2).deepCopy());
    ring.set(2, swapped);
    assertThat(kinds(draw(bow.arrayNode().add(bow), "null"))).contains("CROSSES_ITSELF", "GAP");
    assertThat(
            draw(page().at("/grids"), "{\"act\":\"MERGE\",\"codes\":[\"x\",\"y\"]}")
                .at("/field")
                .asString())
        .isEqualTo("step.codes");
    assertThat(
            draw(
                    page().at("/grids"),
                    "{\"act\":\"SPLIT\",\"line\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}")
                .at("/field")
                .asString())
        .isEqualTo("step.line");
    assertThat(
            sea.send(
                    officer,
                    "POST",
                    grids + "/drawing",
                    "{\"grids\":[{\"code\":\"a\",\"outline\":{\"type\":\"Point\",\"coordinates\":[0,0]}}]}")
                .at("/field")
                .asString())
        .isEqualTo("grids.outline");
  }

  @Test
  void responsibilityAreasGoOnWithWhatBecameOfTheirGrids() {
    JsonNode kept =
        areas(
            "[{\"code\":\"A\",\"nameZh\":\"一号责任网格\",\"grids\":[\"%s\",\"%s\"],\"personName\":\"王网\"},{\"code\":\"B\",\"grids\":[\"%s\",\"%s\"]}]"
                .formatted(sea.grid(1), sea.grid(2), sea.grid(3), sea.grid(4)));
    assertThat(kept.at("/areas")).as("%s", kept).hasSize(2);
    assertThat(
            areas(
                    "[{\"code\":\"A\",\"grids\":[\"%1$s\"]},{\"code\":\"B\",\"grids\":[\"%1$s\"]}]"
                        .formatted(sea.grid(1)))
                .at("/field")
                .asString())
        .isEqualTo("areas.grids");
    JsonNode asked = publish(keep(divided().at("/grids")), "null");
    approve(asked);
    assertThat(sea.get(officer, grids + "/areas").at("/areas/0/grids").toString())
        .contains(sea.grid(1), sea.grid(2), sea.grid(5));
    sea.send(officer, "POST", grids + "/publications/" + asked.at("/id") + "/undo", "");
    assertThat(sea.get(officer, grids + "/areas").at("/areas/0/grids").toString())
        .contains(sea.grid(1), sea.grid(2))
        .doesNotContain(sea.grid(5));
    assertThat(sea.send(officer, "DELETE", grids + "/areas", "").at("/areas")).isEmpty();
  }

  private JsonNode areas(String areas) {
    return sea.send(officer, "PUT", grids + "/areas", "{\"areas\":" + areas + "}");
  }
}
