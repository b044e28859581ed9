package io.yiwang.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class HouseTest {
  @Autowired JdbcClient jdbc;
  @Autowired LogCluster log;

  @Test
  void databaseLosesNothingItAcknowledged() {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("data_checksums")).isEqualTo("on");
  }

  @Test
  void applicationIsNotSuperuser() {
    assertThat(show("is_superuser")).isEqualTo("off");
  }

  @Test
  void logTakesARecord() throws Exception {
    log.ensureTopic("house-test", 3, Map.of("retention.ms", "3600000"));
    log.ensureTopic("house-test", 3, Map.of("retention.ms", "7200000"));
    var settings =
        Map.<String, Object>of("bootstrap.servers", log.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var sent =
          producer
              .send(new ProducerRecord<>("house-test", "x".getBytes(StandardCharsets.UTF_8)))
              .get();
      assertThat(sent.offset()).isZero();
    }
  }

  private String show(String setting) {
    return jdbc.sql("show " + setting).query(String.class).single();
  }
}
