package io.yiwang.house;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two consumers of the test's own topics, whose effects are rows in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class TestConsumers {
  static final String TOPIC = "test-bus";
  static final List<String> ATTEMPTS = new CopyOnWriteArrayList<>();

  @Bean
  OutboxConsumer testOutboxConsumer(JdbcTemplate jdbc) {
    return new OutboxConsumer() {
      @Override
      public String name() {
        return "test-outbox";
      }

      @Override
      public String topic() {
        return TOPIC;
      }

      @Override
      public void accept(List<OutboxEvent> events) {
        for (OutboxEvent event : events) {
          effect(jdbc, event.key());
        }
      }
    };
  }

  @Bean
  LogConsumer testLogConsumer(JdbcTemplate jdbc, LogCluster cluster) {
    cluster.ensureTopic(TOPIC, 2, Map.of());
    return new LogConsumer() {
      @Override
      public String name() {
        return "test-log";
      }

      @Override
      public String topic() {
        return TOPIC;
      }

      @Override
      public void accept(List<LogRecord> records) {
        for (LogRecord record : records) {
          effect(jdbc, new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    };
  }

  /**
   * Writes a row; a text with "poison" fails always, one with "hiccup" the first time it is met.
   */
  private static void effect(JdbcTemplate jdbc, String text) {
    jdbc.update("insert into house.test_effect (text) values (?)", text);
    boolean first = !ATTEMPTS.contains(text);
    ATTEMPTS.add(text);
    if (text.contains("poison") || (text.contains("hiccup") && first)) {
      throw new IllegalArgumentException(text);
    }
  }
}
