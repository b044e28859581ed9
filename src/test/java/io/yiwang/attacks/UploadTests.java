package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.DataFolder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Pictures that are none, that unfold to too much, that are something else as well, or that name a
 * path.
 */
@PlatformTest
class UploadTests {
  private static final String SCRIPT = "<script>alert(1)</script><?php system('id'); ?>";

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired People people;
  @Autowired DataFolder folder;

  private Attacker officer;
  private String upload = "";

  @BeforeEach
  void come() {
    officer = Attacker.of(port, people, Duty.CITY_OFFICER, "", "");
    upload = "/api/v1/cases/" + new Opener(context).open().id() + "/photos";
  }

  @Test
  void whatIsNoPhotoIsRefusedWhateverItIsCalled() throws IOException {
    byte[] svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
            .getBytes(StandardCharsets.UTF_8);
    byte[] magicOnly = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 4, 1, 1};
    byte[] truncated = java.util.Arrays.copyOf(png(8, 8), 40);
    byte[] zip = "PK\3\4zip".getBytes(StandardCharsets.ISO_8859_1);
    byte[] gif = ("GIF89a/*" + SCRIPT + "*/").getBytes(StandardCharsets.US_ASCII);
    byte[] html = ("<html>" + SCRIPT).getBytes(StandardCharsets.US_ASCII);
    byte[] pngWithoutHeader =
        "\u0089PNG\r\n\u001a\n<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] file :
        List.of(svg, magicOnly, truncated, zip, gif, html, pngWithoutHeader, new byte[0])) {
      for (String name : List.of("p.png", "p.svg", "p.jpg")) {
        Reply reply = send(file, name, "image/png");
        assertThat(reply.status()).as(name + " " + reply.text()).isIn(400, 415);
      }
    }
  }

  @Test
  void aSmallFileThatClaimsAHugePictureIsRefused() throws IOException {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    byte[] png = png(8, 8);
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    bombs.put("PNG", png);
    byte[] negative = png(8, 8);
    ByteBuffer.wrap(negative).putInt(16, -1).putInt(20, -1);
    bombs.put("PNG of 2^32", negative);
    byte[] jpeg = jpeg();
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    bombs.put("JPEG", jpeg);
    ByteBuffer webp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(56);
    webp.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
    webp.put(new byte[] {-1, -1, 0, -1, -1, 0});
    bombs.put("WebP", webp.array());
    bombs.forEach(
        (name, bomb) -> {
          Reply reply = send(bomb, "p.png", "image/png");
          assertThat(reply.status() + " " + reply.problem())
              .as(name + reply.text())
              .isEqualTo("413 photo-too-large");
        });
    assertThat(send(new byte[11 << 20], "p.png", "image/png").status()).isEqualTo(413);
    assertThat(send(png(2_000, 1_500), "p.png", "image/png").status()).isLessThan(300);
  }

  /** What comes after the picture, and what cameras write into it, is not kept. */
  @Test
  void aPictureThatIsSomethingElseAsWellIsAPictureOnly() throws IOException {
    for (byte[] plain : List.of(png(8, 8), jpeg())) {
      var both = new ByteArrayOutputStream();
      both.writeBytes(plain);
      both.writeBytes(("PK\3\4" + SCRIPT).getBytes(StandardCharsets.ISO_8859_1));
      Reply stored = send(both.toByteArray(), "evil.php", "text/html");
      assertThat(stored.status()).as(stored.text()).isLessThan(300);
      Reply shown = officer.get(stored.json().path("url").asString());
      assertThat(shown.http().body()).isEqualTo(plain);
      assertThat(shown.header("Content-Type")).startsWith("image/");
      assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(shown.header("Cache-Control")).doesNotContain("public");
    }
  }

  @Test
  void theNameOfAFileIsNoPath() throws IOException {
    send(png(8, 8), "first.png", "image/png");
    List<Path> before = outside();
    for (String name :
        List.of(
            "../../../../tmp/yiwang-escaped.png",
            "..\\\\..\\\\yiwang-escaped.png",
            "/etc/yiwang-escaped",
            "a\u0000.png",
            "secrets/vault.master",
            "%2e%2e%2fyiwang-escaped",
            "x".repeat(3_000) + ".png")) {
      Reply reply = send(png(8, 8), name, "image/png");
      assertThat(reply.status()).as(name).isLessThan(500);
      if (reply.status() < 300) {
        assertThat(reply.json().path("id").asString()).matches("[0-9a-f]{32}");
      }
    }
    assertThat(outside()).isEqualTo(before);
    assertThat(Path.of("/tmp/yiwang-escaped.png")).doesNotExist();
  }

  @Test
  void tooManyPartsAreRefused() {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      parts
          .append("--b\r\nContent-Disposition: form-data; name=\"a")
          .append(i)
          .append("\"\r\n\r\nx\r\n");
    }
    parts.append("--b--\r\n");
    Reply reply =
        officer.send(
            "POST",
            "/api/v1/reports",
            "multipart/form-data; boundary=b",
            BodyPublishers.ofString(parts.toString()));
    assertThat(reply.status()).isIn(400, 413);
  }

  private Reply send(byte[] file, String name, String type) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n".formatted(name)
                + "Content-Type: %s\r\n\r\n".formatted(type))
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return officer.send(
        "POST",
        upload,
        "multipart/form-data; boundary=b",
        BodyPublishers.ofByteArray(body.toByteArray()));
  }

  /** Whatever lies in the data folder beside what the servers write all the time. */
  private List<Path> outside() throws IOException {
    try (Stream<Path> top = Files.list(folder.root())) {
      return top.sorted().toList();
    }
  }

  private static byte[] png(int width, int height) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static byte[] jpeg() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return out.toByteArray();
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xFF) == first && (bytes[i + 1] & 0xFF) == second) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }
}
