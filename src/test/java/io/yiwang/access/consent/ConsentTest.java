package io.yiwang.access.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.ConsentEvent;
import io.yiwang.access.Consents;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Seat;
import io.yiwang.house.DataFolder;
import io.yiwang.house.Live;
import io.yiwang.house.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Consent holds from when it is given until it is withdrawn, to the event. */
@PlatformTest
class ConsentTest {
  private static final String DOORBELL = "smart-doorbell";

  @LocalServerPort int port;
  @Autowired Consents consents;
  @Autowired People people;
  @Autowired DataFolder folder;
  @Autowired Live live;

  private final String household = "household:" + UUID.randomUUID();

  @Test
  void holdsUntilWithdrawnAndKeepsItsHistory() {
    assertThat(consents.holds(household, DOORBELL)).isFalse();
    consents.withdraw(household, DOORBELL, "visit"); // nothing was given: nothing happens
    assertThat(consents.history(household)).isEmpty();
    consents.give(household, DOORBELL, "paper");
    consents.give(household, DOORBELL, "paper");
    assertThat(consents.holds(household, DOORBELL)).isTrue();
    assertThat(consents.holds(household, "visit-records")).isFalse();
    assertThat(consents.holding(List.of(household, "household:0"), DOORBELL))
        .isEqualTo(Set.of(household));
    consents.withdraw(household, DOORBELL, "visit");
    assertThat(consents.holds(household, DOORBELL)).isFalse();
    assertThat(consents.history(household))
        .extracting(ConsentEvent::given, ConsentEvent::channel)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, "paper"),
            org.assertj.core.groups.Tuple.tuple(false, "visit"));
  }

  @Test
  void refusesAPurposeNobodyKnows() {
    assertThatThrownBy(() -> consents.give(household, "selling", "paper"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("purpose (selling)");
  }

  @Test
  void isRecordedOverTheApiByThoseWhoMay() {
    Seat steward = Seat.of(port, people, "", Duty.ADMIN);
    String path = "/api/v1/consents/" + household + "/" + DOORBELL;
    assertThat(steward.send("PUT", path + "?channel=paper", "").statusCode()).isEqualTo(200);
    assertThat(consents.holds(household, DOORBELL)).isTrue();
    assertThat(steward.send("DELETE", path, null).body()).contains("\"given\":false");
    assertThat(consents.holds(household, DOORBELL)).isFalse();
    assertThat(steward.get("/api/v1/consents").body()).contains("智能门磁");
    Seat worker = Seat.of(port, people, "", Duty.GRID_WORKER);
    assertThat(worker.send("PUT", path, "").statusCode()).isEqualTo(403);
    assertThat(worker.get("/api/v1/consents/" + household).statusCode()).isEqualTo(403);
  }

  /** A withdrawal waits for the act that is under way; after it, no act is done. */
  @Test
  void noActOutlivesTheWithdrawal() throws Exception {
    consents.give(household, DOORBELL, "paper");
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var acted = new AtomicBoolean();
    CompletableFuture<Boolean> act =
        CompletableFuture.supplyAsync(
            () ->
                consents.whileHeld(
                    household,
                    DOORBELL,
                    () -> {
                      begun.countDown();
                      awaited(goOn);
                      acted.set(true);
                    }));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> withdrawn =
        CompletableFuture.supplyAsync(
            () -> {
              consents.withdraw(household, DOORBELL, "page");
              return acted.get();
            });
    assertThat(consents.holds(household, DOORBELL)).isTrue();
    goOn.countDown();
    assertThat(act.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(withdrawn.get(20, TimeUnit.SECONDS)).as("acted before it was withdrawn").isTrue();
    assertThat(consents.whileHeld(household, DOORBELL, () -> acted.set(false))).isFalse();
    assertThat(acted).isTrue();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The smart doorbell of a household under observation reports every opening of the door to the
   * screens, only while the household agrees. The door goes on opening all the time.
   */
  @Test
  void theDoorbellFallsSilentWhenConsentIsWithdrawnMidStream() throws Exception {
    consents.give(household, DOORBELL, "paper");
    List<String> heard = new CopyOnWriteArrayList<>();
    var openings = new AtomicLong();
    var alive = new AtomicBoolean(true);
    try (InputStream screen = screen(heard)) {
      await().until(() -> heard.stream().anyMatch(l -> l.contains("hello")));
      Thread door =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (alive.get()) {
                      open(openings.incrementAndGet());
                    }
                  });
      await().until(() -> openingsHeard(heard) > 20);
      consents.withdraw(household, DOORBELL, "page");
      long last = openings.get() + 1; // one may have been on its way when the withdrawal began
      await().until(() -> openings.get() > last + 200);
      alive.set(false);
      door.join();
      live.push("doorbell", Map.of("household", household, "end", true));
      await().until(() -> heard.stream().anyMatch(l -> l.contains("\"end\":true")));
      assertThat(highestHeard(heard)).isLessThanOrEqualTo(last);
    }
  }

  private void open(long number) {
    consents.whileHeld(
        household,
        DOORBELL,
        () -> live.push("doorbell", Map.of("household", household, "opening", number)));
  }

  private long openingsHeard(List<String> heard) {
    return heard.stream().filter(l -> l.contains(household) && l.contains("opening")).count();
  }

  private long highestHeard(List<String> heard) {
    return heard.stream()
        .filter(l -> l.contains(household) && l.contains("opening"))
        .mapToLong(l -> Long.parseLong(l.replaceAll(".*\"opening\":(\\d+).*", "$1")))
        .max()
        .orElseThrow();
  }

  private InputStream screen(List<String> heard) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/live"))
            .header("X-Api-Key", folder.secret("import.key"))
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    InputStream body = response.body();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                lines.lines().forEach(heard::add);
              } catch (IOException | RuntimeException closed) {
                heard.add("closed");
              }
            });
    return body;
  }
}
