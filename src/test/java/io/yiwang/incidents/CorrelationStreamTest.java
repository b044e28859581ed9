package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.house.LogCluster;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationLog;
import io.yiwang.sensing.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Correlation in the running platform: real broker, real state store. */
@PlatformTest
class CorrelationStreamTest {
  private static final String LITTER = "06010";

  @Autowired private ObservationLog log;
  @Autowired private Partitions partitions;
  @Autowired private LogCluster cluster;
  @Autowired private CorrelationStream stream;
  @Autowired private LogReader reader;
  @Autowired private JsonMapper json;

  private final String source = "stream-test-" + System.nanoTime();
  private final double lat = 31.0 + System.nanoTime() % 100_000 / 1e6;

  @Test
  void rowsOfOneMatterBecomeOneIncidentAlsoAcrossARestart() {
    Observation first = row("1", 0, 60, null);
    Observation near = row("2", 0.0001, 120, null);
    Observation far = row("3", 0.01, 120, null);
    log.append(List.of(first, near, far)).join();

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              assertThat(incidentOf(near)).isEqualTo(first.id());
              assertThat(incidentOf(far)).isEqualTo(far.id());
            });

    stream.stop();
    assertThat(partitions.list()).isEmpty();
    Observation earlier = row("0", 0.0002, 30, null);
    Observation gone = row("4", 0, 180, first.id());
    log.append(List.of(earlier, gone)).join();
    stream.start();

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              assertThat(incidentOf(first)).isEqualTo(earlier.id());
              assertThat(incidentOf(near)).isEqualTo(earlier.id());
              assertThat(incidentOf(gone)).isEqualTo(earlier.id());
            });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              IncidentChange merged = last(first.id());
              assertThat(merged.mergedInto()).isEqualTo(earlier.id());
              IncidentChange present = last(earlier.id());
              assertThat(present.reports()).isEqualTo(3);
              assertThat(present.clearedAt()).isEqualTo(gone.observedAt());
              assertThat(present.absorbed()).containsExactly(first.id());
              assertThat(present.anchor()).isEqualTo(earlier);
            });
    assertThat(whole(near)).isEqualTo(near);
  }

  private @Nullable ObservationId incidentOf(Observation row) {
    return partitions.find(row.id(), (p, r) -> p.index().incidentOf(r)).orElse(null);
  }

  private @Nullable Observation whole(Observation row) {
    return partitions
        .find(
            row.id(),
            (p, r) ->
                new long[] {p.number(), p.index().rows.offset(r), p.index().rows.rowInPacket(r)})
        .flatMap(at -> reader.find((int) at[0], at[1], (int) at[2]))
        .orElse(null);
  }

  /** The last word on an incident, all partitions read from the beginning. */
  private IncidentChange last(ObservationId incident) {
    Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor("incidents").stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<IncidentChange> said = new ArrayList<>();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(r -> said.add(json.readValue(r.value(), IncidentChange.class)));
      }
      return said.stream()
          .filter(c -> c.incident().equals(incident))
          .reduce((a, b) -> b)
          .orElseThrow(() -> new AssertionError("Nothing was said about " + incident));
    }
  }

  private Observation row(String key, double north, int second, @Nullable ObservationId clears) {
    Instant at = Instant.parse("2026-11-20T00:00:00Z").plusSeconds(second);
    return new Observation(
        ObservationId.of(source, key),
        source,
        key,
        Channel.HOTLINE,
        clears == null ? Sighting.OBSERVED : Sighting.CLEARED,
        LITTER,
        new GeoPoint(lat + north, 121.4),
        "310105",
        at,
        at,
        1,
        null,
        null,
        clears,
        "垃圾",
        null,
        List.of(),
        Map.of());
  }
}
