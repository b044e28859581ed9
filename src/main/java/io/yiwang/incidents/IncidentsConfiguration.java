package io.yiwang.incidents;

import io.yiwang.citymap.Catalogue;
import io.yiwang.house.DeadLetters;
import io.yiwang.sensing.ObservationLog;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what correlation works with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorrelationSettings.class)
class IncidentsConfiguration {

  @Bean
  Workshop correlationWorkshop(
      Catalogue catalogue,
      Partitions partitions,
      LogReader log,
      JsonMapper json,
      DeadLetters deadLetters,
      Clock clock,
      CorrelationSettings settings) {
    return new Workshop(
        code -> ClassRule.of(code, catalogue),
        partitions,
        log,
        json,
        (partition, offset, record, reason) ->
            deadLetters.keep(
                "correlation",
                ObservationLog.TOPIC,
                partition,
                offset,
                record.key(),
                record.value() == null ? new byte[0] : record.value(),
                reason),
        new Pace(settings.growthPerSecond(), clock),
        clock,
        settings.settling(),
        new AtomicLong(),
        settings.maxRows());
  }
}
