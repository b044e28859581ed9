package io.yiwang.sensing.devices;

import io.yiwang.kernel.GeoPoint;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** A device as its row. */
final class DeviceRows {
  static final String SELECT =
      """
      select d.id, d.code, d.model, d.component, d.lat, d.lng, d.region_path, d.name, d.unit_code,
        d.firmware, d.calibrated_on, d.maintenance, coalesce(p.online, false) as online, p.since,
        greatest(p.since, (select max(v.at) from sensing.last_value v where v.device = d.id)) as seen_at
      from sensing.device d left join sensing.device_presence p on p.device = d.id
      """;

  private DeviceRows() {}

  static Device of(ResultSet rs, int row) throws SQLException {
    long component = rs.getLong("component");
    boolean sits = !rs.wasNull();
    Date calibrated = rs.getDate("calibrated_on");
    Timestamp seen = rs.getTimestamp("seen_at");
    return new Device(
        rs.getLong("id"),
        rs.getString("code"),
        rs.getString("model"),
        sits ? component : null,
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
        rs.getString("region_path"),
        rs.getString("name"),
        rs.getString("unit_code"),
        rs.getString("firmware"),
        calibrated == null ? null : calibrated.toLocalDate(),
        rs.getBoolean("maintenance"),
        rs.getBoolean("online"),
        seen == null ? null : seen.toInstant());
  }
}
