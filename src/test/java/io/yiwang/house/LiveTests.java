package io.yiwang.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The live stream: a screen hears everything once, also what happened while it was away. */
@PlatformTest
class LiveTests {
  @LocalServerPort int port;
  @Autowired Outbox outbox;
  @Autowired Live live;
  @Autowired JdbcTemplate jdbc;
  @Autowired DataFolder folder;
  @Autowired TransactionTemplate transaction;

  private final String run = UUID.randomUUID().toString();

  @Test
  void aScreenThatWasAwayHearsExactlyWhatItMissed() throws Exception {
    String last;
    try (Screen screen = new Screen(null)) {
      await().until(() -> screen.text().contains("event: hello"));
      happen("one");
      await().until(() -> screen.text().contains(run + "one"));
      last = screen.lastId();
    }
    happen("two");
    happen("three");
    try (Screen screen = new Screen(last)) {
      await().until(() -> screen.text().contains(run + "three"));
      happen("four");
      await().until(() -> screen.text().contains(run + "four"));
      assertThat(screen.seen(run)).containsExactly("two", "three", "four");
    }
  }

  @Test
  void aScreenWithAPositionNobodyKnowsIsToldToLoadAfresh() throws Exception {
    try (Screen screen = new Screen(Long.toString(Long.MAX_VALUE))) {
      await().until(() -> screen.text().contains("event: reset"));
    }
  }

  @Test
  void nothingIsMissedWhileTheStreamItselfWasAway() throws Exception {
    String last;
    try (Screen screen = new Screen(null)) {
      await().until(() -> screen.text().contains("event: hello"));
      happen("before");
      await().until(() -> screen.text().contains(run + "before"));
      last = screen.lastId();
      live.stop();
    }
    happen("meanwhile");
    live.start();
    happen("since");
    try (Screen screen = new Screen(last)) {
      await().until(() -> screen.text().contains(run + "since"));
      happen("then");
      await().until(() -> screen.text().contains(run + "then"));
      assertThat(screen.seen(run)).containsExactly("meanwhile", "since", "then");
    }
  }

  @Test
  void aScreenThatWasAwayLongerThanEventsAreKeptIsToldToLoadAfresh() throws Exception {
    happen("last");
    String last = Long.toString(outbox.head());
    happen("forgotten");
    happen("kept");
    long head = outbox.head();
    await().until(() -> slowestConsumer() >= head);
    jdbc.update("delete from house.outbox where id < ?", head);

    assertToldToLoadAfresh(last);
  }

  @Test
  void aScreenThatMissedMoreThanCanBeRepeatedIsToldToLoadAfresh() throws Exception {
    happen("last");
    String last = Long.toString(outbox.head());
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i <= LiveController.CATCH_UP; i++) {
            outbox.append(Live.TOPIC, "0", "Tested", Map.of("name", run + "many"));
          }
        });

    assertToldToLoadAfresh(last);
  }

  /** Told so once, at the present position, and then hears what happens next. */
  private void assertToldToLoadAfresh(String last) throws Exception {
    try (Screen screen = new Screen(last)) {
      await().until(() -> screen.text().contains("event: reset"));
      assertThat(screen.lastId()).isEqualTo(Long.toString(outbox.head()));
      happen("next");
      await().until(() -> screen.text().contains(run + "next"));
      assertThat(screen.seen(run)).containsExactly("next");
    }
  }

  private long slowestConsumer() {
    Long position =
        jdbc.queryForObject(
            "select min(position) from house.outbox_cursor where consumer in ('dispatch',"
                + " 'cases-follow-ups')",
            Long.class);
    return position == null ? 0 : position;
  }

  private void happen(String name) {
    transaction.executeWithoutResult(
        status ->
            outbox.append(
                Live.TOPIC,
                "0",
                "Tested",
                Map.of("name", run + name, "case", Map.of("regionPath", "310000"))));
  }

  /** Reads the stream on a thread of its own, as a browser would. */
  private final class Screen implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final InputStream body;

    Screen(@Nullable String lastEventId) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/live"))
              .timeout(Duration.ofSeconds(20))
              .header("X-Api-Key", folder.secret("import.key"));
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      body = response.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | RuntimeException e) {
        lines.add("closed");
      }
    }

    String text() {
      return String.join("\n", lines);
    }

    String lastId() {
      return lines.stream()
          .filter(l -> l.startsWith("id: "))
          .reduce((a, b) -> b)
          .orElseThrow()
          .substring(4);
    }

    List<String> seen(String run) {
      return lines.stream()
          .filter(l -> l.startsWith("data: ") && l.contains(run))
          .map(l -> l.replaceAll(".*" + run + "([a-z]+).*", "$1"))
          .toList();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
