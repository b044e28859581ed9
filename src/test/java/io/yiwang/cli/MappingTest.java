package io.yiwang.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.kernel.ObservationId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
  private static final String BOSTON =
      """
      CASE_ENQUIRY_ID,OPEN_DT,CLOSED_DT,CASE_TITLE,TYPE,REASON,LATITUDE,LONGITUDE,Source,Location,TARGET_DT,OnTime_Status
      1,2022-01-17 11:20:00,2022-01-18 10:08:24,"Lamp, broken",Street Light Knock Downs,Lights,42.35,-71.05,Constituent Call,Franklin St,2022-01-18 10:08:24,ONTIME
      2,2022-07-17 11:20:00,,"Pothole ""deep"" hole",Request for Pothole Repair,Streets,,,Twitter,,2022-07-18 11:20:00,OVERDUE
      3,17.7.2022,,x,Other,,42.35,-71.05,,,,
      4,2022-07-17 11:20:00,2022-07-17 11:00:00,x,Other,,42.35,-71.05,,,,ONTIME
      """;

  @TempDir Path folder;

  @Test
  void mapsBostonIntoSeenAndGoneRows() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/boston.yaml"));
    List<SourceRecord> records = read("boston.csv", BOSTON);

    List<Map<String, Object>> rows = mapping.rows(records.getFirst());

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst())
        .containsEntry("key", "1")
        .containsEntry("source", "import/boston-311")
        .containsEntry("channel", "HOTLINE")
        .containsEntry("class", "BOS-STREET-LIGHT-KNOCK-DOWNS")
        .containsEntry("lat", 42.35)
        .containsEntry("observedAt", "2022-01-17T16:20:00Z")
        .containsEntry("description", "Lamp, broken");
    assertThat(rows.getLast())
        .containsEntry("key", "1/closed")
        .containsEntry("sighting", "CLEARED")
        .containsEntry("clears", ObservationId.of("import/boston-311", "1").toString())
        .containsEntry("observedAt", "2022-01-18T15:08:24Z");
  }

  @Test
  void leavesOutWhatIsEmptyAndKeepsTimeGoingForward() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/boston.yaml"));
    List<SourceRecord> records = read("boston.csv", BOSTON);

    assertThat(mapping.rows(records.get(1)).getFirst())
        .doesNotContainKeys("lat", "lng")
        .containsEntry("channel", "RESIDENT");
    assertThatThrownBy(() -> mapping.rows(records.get(2)))
        .isInstanceOf(Mapping.RowReject.class)
        .hasMessageContaining("17.7.2022");
    assertThat(mapping.rows(records.get(3)).getLast())
        .containsEntry("observedAt", "2022-07-17T15:20:00.001Z");
  }

  @Test
  void saysWhatTheCityHadPromisedAndWhenItClosed() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/boston.yaml"));
    List<SourceRecord> records = read("boston.csv", BOSTON);

    assertThat(attributes(mapping, records.getFirst()))
        .containsEntry("prior.system", "boston-311")
        .containsEntry("prior.promisedAt", "2022-01-18T15:08:24Z")
        .containsEntry("prior.closedAt", "2022-01-18T15:08:24Z");
    assertThat(attributes(mapping, records.get(1)))
        .containsEntry("prior.promisedAt", "2022-07-18T15:20:00Z")
        .doesNotContainKey("prior.closedAt");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> attributes(Mapping mapping, SourceRecord record) {
    return (Map<String, String>)
        mapping.rows(record).getFirst().getOrDefault("attributes", Map.of());
  }

  @Test
  void judgesLatenessLikeTheCity() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/boston.yaml"));
    Instant now = Instant.parse("2022-07-20T00:00:00Z");

    for (SourceRecord record : read("boston.csv", BOSTON)) {
      boolean late = mapping.late(record, now).orElse(false);
      assertThat(late)
          .as(record.get("case_enquiry_id"))
          .isEqualTo(mapping.saidLate(record).orElse(false));
    }
  }

  @Test
  void readsTheDaysASpreadsheetCounts() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/hotline-zh.yaml"));
    String csv = "留言编号,留言时间,lat,lng\n1,43782.472465277802,31.2,121.4\n";

    assertThat(mapping.rows(read("hotline.csv", csv).getFirst()).getFirst())
        .containsEntry("observedAt", "2019-11-13T03:20:21Z");
  }

  @Test
  void readsSocrataJsonAndGzip() throws IOException {
    Mapping mapping = Mapping.read(Path.of("mappings/nyc.yaml"));
    String json =
        """
        [{"unique_key":"7","created_date":"2012-11-20T07:50:59.000","complaint_type":"Noise - Vehicle",
          "descriptor":"Idling","latitude":"40.7","longitude":"-73.9","location":{"type":"Point"}}
        ,{"unique_key":"8","created_date":"2012-11-20T07:50:59.000","complaint_type":"Water"}]\
        """;

    Map<String, Object> row = mapping.rows(read("nyc.json.gz", json).getFirst()).getFirst();

    assertThat(row)
        .containsEntry("class", "NYC-NOISE-VEHICLE")
        .containsEntry("observedAt", "2012-11-20T12:50:59Z")
        .containsEntry("lng", -73.9);
  }

  @Test
  void makesCodesThatAreShortAndTellApart() {
    assertThat(Mapping.slug("X-", "Café / Bar (loud!)")).isEqualTo("X-CAFE-BAR-LOUD");
    assertThat(Mapping.slug("X-", "噪音 扰民")).isEqualTo("X-噪音-扰民");
    String one = Mapping.slug("X-", "a".repeat(100) + "1");
    String two = Mapping.slug("X-", "a".repeat(100) + "2");
    assertThat(one).hasSize(80).isNotEqualTo(two);
  }

  @Test
  void writesTheKindsOfAFileAsACatalogue() throws IOException {
    Path out = folder.resolve("classes.yaml");
    Path file = write("boston.csv", BOSTON);

    MakeCatalogue.run(
        new Records(file, StandardCharsets.UTF_8),
        Mapping.read(Path.of("mappings/boston.yaml")),
        out);

    assertThat(Files.readString(out))
        .contains("BOS-REQUEST-FOR-POTHOLE-REPAIR", "Request for Pothole Repair", "Streets");
  }

  @Test
  void saysWhatAMappingLacks() {
    assertThatThrownBy(() -> Mapping.of("key: a"))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("source");
  }

  private List<SourceRecord> read(String name, String text) throws IOException {
    var records = new ArrayList<SourceRecord>();
    new Records(write(name, text), StandardCharsets.UTF_8).forEach(records::add);
    return records;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream zip = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
