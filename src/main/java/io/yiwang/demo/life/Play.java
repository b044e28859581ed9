package io.yiwang.demo.life;

import io.yiwang.kernel.GeoPoint;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Everything the simulated people know before the curtain rises.
 *
 * @param address where the platform answers, e.g. {@code http://127.0.0.1:8080}
 * @param logins of the people played, by their id
 * @param keys API keys by name: hotline, camera, patrol, positions
 * @param places where things happen
 */
public record Play(
    String address,
    long seed,
    double scale,
    ZoneId zone,
    String password,
    Map<Long, String> logins,
    Map<String, String> keys,
    List<Place> places,
    List<MatterKind> kinds) {

  /** A unit grid: its middle and how one says where it is. */
  public record Place(GeoPoint point, String districtZh, String streetZh, double busy) {}

  public Play {
    logins = Map.copyOf(logins);
    keys = Map.copyOf(keys);
    places = List.copyOf(places);
    kinds = List.copyOf(kinds);
  }
}
