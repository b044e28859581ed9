package io.yiwang.citymap;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.catalogue.CatalogueFiles;
import io.yiwang.citymap.catalogue.CatalogueReader;
import io.yiwang.citymap.catalogue.CatalogueStore;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * City, catalogue, regions and components against the whole platform; all regions here lie out at
 * sea.
 */
@PlatformTest
class CitymapTest {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Catalogue catalogue;
  @Autowired CatalogueStore store;
  @Autowired CatalogueReader reader;
  @Autowired Regions regions;
  @Autowired ApiKeys keys;
  @Autowired JdbcTemplate jdbc;

  private final HttpClient http = HttpClient.newHttpClient();
  private String key = "";

  @BeforeEach
  void issueKey() {
    key = keys.issue("citymap-test", "API", Set.of("admin"));
  }

  @Test
  void theTablesHoldWhatTheFilesSay() {
    Catalogue bundled = Catalogue.bundled();
    assertThat(bundled.list())
        .allSatisfy(c -> assertThat(catalogue.find(c.code())).contains(c))
        .allSatisfy(
            c ->
                assertThat(catalogue.conditions(c.code())).isEqualTo(bundled.conditions(c.code())));
    assertThat(reader.calendar("china"))
        .satisfies(
            c ->
                assertThat(c.days())
                    .hasSameElementsAs(CatalogueFiles.bundled().calendar("china").days()));
    assertThat(catalogue.calendar().zone()).isEqualTo(city.zone());
  }

  @Test
  void takingTheSameFilesOverAgainChangesNothing() {
    jdbc.update("update citymap.matter_class set name_en = 'Edited' where code = '06043'");
    store.takeOver(CatalogueFiles.bundled(), List.of("gbt47678"), "china");
    assertThat(
            jdbc.queryForObject(
                "select name_en from citymap.matter_class where code = '06043'", String.class))
        .isEqualTo("Edited");
    jdbc.update("update citymap.matter_class set name_en = 'Damaged awning' where code = '06043'");
  }

  @Test
  void tellsTheCity() throws Exception {
    assertThat(get("/api/v1/city").body())
        .contains("\"code\":\"310000\"", "\"zone\":\"Asia/Shanghai\"", "\"demo\":false", "\"now\"");
  }

  @Test
  void listsAndSuggestsClasses() throws Exception {
    assertThat(get("/api/v1/catalogue/classes").body())
        .contains("暴露垃圾", "\"unit\":\"WORK_HOUR\"", "路灯异常");
    assertThat(get("/api/v1/catalogue/suggest?text=street%20light%20out").body())
        .startsWith("[{\"code\":\"01037\"");
    assertThat(get("/api/v1/catalogue/classes/0110").body()).contains("\"code\":\"06010\"");
    assertThat(get("/api/v1/catalogue/classes/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void keepsTheGoodRowsOfACatalogueAndTellsTheOthers() throws Exception {
    String csv =
        """
        code,name_en,limits,confusable,radius_m
        Test: Street Light Outages,Street light out,Normal=10 WORK_DAY; Urgent=4 URGENT_HOUR,Test: Knock Downs,40
        Test: Knock Downs,Knocked down,1 NATURAL_DAY,,
        Test: Knock Downs,Twice,1 WORK_DAY,,
        Test: Bad limit,Bad,1 FORTNIGHT,,
        Test: Bad radius,Bad,1 WORK_DAY,,minus
        ,No code,1 WORK_DAY,,
        """;
    HttpResponse<String> answer = post("/api/v1/catalogue/import?standard=test-311", csv);
    assertThat(answer.body())
        .contains("\"accepted\":2", "\"rejected\":4", "must be unique", "FORTNIGHT")
        .contains("\"field\":\"radius_m\",\"value\":\"minus\"");
    MatterClass outage = catalogue.find("Test: Street Light Outages").orElseThrow();
    assertThat(outage.radiusMetres()).isEqualTo(40);
    assertThat(catalogue.family(outage.code())).isEqualTo("Test: Knock Downs");
    assertThat(catalogue.conditions(outage.code()))
        .extracting(c -> c.nameEn() + " " + c.limit())
        .containsExactly("Normal 10 WORK_DAY", "Urgent 4 URGENT_HOUR");
  }

  @Test
  void takesOverRegionsAndAnswersForThem() throws Exception {
    String answer = post("/api/v1/regions/import?nameZh=name", sea("海区", 122.10)).body();
    assertThat(answer)
        .contains("\"accepted\":2", "\"changed\":2", "\"rejected\":3", "must be a Polygon")
        .contains("must be a region", "swapped");
    assertThat(regions.locate(new GeoPoint(30.705, 122.105)).orElseThrow().path())
        .isEqualTo("310000.310198.310198001");
    assertThat(get("/api/v1/regions/at?lat=30.705&lng=122.105").body())
        .contains("\"code\":\"310198001\"", "\"ancestors\":[{\"code\":\"310000\"", "N51H");
    assertThat(get("/api/v1/regions?parent=310198").body()).contains("\"level\":\"STREET\"");
    assertThat(get("/api/v1/regions/310198001").body()).contains("310000.310198.310198001");
    assertThat(get("/api/v1/regions/at?lat=10&lng=10").body()).contains("outside-city");

    HttpResponse<String> shapes = get("/api/v1/regions/geojson?level=STREET&parent=310198");
    assertThat(shapes.body()).contains("FeatureCollection", "\"parent\":\"310198\"");
    String tag = shapes.headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        request("/api/v1/regions/geojson?level=STREET&parent=310198")
            .header("If-None-Match", tag)
            .build();
    assertThat(http.send(again, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(304);

    assertThat(post("/api/v1/regions/import?nameZh=name", sea("海区", 122.10)).body())
        .contains("\"changed\":0");
    assertThat(post("/api/v1/regions/import?nameZh=name", sea("海区二", 122.10)).body())
        .contains("\"changed\":1");
    assertThat(regions.get("310198").nameZh()).isEqualTo("海区二");
  }

  /** A district with a street, and three features that are no regions. */
  private static String sea(String name, double west) {
    return """
    {"type":"FeatureCollection","crs":{"a":[1,{"b":2}]},"features":[
    {"type":"Feature","properties":{"code":"310198001000","name":"海街"},"geometry":%2$s},
    {"type":"Feature","properties":{"code":"310198","name":"%1$s","level":"district"},"geometry":%2$s},
    {"type":"Feature","properties":{"code":"310197","name":"点"},"geometry":{"type":"Point","coordinates":[1,2]}},
    {"type":"Feature","properties":{"code":"310197001","name":"孤"},"geometry":%2$s},
    {"type":"Feature","properties":{"code":"310196","name":"反"},"geometry":
      {"type":"Polygon","coordinates":[[[30.7,122.1],[30.71,122.1],[30.71,122.11],[30.7,122.1]]]}}
    ]}\
    """
        .formatted(
            name,
            "{\"type\":\"Polygon\",\"coordinates\":[[[%1$s,30.70],[%2$s,30.70],[%2$s,30.71],[%1$s,30.71],[%1$s,30.70]]]}"
                .formatted(west, west + 0.01));
  }

  @Test
  void refusesAnImportByAnybodyElseAndTextThatIsNone() throws Exception {
    HttpRequest anonymous =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/regions/import"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(http.send(anonymous, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isIn(401, 403);
    HttpResponse<String> malformed = post("/api/v1/regions/import", "{\"features\":[");
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.body()).contains("bad-field");
    assertThat(post("/api/v1/regions/import", "{}").body()).contains("no FeatureCollection");
  }

  @Test
  void remembersARegionAsItWasBefore() {
    regions.load(List.of(draft("310195", "旧", 122.20)));
    jdbc.update("update citymap.region set valid_from = '2020-01-01' where code = '310195'");
    Regions.Loaded loaded = regions.load(List.of(draft("310195", "新", 122.20)));
    assertThat(loaded.changed()).isEqualTo(1);
    assertThat(
            jdbc.queryForList(
                "select name_zh from citymap.region where code = '310195' order by valid_from",
                String.class))
        .containsExactly("旧", "新");
    assertThat(
            jdbc.queryForObject(
                "select count(*) from citymap.region where code = '310195' and valid_to is null",
                Integer.class))
        .isEqualTo(1);
    assertThat(regions.get("310195").nameZh()).isEqualTo("新");
  }

  private static RegionDraft draft(String code, String name, double west) {
    return new RegionDraft(
        code,
        RegionLevel.DISTRICT,
        name,
        name,
        null,
        Towns.rectangle(west, 30.70, west + 0.01, 30.71));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("X-Api-Key", key);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", path.contains("regions") ? "application/geo+json" : "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
