package io.yiwang.vision.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.citymap.Hamlets;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registry of cameras over HTTP, and pictures that are sent. */
@PlatformTest
class CamerasTests {
  private static final String PATH = "/api/v1/cameras";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired JdbcClient jdbc;
  @Autowired ApiKeys keys;

  private final String code = "c-" + UUID.randomUUID();
  private Hamlets sea;
  private Caller steward;

  @BeforeEach
  void settle() {
    sea = new Hamlets(beans, port);
    steward = sea.person(Duty.ADMIN);
  }

  private String form(String more) {
    return """
    {"code": "%s", "name": "海边一号", "lat": %s, "lng": %s, "heading": 90,
     "abilities": [{"id": "dropped-things", "everySeconds": 5}],
     "zones": [{"kind": "PRIVACY", "name": "窗", "corners": [[0, 0], [0.2, 0], [0.2, 0.3]]}]%s}
    """
        .formatted(code, sea.lat(0.5), sea.lng(0.5), more);
  }

  private static final String UPLOAD = ", \"source\": {\"kind\": \"UPLOAD\"}";

  private JsonNode send(Caller by, String method, String path, String body, int status) {
    HttpResponse<String> answer = by.send(method, path, "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private JsonNode get(Caller by, String path, int status) {
    HttpResponse<String> answer = by.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void isAddedChangedAndRemovedByItsKeeper() {
    JsonNode added = send(steward, "POST", PATH, form(UPLOAD), 201);
    assertThat(added.at("/regionPath").asString()).endsWith(sea.grid(1));
    assertThat(added.at("/state").asString()).isIn("WAITING", "ONLINE");
    assertThat(added.at("/fieldOfView").size()).isGreaterThan(5);
    send(steward, "POST", PATH, form(UPLOAD), 409);

    String changed = form(UPLOAD + ", \"version\": 1").replace("一号", "二号");
    JsonNode after = send(steward, "PUT", PATH + "/" + code, changed, 200);
    assertThat(after.at("/name").asString()).isEqualTo("海边二号");
    assertThat(after.at("/version").asInt()).isEqualTo(2);
    JsonNode stale = send(steward, "PUT", PATH + "/" + code, changed, 409);
    assertThat(stale.at("/type").asString()).isEqualTo("urn:yiwang:problem:stale-camera");

    assertThat(get(steward, PATH + "?words=" + code, 200).at("/total").asInt()).isEqualTo(1);
    send(steward, "DELETE", PATH + "/" + code, "", 204);
    get(steward, PATH + "/" + code, 404);
  }

  @Test
  void whatIsWrongIsSaidFieldByField() {
    assertBad(form(""), "source.kind");
    assertBad(form(UPLOAD).replace("\"heading\": 90", "\"heading\": 400"), "heading");
    assertBad(form(UPLOAD).replace("dropped-things", "mind-reading"), "abilities.id");
    assertBad(form(UPLOAD).replace("[0.2, 0]", "[1.2, 0]"), "zones.corners");
    assertBad(form(UPLOAD).replace("海边一号", " "), "name");
    assertBad(form(UPLOAD).replace(code, "a/b"), "code");
    assertBad(form(UPLOAD).replace(Double.toString(sea.lat(0.5)), "10"), "lat,lng");
    assertBad(form(UPLOAD + ", \"owner\": \"nobody\""), "owner");
    String line =
        ", \"ground\":"
            + " [{\"px\":0,\"py\":0,\"lng\":121,\"lat\":31},{\"px\":0.1,\"py\":0.1,\"lng\":121.1,\"lat\":31},"
            + "{\"px\":0.2,\"py\":0.2,\"lng\":121,\"lat\":31.1},{\"px\":1,\"py\":0,\"lng\":121.1,\"lat\":31.1}]";
    assertBad(form(UPLOAD + line), "ground");
  }

  private void assertBad(String form, String field) {
    JsonNode problem = send(steward, "POST", PATH, form, 400);
    assertThat(problem.at("/field").asString()).isEqualTo(field);
  }

  @Test
  void nothingIsFetchedFromWhereItMayNot() {
    for (String address :
        new String[] {
          "http://127.0.0.1:" + port + "/api/v1/city",
          "http://169.254.169.254/latest",
          "rtsp://10.0.0.1/live",
          "file:///etc/passwd"
        }) {
      for (String kind : new String[] {"SNAPSHOT", "MJPEG", "RTSP"}) {
        String source =
            ", \"source\": {\"kind\": \"%s\", \"address\": \"%s\"}".formatted(kind, address);
        assertBad(form(source), "source.address");
      }
    }
    assertBad(
        form(", \"source\": {\"kind\": \"FOLDER\", \"address\": \"/etc\"}"), "source.address");
    assertBad(
        form(", \"source\": {\"kind\": \"FILE\", \"address\": \"../../x\"}"), "source.address");
  }

  @Test
  void othersSeeTheirOwnRegionsOnlyAndChangeNothing() {
    send(steward, "POST", PATH, form(UPLOAD), 201);
    Hamlets other = new Hamlets(beans, port);
    Caller near = sea.person(Duty.STREET_OFFICER);
    Caller far = other.person(Duty.STREET_OFFICER);
    assertThat(get(near, PATH + "/" + code, 200).at("/mayChange").asBoolean()).isFalse();
    get(far, PATH + "/" + code, 404);
    assertThat(get(near, PATH + "?words=" + code, 200).at("/total").asInt()).isEqualTo(1);
    assertThat(get(far, PATH + "?words=" + code, 200).at("/total").asInt()).isZero();
    send(near, "PUT", PATH + "/" + code, form(UPLOAD + ", \"version\": 1"), 403);
    send(other.person(Duty.ADMIN), "PUT", PATH + "/" + code, form(UPLOAD), 404);
    get(sea.person(Duty.GRID_WORKER), PATH, 403);
  }

  private static byte[] picture(Color colour) throws IOException {
    BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, 320, 180);
    g.setColor(Color.WHITE);
    for (int i = 0; i < 20; i++) {
      g.fillRect(i * 16, (i * 37) % 150, 9, 24);
    }
    g.dispose();
    var file = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", file);
    return file.toByteArray();
  }

  @Test
  void picturesThatAreSentAreLookedAtAndShown() throws IOException {
    send(steward, "POST", PATH, form(UPLOAD), 201);
    Caller camera = Caller.program(port, keys.issue("camera-" + code, "CAMERA", Set.of("observe")));
    Caller another = Caller.program(port, keys.issue("camera-x", "CAMERA", Set.of("observe")));
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    String frames = PATH + "/" + code + "/frames?wait=true&at=" + at;
    assertThat(another.post(frames, "image/jpeg", picture(Color.GRAY)).statusCode()).isEqualTo(403);
    get(steward, PATH + "/" + code + "/sight", 404);
    HttpResponse<String> looked = camera.post(frames, "image/jpeg", picture(Color.GRAY));
    assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
    JsonNode answer = JsonMapper.shared().readTree(looked.body());
    assertThat(answer.at("/looked").asBoolean()).isTrue();
    assertThat(answer.at("/sight/width").asInt()).isEqualTo(320);

    // the same moment again is refused, and so is what is no picture
    assertThat(camera.post(frames, "image/jpeg", picture(Color.GRAY)).statusCode()).isEqualTo(400);
    String later = PATH + "/" + code + "/frames?wait=true&at=" + at.plusSeconds(10);
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
    assertThat(camera.post(later, "image/jpeg", text).statusCode()).isEqualTo(400);
    byte[] whole = picture(Color.GRAY);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThat(camera.post(later, "image/jpeg", half).statusCode()).isEqualTo(415);
    Instant future = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    assertThat(
            camera
                .post(PATH + "/" + code + "/frames?at=" + future, "image/jpeg", whole)
                .statusCode())
        .isEqualTo(400);

    JsonNode sight = get(sea.person(Duty.ACCEPTOR), PATH + "/" + code + "/sight", 200);
    assertThat(sight.at("/at").asString()).isEqualTo(at.toString());
    HttpResponse<String> shown = steward.get(PATH + "/" + code + "/picture");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("content-type")).hasValue("image/jpeg");
    assertThat(shown.headers().firstValue("etag").orElseThrow())
        .isEqualTo("\"" + at.toEpochMilli() + "-1\"");
    get(sea.person(Duty.GRID_WORKER), PATH + "/" + code + "/picture", 403);

    assertThat(camera.post(later, "image/jpeg", picture(Color.DARK_GRAY)).statusCode())
        .isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                jdbc.sql("select seen_at is not null from vision.camera where code = ?")
                    .param(code)
                    .query(Boolean.class)
                    .single());
  }

  @Test
  void theAddressIsSealedAndNeverShown() {
    String form =
        form(
            ", \"source\": {\"kind\": \"SNAPSHOT\", \"address\":"
                + " \"http://u:canary7@127.0.0.1:9/s\"}");
    JsonNode added = send(steward, "POST", PATH, form, 201);
    assertThat(added.at("/source/addressKept").asBoolean()).isTrue();
    assertThat(added.toString()).doesNotContain("canary7");
    assertThat(get(steward, PATH + "/" + code, 200).toString()).doesNotContain("canary7");
    byte[] stored =
        jdbc.sql("select address from vision.camera where code = ?")
            .param(code)
            .query(byte[].class)
            .single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("canary7");
    // left out, it stays; another kind needs another address
    String keep =
        form(", \"source\": {\"kind\": \"SNAPSHOT\"}, \"enabled\": false, \"version\": 1");
    JsonNode kept = send(steward, "PUT", PATH + "/" + code, keep, 200);
    assertThat(kept.at("/source/addressKept").asBoolean()).isTrue();
    assertThat(kept.at("/state").asString()).isEqualTo("OFF");
    send(
        steward,
        "PUT",
        PATH + "/" + code,
        form(", \"source\": {\"kind\": \"MJPEG\"}, \"version\": 2"),
        400);
    Caller key = Caller.program(port, keys.issue("cameras", "CAMERA", Set.of("observe")));
    HttpResponse<String> sent = key.post(PATH + "/" + code + "/frames", "image/jpeg", new byte[9]);
    assertThat(sent.body()).contains("camera-fetches");
  }
}
