package io.yiwang.citymap.explore;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.RegionLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A thing on the map as somebody may see it, with what its location says of it.
 *
 * @param shape GeoJSON, null of a point
 * @param height metres above ground
 * @param locationCode BeiDou grid code
 * @param regions from the city down to the unit grid
 * @param manager null when unknown or not to be seen, as of owner, maintainer and remark
 */
record ComponentView(
    String id,
    String classCode,
    String classZh,
    String classEn,
    @Nullable String layer,
    ComponentState state,
    @Nullable String name,
    @Nullable String address,
    double lng,
    double lat,
    @Nullable Map<String, Object> shape,
    @Nullable Float height,
    String locationCode,
    List<InRegion> regions,
    @Nullable KeptBy manager,
    @Nullable KeptBy owner,
    @Nullable KeptBy maintainer,
    Accuracy accuracy,
    ComponentSource source,
    @Nullable String remark,
    @Nullable JsonNode details,
    Instant validFrom,
    @Nullable Instant validTo,
    Instant knownFrom,
    @Nullable Instant knownTo) {

  /** A region the thing is in. */
  record InRegion(String code, RegionLevel level, String nameZh, String nameEn) {}

  /** Somebody who answers for the thing. */
  record KeptBy(String code, String nameZh, String nameEn, @Nullable String unitCode) {}

  /**
   * A thing in a list.
   *
   * @param metres from what was asked about, null when nothing was asked about
   */
  record Line(
      String id,
      String classCode,
      String classZh,
      String classEn,
      @Nullable String layer,
      ComponentState state,
      @Nullable String name,
      @Nullable String address,
      double lng,
      double lat,
      @Nullable Map<String, Object> shape,
      @Nullable JsonNode details,
      @Nullable Double metres) {}
}
