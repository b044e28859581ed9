package io.yiwang.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox and inbox: nothing is lost, nothing is acted on twice, poison does not block. */
@PlatformTest
class BusTests {
  @Autowired Outbox outbox;
  @Autowired LogCluster cluster;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient client;

  private final String run = UUID.randomUUID().toString();

  @Test
  void anEventOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> outbox.append(TestConsumers.TOPIC, "k", "T", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void anEventOfARolledBackTransactionNeverHappened() {
    transaction.executeWithoutResult(
        status -> {
          append("gone");
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(status -> append("kept"));

    awaitEffects("kept");
    assertThat(effects("gone")).isZero();
  }

  @Test
  void manyWritersAtOnceLoseNoEventAndRepeatNone() throws Exception {
    int writers = 16;
    int each = 25;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int w = 0; w < writers; w++) {
        int writer = w;
        threads.execute(
            SystemDuty.of(
                () -> {
                  for (int i = 0; i < each; i++) {
                    String key = "many-" + writer + "-" + i;
                    transaction.executeWithoutResult(status -> append(key));
                  }
                }));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(effectsLike("many-")).isEqualTo(writers * each));
    assertThat(
            jdbc.queryForObject(
                "select count(distinct text) from house.test_effect where text like ?",
                Long.class,
                run + "many-%"))
        .isEqualTo(writers * each);
  }

  @Test
  void aFailedAttemptLeavesNoTraceAndIsTriedAgain() {
    transaction.executeWithoutResult(status -> append("hiccup"));
    awaitEffects("hiccup");
    assertThat(TestConsumers.ATTEMPTS.stream().filter((run + "hiccup")::equals).count())
        .isGreaterThan(1);
  }

  @Test
  void aPoisonedEventIsSetAsideAndTheRestGoesOn() {
    transaction.executeWithoutResult(
        status -> {
          append("before");
          append("poison");
          append("after");
        });
    awaitEffects("before");
    awaitEffects("after");
    assertThat(effects("poison")).isZero();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from house.dead_letter where consumer = 'test-outbox' and error"
                    + " like ?",
                Long.class,
                "%" + run + "poison%"))
        .isOne();
  }

  @Test
  void recordsOfTheLogAreActedOnOnceEvenWhenAPoisonedOneIsAmongThem() throws Exception {
    List<String> texts = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 50; i++) {
        String text = run + (i == 20 ? "log-poison" : "log-" + i);
        texts.add(text);
        producer.send(
            new ProducerRecord<>(
                TestConsumers.TOPIC, i % 2, null, text.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(effectsLike("log-")).isEqualTo(49));
    assertThat(
            jdbc.queryForObject(
                "select count(*) from house.dead_letter where consumer = 'test-log' and error like"
                    + " ?",
                Long.class,
                "%" + run + "log-poison%"))
        .isOne();
  }

  @Test
  void oldEventsAreForgottenOnceTheConsumersOfTheirTopicHaveActed() {
    transaction.executeWithoutResult(
        status -> {
          append("acted-on");
          outbox.append("nobody-reads", run + "unread", "Tested", Map.of());
          outbox.append("slow-bus", run + "waits", "Tested", Map.of());
          append("last");
        });
    awaitEffects("last");
    jdbc.update("update house.outbox set at = at - interval '2 days' where key like ?", run + "%");
    OutboxConsumer slow =
        new OutboxConsumer() {
          @Override
          public String name() {
            return "has-not-begun";
          }

          @Override
          public String topic() {
            return "slow-bus";
          }

          @Override
          public void accept(List<OutboxEvent> events) {}
        };

    new OutboxRetention(List.of(slow), client, Clock.systemUTC()).forget();

    assertThat(
            jdbc.queryForList(
                "select key from house.outbox where key like ?", String.class, run + "%"))
        .containsExactlyInAnyOrder(run + "waits", run + "last");
  }

  private void append(String name) {
    outbox.append(TestConsumers.TOPIC, run + name, "Tested", Map.of("name", name));
  }

  private void awaitEffects(String name) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(effects(name)).isOne());
  }

  private long effects(String name) {
    return count("select count(*) from house.test_effect where text = ?", run + name);
  }

  private long effectsLike(String start) {
    return count("select count(*) from house.test_effect where text like ?", run + start + "%");
  }

  private long count(String sql, String argument) {
    if (jdbc.queryForObject("select to_regclass('house.test_effect')::text", String.class)
        == null) {
      return 0;
    }
    Long count = jdbc.queryForObject(sql, Long.class, argument);
    return count == null ? 0 : count;
  }
}
