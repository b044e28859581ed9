package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.attacks.Operation.Parameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Promise S13: what is too deep, too long, too large or too much is refused, and soon. */
@PlatformTest
class ResourceTests {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Set<String> SIZES = Set.of("size", "limit", "page_size", "most");

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  private Cast cast;

  @BeforeEach
  void come() {
    cast = new Cast(context, port, "attack.here");
  }

  /** All tests come from one address, which must not stay locked. */
  @AfterEach
  void forgive() {
    jdbc.update("delete from access.sign_in_attempt");
  }

  @Test
  void noBodyIsTooDeepTooLongOrTooLarge() {
    String deep = "[".repeat(50_000) + "]".repeat(50_000);
    String nested = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
    String digits = "{\"id\":" + "9".repeat(100_000) + "}";
    String name = "{\"" + "n".repeat(200_000) + "\":1}";
    byte[] large = ("{\"note\":\"" + "x".repeat(5 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    int bodies = 0;
    for (Operation operation : bodies()) {
      Attacker attacker = cast.best(operation, operation.at("0"), "{}");
      for (String bomb : List.of(deep, nested, digits, name)) {
        refused(operation, attacker.json(operation.method(), operation.at("0"), bomb));
      }
      BodyPublisher unannounced =
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
      for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(large), unannounced)) {
        Reply reply =
            attacker.send(operation.method(), operation.at("0"), "application/json", body);
        refused(operation, reply);
        if (!reply.problem().equals("not-found")) {
          assertThat(reply.status()).as(operation + reply.text()).isIn(400, 403, 404, 413);
        }
      }
      bodies++;
    }
    assertThat(bodies).isGreaterThan(15);
  }

  @Test
  void aBodyOfFiveMebibytesIsRefusedByItsLengthAlone() {
    Attacker nobody = Attacker.nobody(port);
    byte[] large = ("{\"login\":\"" + "x".repeat(5 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    Reply announced =
        nobody.send(
            "POST", "/api/v1/session", "application/json", BodyPublishers.ofByteArray(large));
    Reply streamed =
        nobody.send(
            "POST",
            "/api/v1/session",
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    for (Reply reply : List.of(announced, streamed)) {
      assertThat(reply.status() + " " + reply.problem()).isEqualTo("413 body-too-large");
    }
  }

  @Test
  void noPageIsLargerThanTheLargest() {
    List<String> paged = new ArrayList<>();
    for (Operation operation : Operation.all(port)) {
      if (operation.writes()) {
        continue;
      }
      Attacker attacker = cast.best(operation, operation.at("0"), "");
      for (Parameter parameter : operation.parameters()) {
        boolean size = SIZES.contains(parameter.name());
        if (!size && !parameter.name().equals("page")) {
          continue;
        }
        for (String value : List.of("2147483647", "1000000", "-1", "0")) {
          Reply reply = attacker.get(operation.with(parameter, value));
          String what = operation + " " + parameter.name() + "=" + value;
          assertThat(reply.status()).as(what + reply.text()).isLessThan(500);
          assertThat(reply.took()).as(what).isLessThan(LONGEST);
          if (reply.status() == 200 && reply.header("Content-Type").contains("json")) {
            JsonNode json = reply.json();
            int items = json.isArray() ? json.size() : json.path("items").size();
            assertThat(items).as(what).isLessThanOrEqualTo(1_000);
          }
        }
        paged.add(operation.toString());
      }
    }
    assertThat(paged).hasSizeGreaterThan(10);
  }

  /** 64 MiB of one letter are 64 kB on the wire. */
  @Test
  void aSmallFileDoesNotUnfoldToALargeOne() throws IOException {
    byte[] bomb = zipped(64 << 20, "x");
    byte[] rows = zipped(64 << 20, "[");
    for (Operation operation : Operation.all(port)) {
      boolean takesFiles =
          operation.path().endsWith("/import") || operation.path().equals("/api/v1/observations");
      if (!takesFiles) {
        continue;
      }
      String type = operation.type().isEmpty() ? "application/json" : operation.type();
      Attacker attacker = cast.best(operation, operation.path(), "{}");
      for (byte[] body : List.of(bomb, rows)) {
        Reply reply =
            attacker.send(
                "POST",
                operation.path(),
                type,
                BodyPublishers.ofByteArray(body),
                "Content-Encoding",
                "gzip");
        assertThat(reply.status()).as(operation + " " + reply.text()).isLessThan(500);
        assertThat(reply.took()).as(operation.toString()).isLessThan(LONGEST);
      }
    }
  }

  @Test
  void noAddressOrHeaderIsTooLong() {
    Attacker nobody = Attacker.nobody(port);
    assertThat(nobody.get("/api/v1/catalogue/suggest?text=" + "x".repeat(20_000)).status())
        .isIn(400, 414, 431);
    assertThat(nobody.get("/api/v1/city", "X-Long", "x".repeat(20_000)).status()).isIn(400, 431);
    assertThat(nobody.get("/api/v1/city", "Cookie", "a=b; ".repeat(3_000)).status()).isIn(400, 431);
    StringBuilder many = new StringBuilder("/api/v1/city?");
    for (int i = 0; i < 1_500; i++) {
      many.append("a").append(i).append("&");
    }
    assertThat(nobody.get(many.toString()).status()).isIn(200, 400, 414);
  }

  /** The same name twice, and lists in its place. */
  @Test
  void aRepeatedParameterIsNoFault() {
    for (Operation operation : Operation.all(port)) {
      if (operation.writes() || operation.path().contains("{")) {
        continue;
      }
      Attacker attacker = cast.best(operation, operation.path(), "");
      for (Parameter parameter : operation.parameters()) {
        String name = parameter.name();
        String twice = "?%s=1&%s=2&%s[]=3&%s[a]=4".formatted(name, name, name, name);
        Reply reply =
            attacker.get(operation.path() + twice.replace("[", "%5B").replace("]", "%5D"));
        assertThat(reply.status()).as(operation + twice).isLessThan(500);
      }
    }
  }

  private List<Operation> bodies() {
    return Operation.all(port).stream()
        .filter(o -> o.body() != null)
        // these two answer row by row
        .filter(o -> !o.path().equals("/api/v1/observations"))
        .filter(o -> !o.path().equals("/api/v1/devices/readings"))
        .toList();
  }

  private static void refused(Operation operation, Reply reply) {
    assertThat(reply.status()).as(operation + " " + reply.text()).isBetween(400, 499);
    assertThat(reply.took()).as(operation.toString()).isLessThan(LONGEST);
  }

  private static byte[] zipped(int bytes, String letter) throws IOException {
    byte[] some = letter.repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      for (int left = bytes; left > 0; left -= some.length) {
        zip.write(some);
      }
    }
    return out.toByteArray();
  }
}
