package io.yiwang.demo;

import io.yiwang.citymap.RegionDraft;
import java.util.List;

/**
 * The regions of a coarse Shanghai whose districts are drawn by hand, so that no file is needed.
 */
public final class DrawnCity {
  private static final List<RegionDraft> REGIONS =
      new CityPartition(DistrictShapes.drawn(), 7).regions(0.02);

  private DrawnCity() {}

  public static List<RegionDraft> regions() {
    return REGIONS;
  }
}
