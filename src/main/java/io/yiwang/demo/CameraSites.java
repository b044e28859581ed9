package io.yiwang.demo;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Near;
import io.yiwang.demo.street.StreetSite;
import io.yiwang.demo.street.StreetView.Focus;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for the demonstration's cameras in the visitors' street: where the map has a camera,
 * looking along the road whose gullies and lamps stand there.
 */
final class CameraSites {
  private static final int CAMERA = 1050;
  private static final int GULLY = 1004;
  private static final int LAMP = 1037;
  private static final double NEAR = 500;

  /** The number of the camera that looks after the road. */
  private static final int ROADWAY = 3;

  private static final double ALONG = 70;
  private static final double ANY_BEARING = 18;

  private final Regions regions;
  private final ComponentReader components;

  CameraSites(Regions regions, ComponentReader components) {
    this.regions = regions;
    this.components = components;
  }

  /** One in each of the first grids of the street, neighbourhood by neighbourhood in turn. */
  List<StreetSite> list(String street, int count) {
    List<List<Region>> grids =
        regions.children(street).stream().map(hood -> regions.children(hood.code())).toList();
    int most = grids.stream().mapToInt(List::size).max().orElse(0);
    List<StreetSite> sites = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      for (List<Region> hood : grids) {
        if (i < hood.size() && sites.size() < count) {
          sites.add(site(hood.get(i).centre(), sites.size() + 1, street + "-OFFICE"));
        }
      }
    }
    return sites;
  }

  private StreetSite site(GeoPoint middle, int number, String owner) {
    Focus focus = number == ROADWAY ? Focus.ROADWAY : Focus.PAVEMENT;
    String code = "jsl-%02d".formatted(number);
    String name = "江苏路" + number + "号机";
    SystemDuty.begin();
    try {
      List<Near> found = components.nearest(middle, 1, NEAR, ComponentFilter.ofClasses(CAMERA));
      if (found.isEmpty()) {
        return new StreetSite(code, name, middle, ANY_BEARING, focus, owner, null);
      }
      var camera = found.getFirst().component();
      GeoPoint pole = camera.point();
      List<Near> along =
          components.nearest(pole, 24, ALONG, ComponentFilter.ofClasses(GULLY, LAMP));
      return new StreetSite(
          code, name, pole, bearing(pole, along), focus, owner, ComponentId.text(camera.id()));
    } finally {
      SystemDuty.end();
    }
  }

  /** The direction in which things are strung out most: the main axis of their places. */
  private static double bearing(GeoPoint from, List<Near> things) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Near near : things) {
      GeoPoint p = near.component().point();
      double east = (p.lng() - from.lng()) * Math.cos(Math.toRadians(from.lat()));
      double north = p.lat() - from.lat();
      xx += east * east;
      xy += east * north;
      yy += north * north;
    }
    if (xx + yy == 0) {
      return ANY_BEARING;
    }
    double fromEast = 0.5 * Math.atan2(2 * xy, xx - yy);
    return (90 - Math.toDegrees(fromEast) + 360) % 360;
  }
}
