package io.yiwang.house.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.ChildJvm;
import io.yiwang.house.DataFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  @TempDir Path root;

  /** Runs a broker in a data folder until killed. */
  static class Holder {
    public static void main(String[] args) throws InterruptedException {
      var kafka = new EmbeddedKafka(new DataFolder(Path.of(args[0])));
      kafka.ensureTopic("kept", 2, Map.of());
      System.out.println("servers " + kafka.bootstrapServers());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void findsEveryAcknowledgedRecordAfterAKill() throws Exception {
    List<String> sent = IntStream.range(0, 2_000).mapToObj(n -> "row " + n).toList();
    try (ChildJvm child = ChildJvm.start(Holder.class, root.toString())) {
      send(child.await("servers"), sent);
      child.kill();
    }
    try (EmbeddedKafka kafka = new EmbeddedKafka(new DataFolder(root))) {
      kafka.ensureTopic("kept", 2, Map.of("retention.ms", "-1"));
      send(kafka.bootstrapServers(), List.of("after"));
      List<String> all = new ArrayList<>(sent);
      all.add("after");
      assertThat(read(kafka.bootstrapServers(), all.size()))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void startsABrokerThatGaveUpAgainInsteadOfEndingTheProcess() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka(new DataFolder(root))) {
      kafka.ensureTopic("kept", 2, Map.of());
      send(kafka.bootstrapServers(), List.of("before"));
      assertThatThrownBy(() -> Exit.halt(1, "disk full")).hasMessageContaining("disk full");
      send(kafka.bootstrapServers(), List.of("after"));
      assertThat(read(kafka.bootstrapServers(), 2)).containsExactlyInAnyOrder("before", "after");
    }
  }

  private static void send(String servers, List<String> values) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> replies =
          values.stream()
              .map(value -> producer.send(new ProducerRecord<>("kept", value, value)))
              .toList();
      for (Future<RecordMetadata> reply : replies) {
        reply.get();
      }
    }
  }

  private static List<String> read(String servers, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("kept", 0), new TopicPartition("kept", 1)));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
