package io.yiwang.sensing.intake;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The city as the module citymap knows it. */
@Component
final class CitymapView implements CityView {
  private final Catalogue catalogue;
  private final Regions regions;
  private final NearClasses near;

  CitymapView(Catalogue catalogue, Regions regions) {
    this.catalogue = catalogue;
    this.regions = regions;
    this.near = new NearClasses(catalogue);
  }

  @Override
  public @Nullable String classCode(String code) {
    return catalogue.find(code).map(MatterClass::code).orElse(null);
  }

  @Override
  public List<String> nearClasses(String code) {
    return near.find(code).stream().map(c -> c.code() + " " + c.nameZh()).toList();
  }

  @Override
  public String family(String classCode) {
    return catalogue.family(classCode);
  }

  @Override
  public @Nullable String region(GeoPoint point) {
    return regions.locate(point).map(Region::code).orElse(null);
  }
}
