package io.yiwang.sensing.devices;

import io.yiwang.house.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes devices; in a transaction of the platform's own duty. */
@Component
class DeviceBook {
  private static final String COLUMNS =
      "code, model, component, lat, lng, cell, region_path, unit_code, name, firmware,"
          + " calibrated_on, maintenance, created_at";

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final Clock clock;

  DeviceBook(JdbcTemplate jdbc, JdbcClient client, Clock clock) {
    this.jdbc = jdbc;
    this.client = client;
    this.clock = clock;
  }

  /** What became of some devices. */
  record Written(int added, int changed, int same) {}

  /** Adds those whose code is new, changes those that are otherwise now. */
  Written put(List<Device> devices) {
    Map<String, Device> wanted = new HashMap<>();
    devices.forEach(d -> wanted.put(d.code(), d));
    Map<String, Device> known =
        client
            .sql(DeviceRows.SELECT + " where d.code = any(?) for update of d")
            .param(wanted.keySet().toArray(String[]::new))
            .query(DeviceRows::of)
            .stream()
            .collect(Collectors.toMap(Device::code, Function.identity()));
    List<Device> fresh = new ArrayList<>();
    int changed = 0;
    for (Device device : wanted.values()) {
      Device old = known.get(device.code());
      if (old == null) {
        fresh.add(device);
      } else if (!same(old, device)) {
        change(old.id(), device);
        changed++;
      }
    }
    if (!fresh.isEmpty()) {
      jdbc.execute((ConnectionCallback<Integer>) connection -> copy(connection, fresh));
    }
    return new Written(fresh.size(), changed, devices.size() - fresh.size() - changed);
  }

  private static boolean same(Device old, Device now) {
    return row(old).equals(row(now));
  }

  private static List<@Nullable Object> row(Device d) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(d.model());
    all.add(d.component());
    all.add(d.point());
    all.add(d.regionPath());
    all.add(d.owner());
    all.add(d.name());
    all.add(d.firmware());
    all.add(d.calibratedOn());
    all.add(d.maintenance());
    return all;
  }

  private int copy(Connection connection, List<Device> devices) throws SQLException {
    Instant now = clock.instant();
    try (BinaryCopy copy = BinaryCopy.into(connection, "sensing.device", COLUMNS)) {
      for (Device d : devices) {
        copy.row()
            .text(d.code())
            .text(d.model())
            .bigint(d.component())
            .doublePrecision(d.point().lat())
            .doublePrecision(d.point().lng())
            .bigint(d.point().s2Leaf())
            .text(d.regionPath())
            .text(d.owner())
            .text(d.name())
            .text(d.firmware())
            .date(d.calibratedOn())
            .bool(d.maintenance())
            .timestamp(now);
      }
      copy.finish();
    }
    return devices.size();
  }

  void change(long id, Device d) {
    client
        .sql(
            """
            update sensing.device set model = :model, component = :component, lat = :lat, lng = :lng,
              cell = :cell, region_path = :region, unit_code = :unit, name = :name,
              firmware = :firmware, calibrated_on = :calibrated, maintenance = :maintenance
            where id = :id
            """)
        .param("model", d.model())
        .param("component", d.component())
        .param("lat", d.point().lat())
        .param("lng", d.point().lng())
        .param("cell", d.point().s2Leaf())
        .param("region", d.regionPath())
        .param("unit", d.owner())
        .param("name", d.name())
        .param("firmware", d.firmware())
        .param("calibrated", d.calibratedOn())
        .param("maintenance", d.maintenance())
        .param("id", id)
        .update();
  }

  void secret(long id, byte[] hash) {
    client
        .sql(
            """
            insert into sensing.device_secret values (?, ?, ?)
            on conflict (device) do update set hash = excluded.hash, since = excluded.since
            """)
        .params(id, hash, Timestamp.from(clock.instant()))
        .update();
  }

  /** Secrets of many devices, by code. */
  void secrets(Map<String, byte[]> hashes) {
    String[] codes = hashes.keySet().toArray(String[]::new);
    byte[][] all = Arrays.stream(codes).map(hashes::get).toArray(byte[][]::new);
    client
        .sql(
            """
            insert into sensing.device_secret (device, hash, since)
            select d.id, s.hash, ? from unnest(?::text[], ?::bytea[]) s(code, hash)
              join sensing.device d on d.code = s.code
            on conflict (device) do update set hash = excluded.hash, since = excluded.since
            """)
        .params(Timestamp.from(clock.instant()), codes, all)
        .update();
  }

  void remove(long id) {
    client.sql("delete from sensing.last_value where device = ?").param(id).update();
    client.sql("delete from sensing.device_presence where device = ?").param(id).update();
    client.sql("delete from sensing.device where id = ?").param(id).update();
  }
}
