package io.yiwang.citymap.files;

import java.nio.charset.StandardCharsets;

/**
 * A column of a file that is written.
 *
 * @param brief its name in a shapefile, at most 10 letters
 * @param width its bytes in a shapefile, at most 254
 */
public record OutColumn(String name, String brief, Kind kind, int width) {

  /** What its values are. */
  public enum Kind {
    TEXT,
    NUMBER
  }

  public OutColumn {
    if (brief.getBytes(StandardCharsets.UTF_8).length > 10 || width < 1 || width > 254) {
      throw new IllegalArgumentException("column (" + name + ") does not fit into a shapefile.");
    }
  }
}
