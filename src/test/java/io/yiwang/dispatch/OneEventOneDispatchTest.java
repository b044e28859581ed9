package io.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Regions;
import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import io.yiwang.incidents.Incidents;
import io.yiwang.kernel.ObservationId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Promise R3 in its quick form through the whole running platform: a generated stream whose real
 * events are known, delivered over HTTP with 10 % duplicates, 5 % up to ten minutes late, 1 % bad
 * rows, and poison in both topics, gives each event one incident, one case, one dispatch and one
 * announcement of each; what was set aside equals what was planted.
 */
@PlatformTest
class OneEventOneDispatchTest {
  private static final int EVENTS = Integer.getInteger("yiwang.r3.events", 400);
  private static final int REPORTS_AN_EVENT = 25;
  private static final int BATCH = 250;
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

  @LocalServerPort int port;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;
  @Autowired Units units;
  @Autowired People people;
  @Autowired Responsibilities responsibilities;
  @Autowired DutyBoard board;
  @Autowired Rosters rosters;
  @Autowired Incidents incidents;
  @Autowired LogCluster cluster;
  @Autowired DataFolder folder;
  @Autowired JdbcTemplate jdbc;
  @Autowired JsonMapper json;

  private final Random random = new Random(20261124);
  private final String run = "r3-" + UUID.randomUUID() + "-";
  private List<String> classes = List.of();
  private long worker;

  private record Delivery(String key, String row, int event, Instant arrivesAt) {}

  @BeforeEach
  void aUnitWithOneTirelessWorker() {
    classes =
        catalogue.list().stream()
            .filter(c -> c.autoFile() && !c.kind().equals("component"))
            .filter(c -> c.confusable().isEmpty() && c.radiusMetres() <= 100)
            .map(MatterClass::code)
            .limit(6)
            .toList();
    assertThat(classes).hasSize(6);
    String city = regions.root().code();
    units.putAll(List.of(new Unit(run + "unit", "工地组", "Sites", UnitKind.CREW, city, null)));
    responsibilities.putAll(
        classes.stream()
            .map(c -> new Responsibility(0, c, city, null, run + "unit", SINCE, null))
            .toList());
    worker =
        people.create(
            new NewPerson(
                run, "工", "W", "no password", Set.of(Duty.GRID_WORKER), run + "unit", "", ""));
    board.enrol(
        List.of(
            new NewWorker(
                worker, "工", "W", WorkerRole.WORKER, run + "unit", city, 1_000_000, null)));
    var daily = EnumSet.allOf(DayOfWeek.class);
    rosters.addAll(
        List.of(new Shift(0, worker, daily, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, SINCE, null)));
    board.forget();
  }

  @AfterEach
  void theWorkerGoesHome() {
    board.switchDuty(worker, false);
  }

  @Test
  void eachRealEventIsOneCaseDispatchedOnceAndThePoisonIsSetAside() throws Exception {
    long poisonBefore = deadLetters();
    List<Delivery> deliveries = deliveries();
    int planted = send(deliveries);

    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(announcedOnce("CaseDispatched")).isEqualTo(EVENTS));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(deadLetters() - poisonBefore).isEqualTo(planted));

    assertThat(incidentsOfEvents(deliveries)).as("distinct incidents").hasSize(EVENTS);
    assertThat(cases()).as("cases that stand").isEqualTo(EVENTS);
    assertThat(announcedOnce("CaseReported")).isEqualTo(EVENTS);
    assertThat(announcedOnce("CaseAssigned")).isEqualTo(EVENTS);
  }

  /** Plants a bad row for every hundredth, and a broken record after every tenth batch. */
  private int send(List<Delivery> deliveries) throws Exception {
    int planted = 0;
    HttpClient http = HttpClient.newHttpClient();
    try (KafkaProducer<byte[], byte[]> poisoner =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int from = 0; from < deliveries.size(); from += BATCH) {
        List<String> rows = new ArrayList<>();
        int bad = 0;
        for (Delivery d : deliveries.subList(from, Math.min(deliveries.size(), from + BATCH))) {
          rows.add(d.row());
          if (random.nextInt(100) == 0) {
            rows.add(random.nextBoolean() ? "{\"key\":\"" : d.row().replace("\"lat\"", "\"lot\""));
            bad++;
          }
        }
        var answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/observations"))
                    .header("X-Api-Key", folder.secret("import.key"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(String.join("\n", rows)))
                    .build(),
                BodyHandlers.ofString());
        assertThat(json.readTree(answer.body()).path("rejected").asInt())
            .as(answer.body())
            .isEqualTo(bad);
        if (from / BATCH % 10 == 0) {
          byte[] broken = new byte[random.nextInt(1, 200)];
          random.nextBytes(broken);
          poisoner.send(new ProducerRecord<>("observations", broken)).get();
          poisoner.send(new ProducerRecord<>("incidents", broken)).get();
          planted += 2;
        }
      }
    }
    return planted;
  }

  private Set<ObservationId> incidentsOfEvents(List<Delivery> deliveries) {
    Map<Integer, Set<ObservationId>> byEvent = new HashMap<>();
    Map<ObservationId, Set<Integer>> events = new HashMap<>();
    for (Delivery d : deliveries) {
      ObservationId incident =
          incidents.findIncident(ObservationId.of("import", d.key())).orElseThrow();
      byEvent.computeIfAbsent(d.event(), e -> new HashSet<>()).add(incident);
      events.computeIfAbsent(incident, i -> new HashSet<>()).add(d.event());
    }
    assertThat(byEvent.values()).as("events in pieces").allMatch(i -> i.size() == 1);
    assertThat(events.values()).as("events thrown together").allMatch(e -> e.size() == 1);
    return events.keySet();
  }

  private static final String OURS =
      " from cases.case_file f where f.description like ? and f.state <> 'MERGED'";

  private int cases() {
    Integer count = jdbc.queryForObject("select count(*)" + OURS, Integer.class, run + "%");
    return count == null ? 0 : count;
  }

  /** Cases for which such an event was announced exactly once. */
  private int announcedOnce(String type) {
    Integer count =
        jdbc.queryForObject(
            "select count(*)"
                + OURS
                + " and (select count(*) from house.outbox o where o.topic = 'cases'"
                + " and o.key = f.id::text and o.type = ?) = 1",
            Integer.class,
            run + "%",
            type);
    return count == null ? 0 : count;
  }

  private long deadLetters() {
    Long count =
        jdbc.queryForObject(
            "select count(*) from house.dead_letter where consumer in ('correlation', 'cases')",
            Long.class);
    return count == null ? 0 : count;
  }

  private List<Delivery> deliveries() {
    List<Delivery> all = new ArrayList<>();
    Instant start = Instant.now().minus(Duration.ofHours(4));
    for (int event = 0; event < EVENTS; event++) {
      Instant at = start.plusSeconds(random.nextInt(3_600));
      for (int i = 0; i < REPORTS_AN_EVENT; i++) {
        String key = run + event + "-" + i;
        String row = row(key, event, at);
        int late = random.nextInt(100) < 5 ? random.nextInt(600) : 0;
        all.add(new Delivery(key, row, event, at.plusSeconds(late)));
        if (random.nextInt(10) == 0) {
          all.add(new Delivery(key, row, event, at.plusSeconds(late + random.nextInt(600))));
        }
        at = at.plusSeconds(random.nextInt(300));
      }
    }
    all.sort(Comparator.comparing(Delivery::arrivesAt));
    return all;
  }

  /** Events lie 500 m apart, their reports within 10 m. */
  private String row(String key, int event, Instant at) {
    double lat = 30.72 + event / 40 * 0.005 + random.nextInt(100) * 1e-6;
    double lng = 121.0 + event % 40 * 0.006 + random.nextInt(100) * 1e-6;
    return "{\"key\":\"%s\",\"class\":\"%s\",\"lat\":%.6f,\"lng\":%.6f,\"observedAt\":\"%s\",\"description\":\"%s\"}"
        .formatted(key, classes.get(event % classes.size()), lat, lng, at, key);
  }
}
