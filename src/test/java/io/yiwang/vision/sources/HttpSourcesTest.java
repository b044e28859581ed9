package io.yiwang.vision.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures over HTTP from a small server on this machine. */
class HttpSourcesTest {
  private static final byte[] JPEG = {
    (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2, 1, 2, (byte) 0xFF, (byte) 0xD9
  };
  private static final Duration EVERY = Duration.ofMillis(50);

  private final Taken taken = new Taken();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private CameraHttp http;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/snap.jpg", e -> answer(e, 200, JPEG));
    server.createContext("/gone.jpg", e -> answer(e, 404, new byte[0]));
    server.createContext("/private", HttpSourcesTest::guarded);
    server.createContext("/stream", HttpSourcesTest::stream);
    server.createContext(
        "/away",
        e -> {
          e.getResponseHeaders().add("Location", address("/secret"));
          answer(e, 302, new byte[0]);
        });
    server.createContext(
        "/secret",
        e -> {
          asked.incrementAndGet();
          answer(e, 200, JPEG);
        });
    server.start();
    int port = server.getAddress().getPort();
    http = new CameraHttp(new AllowedAddresses(List.of("127.0.0.1:" + port)));
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Digest, as most cameras want it. */
  private static void guarded(HttpExchange exchange) throws IOException {
    String said = exchange.getRequestHeaders().getFirst("Authorization");
    if (said != null && said.startsWith("Digest ") && said.contains("username=\"viewer\"")) {
      answer(exchange, 200, JPEG);
    } else {
      exchange
          .getResponseHeaders()
          .add("WWW-Authenticate", "Digest realm=\"cam\", nonce=\"abc\", qop=\"auth\"");
      answer(exchange, 401, new byte[0]);
    }
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=b");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 5; i++) {
        String head = "--b\r\nContent-Type: image/jpeg\r\nContent-Length: " + JPEG.length;
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(JPEG);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private Snapshot snapshot(String address) {
    Snapshot source = new Snapshot("c", http, address, EVERY, taken, Clock.systemUTC());
    source.begin();
    return source;
  }

  private void awaitFault(FrameSource source, String words) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(source.fault()).contains(words));
    assertThat(taken.shots()).isEmpty();
    source.close();
  }

  @Test
  void takesOnePictureAfterTheOther() {
    try (FrameSource source = snapshot(address("/snap.jpg"))) {
      assertThat(taken.await(3).getFirst().bytes()).isEqualTo(JPEG);
      assertThat(source.fault()).isNull();
    }
  }

  @Test
  void signsInWithNameAndPasswordOfTheAddress() {
    String address = address("/private").replace("//", "//viewer:word@");
    try (FrameSource source = snapshot(address)) {
      assertThat(taken.await(1)).isNotEmpty();
      assertThat(source.fault()).isNull();
    }
  }

  @Test
  void followsNoRedirect() {
    awaitFault(snapshot(address("/away")), "another address");
    assertThat(asked).hasValue(0);
  }

  @Test
  void saysWhatTheCameraAnswers() {
    awaitFault(snapshot(address("/gone.jpg")), "status 404");
  }

  @Test
  void connectsToNothingElse() {
    awaitFault(snapshot("http://127.0.0.1:1/snap.jpg"), "is not among the addresses");
  }

  @Test
  void readsMotionJpegAndBeginsAnewWhenItEnds() {
    Mjpeg source = new Mjpeg("c", http, address("/stream"), EVERY, taken, Clock.systemUTC());
    source.begin();
    try (source) {
      // five pictures at once are one in their time; the stream is opened again for more
      assertThat(taken.await(2).getFirst().bytes()).isEqualTo(JPEG);
    }
  }
}
