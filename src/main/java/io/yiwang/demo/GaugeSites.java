package io.yiwang.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Near;
import io.yiwang.demo.gauges.Curve;
import io.yiwang.demo.gauges.Gauge;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds places for the sensors of {@code demo/gauges.csv} in the visitors' street. */
final class GaugeSites {
  private static final double NEAR = 400;

  private final Regions regions;
  private final ComponentReader components;

  GaugeSites(Regions regions, ComponentReader components) {
    this.regions = regions;
    this.components = components;
  }

  List<Gauge> list(String street) {
    List<GeoPoint> middles = new ArrayList<>();
    for (Region hood : regions.children(street)) {
      regions.children(hood.code()).forEach(grid -> middles.add(grid.centre()));
    }
    Map<String, List<NamedCsvRecord>> rows = new LinkedHashMap<>();
    for (NamedCsvRecord row : Resources.csv("gauges.csv")) {
      rows.computeIfAbsent(Resources.field(row, "code"), code -> new ArrayList<>()).add(row);
    }
    List<Gauge> gauges = new ArrayList<>();
    for (List<NamedCsvRecord> of : rows.values()) {
      if (!middles.isEmpty()) {
        gauges.add(gauge(of, middles.get((gauges.size() * 5 + 2) % middles.size())));
      }
    }
    return gauges;
  }

  private Gauge gauge(List<NamedCsvRecord> rows, GeoPoint middle) {
    NamedCsvRecord first = rows.getFirst();
    String kind = Resources.field(first, "component");
    Near under = kind.isEmpty() ? null : nearest(middle, Integer.parseInt(kind));
    return new Gauge(
        Resources.field(first, "code"),
        Resources.field(first, "model"),
        Resources.field(first, "name"),
        under == null ? middle : under.component().point(),
        under == null ? null : ComponentId.text(under.component().id()),
        Duration.ofSeconds(Integer.parseInt(Resources.field(first, "every_s"))),
        rows.stream().map(GaugeSites::curve).toList());
  }

  private @Nullable Near nearest(GeoPoint middle, int kind) {
    SystemDuty.begin();
    try {
      List<Near> found = components.nearest(middle, 1, NEAR, ComponentFilter.ofClasses(kind));
      return found.isEmpty() ? null : found.getFirst();
    } finally {
      SystemDuty.end();
    }
  }

  static Curve curve(NamedCsvRecord row) {
    String fault = Resources.field(row, "fault");
    return new Curve(
        Resources.field(row, "quantity"),
        number(row, "low"),
        number(row, "high"),
        number(row, "peak_h"),
        number(row, "noise"),
        fault.isEmpty() ? null : Double.valueOf(fault),
        number(row, "ramp_s"));
  }

  private static double number(NamedCsvRecord row, String name) {
    return Double.parseDouble(Resources.field(row, name));
  }
}
