package io.yiwang.citymap.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.house.DataFolder;
import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.GeoPoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A file becomes part of the map as a whole, after somebody has looked at what would change. */
@PlatformTest
class MapImportTests {
  @LocalServerPort int port;
  @Autowired DataFolder folder;
  @Autowired ComponentReader reader;

  private Sender sender = new Sender(URI.create("http://127.0.0.1"), "");

  @BeforeEach
  void begin() {
    sender = new Sender(URI.create("http://127.0.0.1:" + port), folder.secret("import.key"));
  }

  private static String mapping(String source, String more) {
    return """
    source: %s
    class: "01037"
    key: no
    geometry: {lat: lat, lng: lng}
    name: name
    owner: owner
    details: {watts: {column: watts, type: number}}
    %s
    """
        .formatted(source, more);
  }

  private static byte[] csv(String... rows) {
    return ("no,lat,lng,name,owner,watts\n" + String.join("\n", rows) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<Component> lamps(double lat, double lng) {
    return reader.nearest(new GeoPoint(lat, lng), 10, 3, ComponentFilter.ofClasses(1037)).stream()
        .map(n -> n.component())
        .toList();
  }

  private List<String> rows(long id, String kind) {
    List<String> lines = new ArrayList<>();
    for (JsonNode row :
        sender.get("/api/v1/map/imports/" + id + "/rows?kind=" + kind + "&size=50").json()) {
      String line = row.path("name").asString("") + " " + row.path("differences");
      lines.add(line);
    }
    return lines;
  }

  @Test
  void theSameFileTwiceChangesNothingAndAnotherIsADifference() {
    byte[] first =
        csv(
            "a,30.8901,121.9101,灯甲,供电公司,70",
            "b,30.8902,121.9102,灯乙,供电公司,70",
            "c,30.8903,121.9103,灯丙,供电公司,70");
    String mapping = mapping("diff", "complete: true");
    long one = sender.begin("lamps.csv", mapping, first);
    assertThat(sender.line(one))
        .isEqualTo("REVIEW appeared 3 moved 0 changed 0 vanished 0 same 0 rejected 0");
    assertThat(lamps(30.8901, 121.9101)).isEmpty();
    assertThat(sender.apply(one)).isEqualTo("APPLIED");
    Component lamp = lamps(30.8901, 121.9101).getFirst();
    assertThat(lamp.name()).isEqualTo("灯甲");
    assertThat(lamp.idText()).matches("\\d{6}01037\\d{6}");
    assertThat(lamp.details()).hasToString("{\"watts\":70}");

    long two = sender.begin("lamps.csv", mapping, first);
    assertThat(sender.line(two))
        .isEqualTo("REVIEW appeared 0 moved 0 changed 0 vanished 0 same 3 rejected 0");
    assertThat(sender.apply(two)).isEqualTo("APPLIED");
    assertThat(sender.job(two).path("setId").isNull()).isTrue();
    assertThat(reader.history(lamp.id())).hasSize(1);

    long three =
        sender.begin(
            "lamps.csv",
            mapping,
            csv(
                "a,30.8901,121.9101,灯甲,路灯所,100",
                "b,30.8952,121.9102,灯乙,供电公司,70",
                "d,30.8904,121.9104,灯丁,供电公司,70"));
    assertThat(sender.line(three))
        .isEqualTo("REVIEW appeared 1 moved 1 changed 1 vanished 1 same 0 rejected 0");
    assertThat(rows(three, "CHANGED"))
        .singleElement()
        .asString()
        .contains("\"field\":\"owner\",\"before\":\"供电公司\",\"after\":\"路灯所\"")
        .contains("\"field\":\"details.watts\",\"before\":\"70\",\"after\":\"100\"");
    assertThat(rows(three, "VANISHED")).containsExactly("灯丙 []");
    assertThat(sender.apply(three)).isEqualTo("APPLIED");
    assertThat(lamps(30.8903, 121.9103)).isEmpty();
    assertThat(lamps(30.8952, 121.9102)).hasSize(1);

    assertThat(sender.post("/api/v1/map/imports/" + three + "/undo", "").status()).isEqualTo(200);
    assertThat(lamps(30.8903, 121.9103)).hasSize(1);
    assertThat(lamps(30.8952, 121.9102)).isEmpty();
    assertThat(lamps(30.8902, 121.9102)).hasSize(1);
    assertThat(sender.job(three).path("stage").asString()).isEqualTo("UNDONE");
  }

  @Test
  void withoutKeysAThingIsKnownByItsPlace() {
    String mapping =
        """
        source: places
        class: "01037"
        geometry: {lat: lat, lng: lng}
        name: {text: 路灯}
        """;
    byte[] file =
        "lat,lng\n30.8801,121.9201\n30.8802,121.9202\n30.8801,121.9201\n30.880205,121.920205\n"
            .getBytes(StandardCharsets.UTF_8);
    long one = sender.begin("p.csv", mapping, file);
    assertThat(sender.line(one))
        .isEqualTo("REVIEW appeared 3 moved 0 changed 0 vanished 0 same 0 rejected 1");
    sender.apply(one);
    long two = sender.begin("p.csv", mapping, file);
    assertThat(sender.line(two))
        .isEqualTo("REVIEW appeared 0 moved 0 changed 0 vanished 0 same 3 rejected 1");
    long three =
        sender.begin(
            "p.csv", mapping, "lat,lng\n30.880104,121.9201\n".getBytes(StandardCharsets.UTF_8));
    assertThat(sender.line(three))
        .isEqualTo("REVIEW appeared 0 moved 1 changed 0 vanished 0 same 0 rejected 0");
  }

  @Test
  void listsWhatItDidNotTakeAndKeepsTheRest() {
    String wide =
        """
        no,lat,lng,name,owner,watts
        1,30.8701,121.9301,好,x,70
        1,30.8702,121.9302,重号,x,70
        2,,121.93,无纬度,x,70
        3,north,121.93,文字,x,70
        4,121.93,30.87,反了,x,70
        5,0,0,零,x,70
        6,30.87,121.93,多一格,x,70,extra
        7,30.87,421.93,越界,x,70
        8,30.8703,121.9303,=cmd(),x,70
        """;
    long id = sender.begin("bad.csv", mapping("bad", ""), wide.getBytes(StandardCharsets.UTF_8));
    assertThat(sender.line(id))
        .isEqualTo("REVIEW appeared 2 moved 0 changed 0 vanished 0 same 0 rejected 7");
    String rejects = sender.get("/api/v1/map/imports/" + id + "/rejects.csv").text();
    assertThat(rejects.lines().toList()).hasSize(8);
    assertThat(rejects)
        .contains("2,\"key\",\"1\",\"is in row 1 already.\"")
        .contains("4,\"lat\",\"north\",\"must be a number.\"")
        .contains("must lie in the city.")
        .contains("has 7 cells under 6 columns.");
    assertThat(sender.get("/api/v1/map/imports/" + id + "/reasons").json()).isNotEmpty();
  }

  @Test
  void tellsThatCoordinatesLookShiftedAndChangesNothing() {
    StringBuilder right = new StringBuilder("no,lat,lng,name,owner,watts\n");
    StringBuilder shifted = new StringBuilder(right);
    for (int i = 0; i < 15; i++) {
      GeoPoint at = new GeoPoint(30.8601 + i * 0.001, 121.9401);
      GeoPoint there = Coordinates.toGcj02(at);
      right.append(String.format(Locale.ROOT, "%d,%.7f,%.7f,灯,x,70%n", i, at.lat(), at.lng()));
      shifted.append(
          String.format(Locale.ROOT, "%d,%.7f,%.7f,灯,x,70%n", i, there.lat(), there.lng()));
    }
    long one = sender.begin("r.csv", mapping("shift", ""), bytes(right));
    sender.settled(one);
    sender.apply(one);
    long two = sender.begin("s.csv", mapping("shift", ""), bytes(shifted));
    assertThat(sender.line(two))
        .isEqualTo("REVIEW appeared 0 moved 15 changed 0 vanished 0 same 0 rejected 0");
    assertThat(sender.job(two).at("/read/notes").toString()).contains("GCJ-02");
    long three = sender.begin("s.csv", mapping("shift-elsewhere", ""), bytes(shifted));
    sender.settled(three);
    assertThat(sender.job(three).at("/read/notes").toString()).contains("GCJ-02");
    long four = sender.begin("s.csv", mapping("shift", "crs: GCJ02"), bytes(shifted));
    assertThat(sender.line(four)).contains("appeared 0").contains("changed 0");
    assertThat(sender.job(four).at("/read/notes").toString()).doesNotContain("GCJ-02:");
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anUploadGoesOnWhereItWasCutOff() {
    byte[] file = csv("u,30.8501,121.9501,灯,x,70");
    var begun =
        sender.post(
            "/api/v1/map/imports",
            "{\"name\":\"u.csv\",\"bytes\":%d,\"mapping\":\"source: up\\nclass: '01037'\\nkey: no\\ngeometry: {lat: lat, lng: lng}\"}"
                .formatted(file.length));
    long id = begun.json().path("id").asLong();
    byte[] head = java.util.Arrays.copyOfRange(file, 0, 10);
    byte[] tail = java.util.Arrays.copyOfRange(file, 10, file.length);
    assertThat(sender.piece(id, 0, head).json().at("/file/received").asLong()).isEqualTo(10);
    var wrong = sender.piece(id, 0, head);
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.json().path("received").asLong()).isEqualTo(10);
    assertThat(sender.piece(id, 10, new byte[file.length]).status()).isEqualTo(413);
    assertThat(sender.piece(id, 10, tail).status()).isEqualTo(200);
    assertThat(sender.line(id)).startsWith("REVIEW appeared 1");
    assertThat(
            sender
                .send("DELETE", "/api/v1/map/imports/" + id, "application/json", new byte[0])
                .status())
        .isEqualTo(204);
    assertThat(sender.post("/api/v1/map/imports/" + id + "/apply", "{}").status()).isEqualTo(409);
  }

  @Test
  void aFileThatIsNoneSaysSo() {
    long id =
        sender.begin(
            "x.zip", mapping("none", ""), "PK\3\4nonsense".getBytes(StandardCharsets.UTF_8));
    JsonNode job = sender.settled(id);
    assertThat(job.path("stage").asString()).isEqualTo("FAILED");
    assertThat(job.path("fault").asString()).contains("archive");
    assertThat(
            sender
                .post(
                    "/api/v1/map/imports", "{\"name\":\"x\",\"bytes\":5,\"mapping\":\"sorce: x\"}")
                .text())
        .contains("sorce");
  }

  @Test
  void whatIsExportedComesBackUnchanged() {
    long one =
        sender.begin(
            "e.csv",
            mapping("export", ""),
            csv("e1,30.8401,121.9601,灯一,供电公司,70", "e2,30.8402,121.9602,灯二,,"));
    sender.settled(one);
    sender.apply(one);
    for (String format : List.of("geojson", "ndjson", "csv", "gpkg")) {
      var file =
          sender.get(
              "/api/v1/map/exports/"
                  + format
                  + "?layer=street-lamp&bbox=121.959,30.839,121.961,30.841");
      assertThat(file.status()).as(format).isEqualTo(200);
      String geometry = format.equals("csv") ? "geometry: {lat: lat, lng: lng}\n" : "";
      String mapping =
          "source: back\nid: id\nclass: {column: class}\nname: name\nowner: owner\nstate: state\n";
      long back = sender.begin("back." + format, mapping + geometry, file.bytes());
      assertThat(sender.line(back))
          .as(format)
          .isEqualTo("REVIEW appeared 0 moved 0 changed 0 vanished 0 same 2 rejected 0");
    }
    assertThat(sender.get("/api/v1/map/exports/shp?layer=street-lamp&crs=4549").status())
        .isEqualTo(200);
    assertThat(sender.get("/api/v1/map/exports/geojson?layer=gas-main").text())
        .contains("lifelines");
    assertThat(sender.get("/api/v1/map/exports/dwg?layer=street-lamp").status()).isEqualTo(404);
  }
}
