package io.yiwang.sensing.open311;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayDeque;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Places for clients that send no coordinates: an address id is a component or a region, an address
 * belongs to the deepest region whose name it contains. A coarse answer, marked as such; a city's
 * own geocoder would stand here.
 */
@Component
final class Gazetteer {
  private static final int MIN_NAME = 2;

  private final Regions regions;
  private final ComponentReader components;

  Gazetteer(Regions regions, ComponentReader components) {
    this.regions = regions;
    this.components = components;
  }

  /** A place and the region or component that stands for it. */
  record Place(GeoPoint point, String locatedBy) {}

  Optional<Place> byId(String addressId) {
    return ComponentId.find(addressId)
        .flatMap(id -> components.find(id.number()))
        .map(component -> new Place(component.point(), component.idText()))
        .or(() -> regions.find(addressId).map(r -> new Place(r.centre(), r.code())));
  }

  Optional<Place> byAddress(String address) {
    Region best = null;
    var open = new ArrayDeque<Region>(regions.children(regions.root().code()));
    while (!open.isEmpty()) {
      Region region = open.remove();
      if (names(region, address) && (best == null || deeper(region, best))) {
        best = region;
      }
      open.addAll(regions.children(region.code()));
    }
    return Optional.ofNullable(best).map(r -> new Place(r.centre(), r.code()));
  }

  private static boolean names(Region region, String address) {
    return contains(address, region.nameZh()) || contains(address, region.nameEn());
  }

  private static boolean contains(String address, String name) {
    return name.length() >= MIN_NAME && address.contains(name);
  }

  private static boolean deeper(Region region, Region best) {
    int level = region.level().compareTo(best.level());
    return level > 0 || level == 0 && region.nameZh().length() > best.nameZh().length();
  }
}
