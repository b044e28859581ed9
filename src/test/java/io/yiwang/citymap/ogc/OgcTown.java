package io.yiwang.citymap.ogc;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A corner of the map for these tests: 30 lamps on a diagonal, of which one moved and one is gone,
 * two water mains, two buildings, and a gas main that not everybody may see.
 */
final class OgcTown {
  static final int DIVISION = 990377;
  static final String BOX = "122.0,31.70,122.02,31.72";
  static final String MARCH = "2026-03-01T00:00:00Z";
  static final String MAY = "2026-05-01T00:00:00Z";
  static final String JULY = "2026-07-01T00:00:00Z";
  static final int LAMPS = 30;
  static final int MOVED = 5;
  static final int GONE = 6;
  static final int DAMAGED = 3;

  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "ogc", "tests");

  private OgcTown() {}

  static String lamp(int sequence) {
    return id(1037, sequence);
  }

  static String id(int classNo, int sequence) {
    return ComponentId.text(ComponentId.number(DIVISION, classNo, sequence));
  }

  static GeoPoint place(int sequence) {
    return new GeoPoint(31.70 + sequence * 0.0005, 122.0 + sequence * 0.0005);
  }

  /** Builds it once for all tests that share a platform. */
  static synchronized void build(ApplicationContext context) {
    var reader = context.getBean(ComponentReader.class);
    if (reader.find(ComponentId.number(DIVISION, 1037, 1)).isPresent()) {
      return;
    }
    var writer = context.getBean(ComponentWriter.class);
    Integer keeper =
        context.getBean(Keepers.class).put("OGC-KEEPER", "照明管理所", "Lighting", null).id();
    List<ComponentChange> first = new ArrayList<>();
    for (int i = 1; i <= LAMPS; i++) {
      Component lamp =
          Component.point(Long.parseLong(lamp(i)), "路灯 " + i, place(i))
              .withState(i == DAMAGED ? ComponentState.DAMAGED : ComponentState.INTACT)
              .withKeepers(keeper, null, null)
              .withRemark("remark of " + i)
              .withSource(ComponentSource.SURVEYED, Accuracy.A);
      first.add(ComponentChange.put(lamp, Instant.parse(MARCH)));
    }
    first.add(shape(1999, 1, "LINESTRING (122.001 31.701, 122.004 31.702)", main(300, "PE")));
    first.add(shape(1999, 2, "LINESTRING (122.004 31.702, 122.009 31.702)", main(600, "铸铁")));
    first.add(
        shape(
            5998,
            1,
            "POLYGON ((122.010 31.710, 122.011 31.710, 122.011 31.711, 122.010 31.711, 122.010"
                + " 31.710), (122.0104 31.7104, 122.0104 31.7106, 122.0106 31.7106, 122.0106"
                + " 31.7104, 122.0104 31.7104))",
            "{\"floors\": 6, \"use\": \"RESIDENTIAL\", \"colour\": \"red\"}"));
    first.add(
        shape(
            5998,
            2,
            "MULTIPOLYGON (((122.012 31.710, 122.013 31.710, 122.013 31.711, 122.012 31.710)),"
                + " ((122.014 31.710, 122.015 31.710, 122.015 31.711, 122.014 31.710)))",
            "{\"floors\": 30}"));
    first.add(shape(1996, 1, "LINESTRING (122.001 31.705, 122.004 31.705)", main(200, "PE")));
    writer.change(first, US);
    writer.change(
        List.of(
            ComponentChange.put(
                reader
                    .find(Long.parseLong(lamp(MOVED)))
                    .orElseThrow()
                    .withPoint(new GeoPoint(31.7190, 122.0010)),
                Instant.parse(MAY)),
            ComponentChange.remove(Long.parseLong(lamp(GONE)), Instant.parse(JULY))),
        US);
  }

  /** Where a guarded thing is, as the writer has found. */
  static String regionOf(ApplicationContext context, String id) {
    return Objects.requireNonNull(
        context.getBean(ComponentReader.class).find(Long.parseLong(id)).orElseThrow().regionPath());
  }

  private static String main(int diameter, String material) {
    return "{\"from\": \"1\", \"to\": \"2\", \"diameter\": %d, \"material\": \"%s\", \"depth\": [1.2, 1.5]}"
        .formatted(diameter, material);
  }

  private static ComponentChange shape(int classNo, int sequence, String wkt, String details) {
    try {
      Geometry geometry = new WKTReader().read(wkt);
      return ComponentChange.put(
          Component.shape(ComponentId.number(DIVISION, classNo, sequence), null, geometry)
              .withDetails(JsonMapper.shared().readTree(details)),
          Instant.parse(MARCH));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
