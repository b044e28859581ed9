package io.yiwang.house;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets outbox events that are old and that every consumer has acted on. */
@Component
@EnableScheduling
class OutboxRetention {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Logger log = LoggerFactory.getLogger(OutboxRetention.class);

  private final JdbcClient jdbc;
  private final Clock clock;

  OutboxRetention(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  void forget() {
    int gone =
        jdbc.sql(
                """
                delete from house.outbox
                where at < ?
                  and id <= (select coalesce(min(position), 0) from house.outbox_cursor)
                  and id < (select max(id) from house.outbox)
                """)
            .param(Timestamp.from(clock.instant().minus(KEPT)))
            .update();
    log.debug("{} outbox events forgotten", gone);
  }
}
