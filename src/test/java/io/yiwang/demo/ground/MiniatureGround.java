package io.yiwang.demo.ground;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ground of a few blocks around a place: some hundred things and all seven networks, each from
 * its source to its houses. To be put on the map of a test with {@code
 * ComponentWriter.change(MiniatureGround.changes(…), origin)}.
 */
public final class MiniatureGround {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final double WIDTH = 0.015;
  private static final double HEIGHT = 0.007;
  private static final Set<Integer> GUARDED = Set.of(1996, 1994, 1991);

  private MiniatureGround() {}

  /**
   * What puts it on the map.
   *
   * @param regionPath of the region it lies in
   */
  public static List<ComponentChange> changes(GeoPoint middle, String division, String regionPath) {
    return of(middle, division, regionPath).stream()
        .map(c -> ComponentChange.put(c, c.validFrom()))
        .toList();
  }

  /** The things, about 1,400 m by 780 m. */
  public static List<Component> of(GeoPoint middle, String division, String regionPath) {
    List<Component> made = new ArrayList<>();
    var sink =
        new GroundSink() {
          @Override
          public int keeper(String code, String zh, String en, @Nullable String unitCode) {
            return 0;
          }

          @Override
          public void take(Thing thing) {
            made.add(component(thing, regionPath));
          }
        };
    try {
      ground(middle, division).write(sink, written -> {});
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  static Ground ground(GeoPoint middle, String division) {
    var size = new Ground.Size(4e-5, 6e-4, 4);
    return new Ground(regions(middle, division), List.of(), size, 1, 11);
  }

  /** Two neighbourhoods of four unit grids each. */
  private static List<RegionDraft> regions(GeoPoint middle, String division) {
    List<RegionDraft> regions = new ArrayList<>();
    double west = middle.lng() - WIDTH / 2;
    double south = middle.lat() - HEIGHT / 2;
    Geometry all = box(west, south, WIDTH, HEIGHT);
    String street = division + "001";
    regions.add(new RegionDraft(division, RegionLevel.DISTRICT, "小样区", "Mini", null, all));
    regions.add(new RegionDraft(street, RegionLevel.STREET, "小样街道", "Mini", division, all));
    for (int grid = 0; grid < 8; grid++) {
      String hood = street + "00" + (1 + grid / 4);
      double x = west + (grid / 4 * 2 + grid % 2) * WIDTH / 4;
      double y = south + grid / 2 % 2 * HEIGHT / 2;
      Geometry area = box(x, y, WIDTH / 4, HEIGHT / 2);
      String code = hood + "00" + (1 + grid % 4);
      regions.add(new RegionDraft(code, RegionLevel.GRID, "网格", "Grid", hood, area));
    }
    return regions;
  }

  private static Geometry box(double west, double south, double width, double height) {
    return GEOMETRIES.toGeometry(new Envelope(west, west + width, south, south + height));
  }

  private static Component component(Thing t, String regionPath) {
    Component c =
        t.shape == null
            ? Component.point(t.id, text(t.name), GeoPoint.ofE7(t.latE7, t.lngE7))
            : Component.shape(t.id, text(t.name), shape(t.shape))
                .withPoint(GeoPoint.ofE7(t.latE7, t.lngE7));
    String details = t.details;
    return c.withState(ComponentState.of(t.state))
        .withAddress(text(t.address))
        .withHeight(Float.isNaN(t.height) ? null : t.height)
        .withSource(ComponentSource.of(1), Accuracy.of(1))
        .withDetails(details == null ? null : JsonMapper.shared().readTree(details))
        .withTimes(t.validFrom, null, t.validFrom, null)
        .withRegionPath(GUARDED.contains(c.classNo()) ? regionPath : null);
  }

  private static @Nullable String text(byte @Nullable [] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  private static Geometry shape(byte[] wkb) {
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
