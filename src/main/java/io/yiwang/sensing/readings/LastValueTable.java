package io.yiwang.sensing.readings;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What devices said last and whether they are there, a row each. */
@Component
class LastValueTable implements LastValues, Presences {
  private final JdbcClient jdbc;

  LastValueTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** That a device came or went. */
  record Presence(long device, boolean online, Instant at) {}

  @Override
  public Map<String, Reading> of(long device) {
    Map<String, Reading> said = new HashMap<>();
    jdbc.sql("select quantity, at, value from sensing.last_value where device = ?")
        .param(device)
        .query(
            rs -> {
              String quantity = rs.getString(1);
              Instant at = rs.getTimestamp(2).toInstant();
              said.put(quantity, new Reading(device, quantity, at, rs.getDouble(3)));
            });
    return said;
  }

  /** At most one reading of a device and quantity; an older one than is there changes nothing. */
  void put(Collection<Reading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    // always in the same order, so that two instances cannot wait for each other
    List<Reading> sorted =
        readings.stream()
            .sorted(Comparator.comparingLong(Reading::device).thenComparing(Reading::quantity))
            .toList();
    jdbc.sql(
            """
            insert into sensing.last_value as l (device, quantity, at, value)
            select device, quantity, to_timestamp(millis / 1000.0), value
            from unnest(?::bigint[], ?::text[], ?::bigint[], ?::float8[]) t(device, quantity, millis, value)
            on conflict (device, quantity) do update set at = excluded.at, value = excluded.value
            where l.at <= excluded.at
            """)
        .params(
            sorted.stream().map(Reading::device).toArray(Long[]::new),
            sorted.stream().map(Reading::quantity).toArray(String[]::new),
            sorted.stream().map(r -> r.at().toEpochMilli()).toArray(Long[]::new),
            sorted.stream().map(Reading::value).toArray(Double[]::new))
        .update();
  }

  /** The last one of each device. */
  void presence(Collection<Presence> last) {
    if (last.isEmpty()) {
      return;
    }
    List<Presence> sorted =
        last.stream().sorted(Comparator.comparingLong(Presence::device)).toList();
    jdbc.sql(
            """
            insert into sensing.device_presence as p (device, online, since)
            select device, online, to_timestamp(millis / 1000.0)
            from unnest(?::bigint[], ?::boolean[], ?::bigint[]) t(device, online, millis)
            on conflict (device) do update set online = excluded.online, since = excluded.since
            where p.since <= excluded.since
            """)
        .params(
            sorted.stream().map(Presence::device).toArray(Long[]::new),
            sorted.stream().map(Presence::online).toArray(Boolean[]::new),
            sorted.stream().map(p -> p.at().toEpochMilli()).toArray(Long[]::new))
        .update();
  }

  @Override
  public List<Long> online() {
    return jdbc.sql("select device from sensing.device_presence where online")
        .query((rs, i) -> rs.getLong(1))
        .list();
  }
}
