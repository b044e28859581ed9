package io.yiwang.citymap;

import io.yiwang.kernel.GeoPoint;
import java.time.ZoneId;
import java.util.List;

/**
 * The city this installation runs: configuration, not code, read from a city file.
 *
 * @param code code of the root region
 * @param languages language tags the pages offer, the first is the default
 * @param calendar name of the working calendar under {@code catalogue/calendars}
 * @param catalogues names of the catalogue folders, the first is the city's current standard
 * @param demo whether the demonstration runs
 */
public record City(
    String code,
    String nameZh,
    String nameEn,
    ZoneId zone,
    List<String> languages,
    Extent extent,
    GeoPoint centre,
    String calendar,
    List<String> catalogues,
    boolean demo) {

  /** A rectangle in degrees; its south and west edges belong to it, and so do the others. */
  public record Extent(double minLat, double minLng, double maxLat, double maxLng) {
    public Extent {
      if (!(minLat < maxLat && minLng < maxLng)) {
        throw new IllegalArgumentException(
            "extent ("
                + List.of(minLng, minLat, maxLng, maxLat)
                + ") must be [minLng, minLat, maxLng, maxLat].");
      }
    }

    public boolean contains(GeoPoint p) {
      return p.lat() >= minLat && p.lat() <= maxLat && p.lng() >= minLng && p.lng() <= maxLng;
    }
  }

  public City {
    languages = List.copyOf(languages);
    catalogues = List.copyOf(catalogues);
  }
}
