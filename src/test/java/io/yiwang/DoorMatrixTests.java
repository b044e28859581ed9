package io.yiwang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.access.Acting;
import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.house.LiveRule;
import io.yiwang.house.LogCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The doors beside HTTP: every event of the live stream as each duty hears it, here and elsewhere
 * ({@code policy/streams.csv}), and every topic of the log ({@code policy/topics.csv}). What is not
 * in these reviewed tables fails. There is no MQTT door.
 */
@PlatformTest
class DoorMatrixTests {
  private static final Path STREAMS = Path.of("src/main/resources/policy/streams.csv");
  private static final Path TOPICS = Path.of("src/main/resources/policy/topics.csv");
  private static final Path PRESENT = Path.of("target/streams.csv");
  private static final String HERE = "doors.here";
  private static final long LISTENER = 987_654_321L;

  /** Only the tests have it. */
  private static final String OF_THE_TESTS = "doorbell";

  /** One of each kind, about something in the region HERE that the listener works on. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "camera.seen",
          """
          {"camera": "0042", "at": "2026-11-24T08:00:00Z", "boxes": [], "regionPath": "doors.here.grid"}
          """,
          "candidate",
          """
          {"id": 17, "camera": "0042", "regionPath": "doors.here.grid"}
          """,
          "case",
          """
          {"type": "DISPATCHED", "actor": {"name": "a"}, "case": {"number": "n",
           "regionPath": "doors.here.grid", "unitCode": "doors-unit", "workerId": %d,
           "workerName": "王建国", "description": "d", "address": "长宁区江苏路街道 1 号", "photo": "p"}}
          """
              .formatted(LISTENER),
          "worker",
          """
          [{"id": %d, "name": "王建国", "nameEn": "W", "regionPath": "doors.here.grid",
            "unitCode": "doors-unit", "position": {"lat": 31.2, "lng": 121.4}, "onDuty": true}]
          """
              .formatted(LISTENER),
          "policy",
          "{\"version\": 2}",
          "alarm",
          """
          {"firing": "0b6d5b1e-7c0a-3d2e-9f51-2f1f7f0f9a11", "rule": "ponding", "device": "PD-0007",
           "what": "RAISED", "severity": "ALARM", "regionPath": "doors.here.grid"}
          """,
          "component.changed",
          """
          {"id": "99000001996000001", "kind": "STATE", "classNo": 1996, "lat": 31.2, "lng": 121.4,
           "state": "DAMAGED", "regionPath": "doors.here.grid"}
          """,
          "reading",
          """
          {"device": "d", "quantity": "level", "at": "2026-11-24T08:00:00Z", "value": 1.5,
           "regionPath": "doors.here.grid", "unit": "doors-unit"}
          """);

  @Autowired List<LiveRule> rules;
  @Autowired LogCluster cluster;
  @Autowired JdbcTemplate jdbc;

  private final JsonMapper json = new JsonMapper();

  @Test
  void everyLiveEventIsHeardAsTheReviewedTableSays() throws IOException {
    List<String> table = new ArrayList<>();
    table.add(
        "event,nobody," + String.join(",", Stream.of(Duty.values()).map(Enum::name).toList()));
    Map<String, LiveRule> byEvent = new TreeMap<>();
    rules.forEach(rule -> byEvent.put(rule.event(), rule));
    byEvent.remove(OF_THE_TESTS);
    byEvent.forEach((event, rule) -> table.add(event + "," + row(event, rule)));
    Files.write(PRESENT, table);
    assertThat(table)
        .as(
            "Give a new event a sample here and review target/streams.csv, then copy it to %s",
            STREAMS)
        .isEqualTo(Files.readAllLines(STREAMS));
  }

  private String row(String event, LiveRule rule) {
    String sample = SAMPLES.get(event);
    if (sample == null) {
      return "no sample";
    }
    JsonNode payload = json.readTree(sample);
    List<String> cells = new ArrayList<>();
    cells.add(cell(payload, rule.heard(payload)));
    for (Duty duty : Duty.values()) {
      String near = heard(rule, payload, person(LISTENER, duty, HERE, "doors-unit"));
      String far = heard(rule, payload, person(1, duty, "doors.elsewhere", "doors-other"));
      cells.add(near.equals(far) ? near : near + "|" + far);
    }
    return String.join(",", cells);
  }

  private static Person person(long id, Duty duty, String path, String unit) {
    return new Person(id, "l", "n", "n", Set.of(duty), unit, path.replace("doors.", ""), path);
  }

  private static String heard(LiveRule rule, JsonNode payload, Person person) {
    return Acting.as(person, () -> cell(payload, rule.heard(payload)));
  }

  /** "all", "none", or what was taken out or masked. */
  private static String cell(JsonNode payload, @Nullable JsonNode heard) {
    if (heard == null) {
      return "none";
    }
    Set<String> missing = new TreeSet<>();
    compare("", payload, heard, missing);
    return missing.isEmpty() ? "all" : "without " + String.join(" ", missing);
  }

  private static void compare(String name, JsonNode sent, JsonNode heard, Set<String> missing) {
    if (sent.isObject() && heard.isObject()) {
      sent.properties()
          .forEach(e -> compare(e.getKey(), e.getValue(), heard.path(e.getKey()), missing));
    } else if (sent.isArray() && heard.isArray()) {
      for (int i = 0; i < sent.size(); i++) {
        compare(name, sent.get(i), heard.path(i), missing);
      }
    } else if (!sent.equals(heard)) {
      missing.add(name);
    }
  }

  @Test
  void everyTopicIsInTheReviewedTable() {
    await()
        .untilAsserted(
            () -> {
              try (Admin admin = admin()) {
                Set<String> topics =
                    new TreeSet<>(admin.listTopics().names().get(10, TimeUnit.SECONDS));
                topics.removeIf(topic -> topic.startsWith("test-"));
                assertThat(topics)
                    .as("Say in %s what a new topic carries and who reads it", TOPICS)
                    .containsExactlyInAnyOrderElementsOf(reviewedTopics());
              }
            });
  }

  private static List<String> reviewedTopics() throws IOException {
    return Files.readAllLines(TOPICS).stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  @Test
  void brokerAndDatabaseListenOnLoopbackOnly() throws Exception {
    try (Admin admin = admin()) {
      for (Node node : admin.describeCluster().nodes().get(10, TimeUnit.SECONDS)) {
        assertThat(InetAddress.getByName(node.host()).isLoopbackAddress()).isTrue();
      }
    }
    String broker = cluster.bootstrapServers();
    int brokerPort = Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1));
    Integer databasePort = jdbc.queryForObject("select inet_server_port()", Integer.class);
    for (int port : List.of(brokerPort, databasePort == null ? 0 : databasePort)) {
      assertThat(reached(InetAddress.getLoopbackAddress(), port)).isTrue();
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : network.inetAddresses().toList()) {
          if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
            assertThat(reached(address, port)).as(address + " " + port).isFalse();
          }
        }
      }
    }
  }

  private static boolean reached(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
  }
}
