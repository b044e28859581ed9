package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** OGC API – Features – Part 3: Filtering (19-079r2), and CQL2 (21-065r2). */
@PlatformTest
class FeaturesFilterTests {
  private static final String LAMPS = "/collections/street-lamp/items?f=json&bbox=" + OgcTown.BOX;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  private OgcClient ogc = new OgcClient(0);

  @BeforeEach
  void build() {
    OgcTown.build(context);
    ogc = new OgcClient(port);
  }

  @Test
  @DisplayName("/req/queryables/queryables-link, /req/queryables/get-queryables-op")
  void queryablesLink() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      String link =
          OgcClient.link(
              c, "http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json");
      assertThat(ogc.get(link).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("/req/queryables/get-queryables-response")
  void queryables() {
    OgcClient.Answer answer = ogc.get("/collections/street-lamp/queryables");
    assertThat(answer.type()).startsWith("application/schema+json");
    JsonNode schema = answer.json();
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("$id").asString())
        .isEqualTo(ogc.root + "/collections/street-lamp/queryables");
    assertThat(schema.path("type").asString()).isEqualTo("object");
    assertThat(schema.at("/properties/geometry/format").asString()).isEqualTo("geometry-point");
    assertThat(schema.at("/properties/state/enum").toString()).contains("DAMAGED");
    assertThat(schema.at("/properties/name/title").asString()).startsWith("管理部件名称");
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  @DisplayName("/req/queryables-query-parameters/parameters")
  void queryParameters() {
    assertThat(ogc.ids(LAMPS + "&state=DAMAGED")).containsExactly(OgcTown.lamp(3));
    assertThat(ogc.ids(LAMPS + "&name=" + OgcClient.encode("路灯 7")))
        .containsExactly(OgcTown.lamp(7));
    assertThat(ogc.ids(LAMPS + "&state=INTACT&classCode=01037")).hasSize(OgcTown.LAMPS - 2);
    assertThat(ogc.ids(LAMPS + "&initialDate=2026-03-01")).hasSize(OgcTown.LAMPS - 1);
    assertThat(ogc.ids(LAMPS + "&changeDate=2026-05-01")).containsExactly(OgcTown.lamp(5));
    assertThat(ogc.ids("/collections/water-main/items?diameter=600&bbox=" + OgcTown.BOX))
        .containsExactly(OgcTown.id(1999, 2));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # basic-cql2
          state = 'DAMAGED'                                       | 1
          state <> 'DAMAGED'                                      | 28
          NOT state = 'DAMAGED'                                   | 28
          name = '路灯 1' OR name = '路灯 2'                      | 2
          state = 'INTACT' AND (name = '路灯 1' OR name = '路灯 3') | 1
          height IS NULL                                          | 29
          classCode = '01037' AND TRUE                            | 29
          FALSE                                                   | 0
          # advanced-comparison-operators
          name LIKE '路灯 1%'                                     | 11
          name NOT LIKE '路灯 1%'                                 | 18
          state IN ('DAMAGED', 'LOST')                            | 1
          validFrom > TIMESTAMP('2026-04-01T00:00:00Z')           | 1
          # case-insensitive-comparison
          CASEI(state) = CASEI('damaged')                         | 1
          # basic-spatial-functions, spatial-functions
          S_INTERSECTS(geometry, BBOX(122.0004,31.7004,122.00101,31.70101)) | 2
          S_INTERSECTS(geometry, POLYGON((122 31.7, 122.01025 31.7, 122.01025 31.72, 122 31.72, 122 31.7))) | 19
          S_DISJOINT(geometry, BBOX(122.0004,31.7004,122.00101,31.70101)) | 27
          S_WITHIN(geometry, BBOX(122.0004,31.7004,122.0012,31.7012)) OR state = 'DAMAGED' | 3
          # temporal-functions
          T_AFTER(validFrom, TIMESTAMP('2026-04-01T00:00:00Z'))   | 1
          T_INTERSECTS(initialDate, INTERVAL('2026-03-01', '..')) | 29
          T_DURING(validFrom, INTERVAL('2026-04-01', '2026-06-01')) | 1
          # property-property
          initialDate = changeDate                                | 28
          initialDate < changeDate                                | 1
          # worked out from the place
          beidouCode LIKE 'N51H%'                                 | 29
          districtCode IS NOT NULL OR TRUE                        | 29
          """)
  @DisplayName("/req/filter/filter-param, /req/filter/response")
  void filterParam(String filter, int count) {
    assertThat(ogc.ids(LAMPS + "&limit=10&filter=" + OgcClient.encode(filter)))
        .hasSize(count)
        .doesNotHaveDuplicates();
    // the same without the box, which goes another way through the table
    String mine =
        "identifier IN ('" + String.join("','", ogc.ids(LAMPS)) + "') AND (" + filter + ")";
    assertThat(ogc.ids("/collections/components/items?limit=7&filter=" + OgcClient.encode(mine)))
        .hasSize(count)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("/req/filter/filter-lang-param")
  void filterLang() {
    String json =
        OgcClient.encode("{\"op\":\"=\",\"args\":[{\"property\":\"state\"},\"DAMAGED\"]}");
    assertThat(ogc.ids(LAMPS + "&filter-lang=cql2-json&filter=" + json))
        .containsExactly(OgcTown.lamp(3));
    assertThat(
            ogc.ids(LAMPS + "&filter-lang=cql2-text&filter=" + OgcClient.encode("state='DAMAGED'")))
        .containsExactly(OgcTown.lamp(3));
    assertThat(ogc.get(LAMPS + "&filter-lang=sql&filter=x").status()).isEqualTo(400);
    JsonNode choices = ogc.json("/api").at("/components/parameters/filter-lang/schema/enum");
    assertThat(choices.toString()).isEqualTo("[\"cql2-text\",\"cql2-json\"]");
  }

  @Test
  @DisplayName("/req/filter/filter-crs-wgs84, /req/filter/filter-crs-param")
  void filterCrs() {
    String here =
        OgcClient.encode("S_INTERSECTS(geometry, BBOX(122.0004,31.7004,122.00101,31.70101))");
    assertThat(ogc.ids(LAMPS + "&filter=" + here)).hasSize(2);
    String swapped =
        OgcClient.encode("S_INTERSECTS(geometry, BBOX(31.7004,122.0004,31.70101,122.00101))");
    String crs = "&filter-crs=http://www.opengis.net/def/crs/EPSG/0/";
    assertThat(ogc.ids(LAMPS + "&filter=" + swapped + crs + "4326")).hasSize(2);
    assertThat(ogc.ids(LAMPS + "&filter=" + swapped + crs + "4490")).hasSize(2);
    assertThat(ogc.get(LAMPS + "&filter=" + here + crs + "9999").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("/req/filter/mixing-expressions")
  void mixing() {
    assertThat(ogc.ids(LAMPS + "&state=INTACT&filter=" + OgcClient.encode("name LIKE '%3'")))
        .containsExactlyInAnyOrder(OgcTown.lamp(13), OgcTown.lamp(23));
    assertThat(
            ogc.ids(
                "/collections/street-lamp/items?datetime="
                    + OgcTown.MARCH
                    + "&bbox="
                    + OgcTown.BOX
                    + "&filter="
                    + OgcClient.encode("name = '路灯 6'")))
        .containsExactly(OgcTown.lamp(6));
  }

  @Test
  @DisplayName("/req/features-filter/filter-param")
  void regionsAreFilteredToo() {
    String all = "/collections/districts/items?limit=1000";
    for (String code : ogc.ids(all)) {
      String filter = OgcClient.encode("code = '" + code + "' AND level = 'DISTRICT'");
      assertThat(ogc.ids("/collections/districts/items?filter=" + filter)).containsExactly(code);
    }
  }

  @Test
  @DisplayName("/req/basic-cql2/property: what cannot be asked by is refused")
  void unknownProperties() {
    for (String wrong :
        List.of(
            "nobody = 1",
            "managerName = 'x'",
            "remark LIKE '%'",
            "state = 1",
            "height > 'x'",
            "a;b")) {
      OgcClient.Answer answer = ogc.get(LAMPS + "&filter=" + OgcClient.encode(wrong));
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().path("field").asString()).isEqualTo("filter");
    }
  }

  /** Every text in every place ends as a bound value, a refusal, or nothing found. */
  @Test
  void attacksOnFiltersFindNothing() {
    TreeSet<Integer> statuses = new TreeSet<>();
    for (String attack :
        List.of(
            "'; drop table citymap.component; --",
            "name = '' or 1=1 --'",
            "name = 'x') union select * from access.person --",
            "name = 'a' AND pg_sleep(10) = 1",
            "identifier = '" + "9".repeat(40) + "'",
            "classCode = '1 or 1=1'",
            "name = '\u0000'",
            "S_INTERSECTS(geometry, POLYGON((0 0, 1e308 1e308, 1 1, 0 0)))",
            "{\"$ne\":1}",
            "name LIKE '" + "%a".repeat(3_000) + "'")) {
      for (String where :
          List.of("&filter=", "&name=", "&filter-lang=cql2-json&filter=", "&bbox-crs=", "&next=")) {
        OgcClient.Answer answer =
            ogc.get("/collections/street-lamp/items?f=json" + where + OgcClient.encode(attack));
        statuses.add(answer.status());
        if (answer.status() == 200) {
          assertThat(answer.json().path("numberReturned").asInt()).as(attack).isZero();
        }
      }
    }
    assertThat(statuses).containsOnly(200, 400);
  }
}
