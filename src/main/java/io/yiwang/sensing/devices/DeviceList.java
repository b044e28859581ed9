package io.yiwang.sensing.devices;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Devices as lists; row security says which of them whoever asks may see. */
@Component
class DeviceList {
  /** Counting further would walk millions of rows for a number nobody reads to its end. */
  static final int COUNTED = 10_000;

  private final JdbcClient jdbc;

  DeviceList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which devices are meant; null means all.
   *
   * @param text beginning of the code, or a part of the name
   */
  record Filter(
      @Nullable String text,
      @Nullable String model,
      @Nullable String regionPath,
      @Nullable Boolean online,
      @Nullable Boolean maintenance,
      @Nullable Long component) {}

  List<Device> page(Filter filter, String after, int size) {
    List<Object> params = new ArrayList<>();
    String where = where(filter, params);
    params.add(after);
    params.add(size);
    return jdbc.sql(DeviceRows.SELECT + where + " and d.code > ? order by d.code limit ?")
        .params(params)
        .query(DeviceRows::of)
        .list();
  }

  /** How many there are, at most {@link #COUNTED}. */
  int count(Filter filter) {
    List<Object> params = new ArrayList<>();
    String where = where(filter, params);
    params.add(COUNTED);
    return jdbc.sql(
            "select count(*) from (select 1 from sensing.device d"
                + " left join sensing.device_presence p on p.device = d.id"
                + where
                + " limit ?) found")
        .params(params)
        .query(Integer.class)
        .single();
  }

  private static String where(Filter f, List<Object> params) {
    StringBuilder sql = new StringBuilder(" where true");
    if (f.text() != null && !f.text().isBlank()) {
      sql.append(" and (starts_with(d.code, ?) or position(lower(?) in lower(d.name)) > 0)");
      params.add(f.text().strip());
      params.add(f.text().strip());
    }
    if (f.model() != null && !f.model().isBlank()) {
      sql.append(" and d.model = ?");
      params.add(f.model());
    }
    if (f.regionPath() != null) {
      sql.append(" and (d.region_path = ? or starts_with(d.region_path, ?))");
      params.add(f.regionPath());
      params.add(f.regionPath() + ".");
    }
    if (f.online() != null) {
      sql.append(" and coalesce(p.online, false) = ?");
      params.add(f.online());
    }
    if (f.maintenance() != null) {
      sql.append(" and d.maintenance = ?");
      params.add(f.maintenance());
    }
    if (f.component() != null) {
      sql.append(" and d.component = ?");
      params.add(f.component());
    }
    return sql.toString();
  }
}
