package io.yiwang.sensing.devices;

import io.yiwang.citymap.components.Ranges;
import io.yiwang.kernel.GeoPoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Devices from their table. */
@Component
class StoredDevices implements Devices {
  private final JdbcClient jdbc;

  StoredDevices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Device> find(long id) {
    return jdbc.sql(DeviceRows.SELECT + " where d.id = ?")
        .param(id)
        .query(DeviceRows::of)
        .optional();
  }

  @Override
  public Optional<Device> find(String code) {
    return jdbc.sql(DeviceRows.SELECT + " where d.code = ?")
        .param(code)
        .query(DeviceRows::of)
        .optional();
  }

  @Override
  public List<Device> near(GeoPoint point, double metres, String model) {
    Ranges ranges = Ranges.around(point, metres);
    String sql =
        DeviceRows.SELECT
            + """
             join unnest(?::bigint[], ?::bigint[]) r(low, high) on d.cell between r.low and r.high
            where d.model = ?
            """;
    return jdbc
        .sql(sql)
        .params(boxed(ranges.low()), boxed(ranges.high()), model)
        .query(DeviceRows::of)
        .stream()
        .filter(d -> d.point().distanceMetres(point) <= metres)
        .sorted(Comparator.comparingDouble(d -> d.point().distanceMetres(point)))
        .toList();
  }

  private static Long[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}
