package io.yiwang.house;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets outbox events that are old and that every consumer of their topic has acted on. */
@Component
@EnableScheduling
class OutboxRetention {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Logger log = LoggerFactory.getLogger(OutboxRetention.class);

  private final List<OutboxConsumer> consumers;
  private final JdbcClient jdbc;
  private final Clock clock;

  OutboxRetention(List<OutboxConsumer> consumers, JdbcClient jdbc, Clock clock) {
    this.consumers = List.copyOf(consumers);
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  void forget() {
    SystemDuty.run(this::forgetOld);
  }

  private void forgetOld() {
    Timestamp old = Timestamp.from(clock.instant().minus(KEPT));
    String[] names = consumers.stream().map(OutboxConsumer::name).toArray(String[]::new);
    String[] topics = consumers.stream().map(OutboxConsumer::topic).toArray(String[]::new);
    int gone =
        jdbc.sql(
                """
                delete from house.outbox o
                where at < ?
                  and id < (select max(id) from house.outbox)
                  and not exists (
                    select from unnest(?, ?) reader (consumer, topic)
                    left join house.outbox_cursor c on c.consumer = reader.consumer
                    where reader.topic = o.topic and o.id > coalesce(c.position, 0))
                """)
            .params(old, names, topics)
            .update();
    log.debug("{} outbox events forgotten", gone);
  }
}
