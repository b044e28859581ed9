package io.yiwang.sensing.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Caller;
import io.yiwang.sensing.Caller.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class ReportsOverHttpTest {
  private static final String PATH = "/api/v1/reports";
  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;

  private Caller caller;
  private String classCode;
  private GeoPoint centre;

  @BeforeEach
  void resident() {
    caller =
        new Caller(port, keys.issue("reports-" + UUID.randomUUID(), "RESIDENT", Set.of("observe")));
    classCode = catalogue.list().getFirst().code();
    centre = regions.root().centre();
  }

  @Test
  void takesAReportWithPhotoOnceAndTellsItsStatus() throws IOException {
    String key = UUID.randomUUID().toString();
    Answer first = report(key, png());
    Answer again = report(key, png());

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    Answer status = caller.get(PATH + "/" + first.json().path("tracking").asString());
    assertThat(status.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(status.text()).doesNotContain("13800000000");
    Answer photo = caller.get(status.json().path("photos").get(0).asString());
    assertThat(photo.status() + " " + photo.type()).isEqualTo("200 image/png");
    assertThat(photo.http().body()).isEqualTo(png());
  }

  @Test
  void refusesWhatIsNoPhotoAndWhatHasNoPlace() throws IOException {
    Answer text = report(UUID.randomUUID().toString(), "hello".getBytes(StandardCharsets.UTF_8));
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.problem("type").asString()).isEqualTo("urn:yiwang:problem:not-a-photo");

    Answer nowhere = send(Map.of("key", "k", "class", classCode), new byte[0]);
    assertThat(nowhere.status()).isEqualTo(400);
    assertThat(nowhere.problem("field").asString()).isEqualTo("lat");

    Answer outside =
        send(Map.of("key", "k", "class", classCode, "lat", "-45", "lng", "10"), new byte[0]);
    assertThat(outside.problem("type").asString()).isEqualTo("urn:yiwang:problem:outside-city");

    Answer joined = send(Map.of("key", "k", "joins", "no-such"), new byte[0]);
    assertThat(joined.problem("field").asString()).isEqualTo("joins");
  }

  @Test
  void knowsNoTrackingWordOrPhotoThatWasNotGivenOut() {
    assertThat(caller.get(PATH + "/ABCDEFGHJKMNPQRS").status()).isEqualTo(404);
    assertThat(caller.get("/api/v1/photos/0123456789abcdef0123456789abcdef").status())
        .isEqualTo(404);
    assertThat(caller.get("/api/v1/photos/..%2f..%2fsecrets").status()).isIn(400, 404);
  }

  @Test
  void listsMattersNearby() {
    String near = PATH + "/nearby?lat=" + centre.lat() + "&lng=" + centre.lng();
    assertThat(caller.get(near).json().isArray()).isTrue();
    assertThat(caller.get(PATH + "/nearby?lat=121&lng=31").status()).isEqualTo(400);
  }

  private Answer report(String key, byte[] photo) {
    return send(
        Map.of(
            "key",
            key,
            "class",
            classCode,
            "lat",
            "" + centre.lat(),
            "lng",
            "" + centre.lng(),
            "description",
            "路边有垃圾",
            "phone",
            "13800000000"),
        photo);
  }

  private Answer send(Map<String, String> fields, byte[] photo) {
    String line = "--limit\r\nContent-Disposition: form-data; name=\"";
    var body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                (line + name + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    if (photo.length > 0) {
      body.writeBytes(
          (line + "photo\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(photo);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
    return caller.post(PATH, "multipart/form-data; boundary=limit", body.toByteArray());
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
