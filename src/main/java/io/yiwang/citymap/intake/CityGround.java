package io.yiwang.citymap.intake;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this city knows that rows must fit. */
@Component
class CityGround implements RowMapper.Ground {
  private final City city;
  private final Regions regions;
  private final Layers layers;
  private final Clock clock;

  CityGround(City city, Regions regions, Layers layers, Clock clock) {
    this.city = city;
    this.regions = regions;
    this.layers = layers;
    this.clock = clock;
  }

  @Override
  public @Nullable Layer layer(int classNo) {
    return knownClasses().contains(classNo) ? layers.ofClass(classNo) : null;
  }

  private Set<Integer> knownClasses() {
    return layers.names().keySet();
  }

  @Override
  public String division(GeoPoint point) {
    return regions
        .locate(point)
        .flatMap(
            region ->
                regions.line(region).stream()
                    .filter(r -> r.level() == RegionLevel.DISTRICT && r.code().matches("\\d{6}"))
                    .map(Region::code)
                    .findFirst())
        .orElse(city.code().matches("\\d{6}") ? city.code() : "100000");
  }

  /** The codes of the regions a place lies in, from the city down. */
  String path(GeoPoint point) {
    return regions.locate(point).map(Region::path).orElse(regions.root().path());
  }

  String root() {
    return regions.root().path();
  }

  boolean guarded(int classNo) {
    return layers.isGuarded(classNo);
  }

  double lng() {
    return city.centre().lng();
  }

  @Override
  public boolean inCity(GeoPoint point) {
    return city.extent().contains(point);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public ZoneId zone() {
    return city.zone();
  }
}
