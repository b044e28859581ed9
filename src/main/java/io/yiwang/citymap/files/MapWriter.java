package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Writes things on a map to a file, one after another. Nothing but the present one is in memory;
 * formats that need their end before their beginning keep files of their own meanwhile.
 */
public interface MapWriter extends AutoCloseable {

  /**
   * @param values by column: String, Number or null
   * @param shape in WGS-84
   */
  void write(@Nullable Object[] values, Geometry shape) throws IOException;

  /** Writes the end; without it the file is none. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;

  /** The formats that are written. */
  enum Format {
    GEOJSON("geojson", "application/geo+json"),
    NDJSON("ndjson", "application/x-ndjson"),
    CSV("csv", "text/csv;charset=UTF-8"),
    SHP("zip", "application/zip"),
    GPKG("gpkg", "application/geopackage+sqlite3");

    private final String ending;
    private final String mediaType;

    Format(String ending, String mediaType) {
      this.ending = ending;
      this.mediaType = mediaType;
    }

    public String ending() {
      return ending;
    }

    public String mediaType() {
      return mediaType;
    }

    /**
     * @throws IllegalArgumentException when there is none of this name
     */
    public static Format of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether it can be written in another system than WGS-84 (RFC 7946 forbids it to GeoJSON). */
    public boolean anySystem() {
      return this == CSV || this == SHP || this == GPKG;
    }
  }

  /**
   * @param epsg the code of the system it is written in, one of {@link SystemText}
   * @param at when it is written, as far as the format tells it
   */
  static MapWriter open(
      Format format, OutputStream out, List<OutColumn> columns, int epsg, Instant at)
      throws IOException {
    return switch (format) {
      case GEOJSON -> new GeoJsonWriter(out, columns, true);
      case NDJSON -> new GeoJsonWriter(out, columns, false);
      case CSV -> new CsvMapWriter(out, columns, epsg);
      case SHP -> new ShapeFileWriter(out, columns, epsg);
      case GPKG -> new GeoPackageWriter(out, columns, epsg, at);
    };
  }
}
