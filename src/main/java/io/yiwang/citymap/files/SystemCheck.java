package io.yiwang.citymap.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the numbers a file begins with to the system it is said to be in, and tells what does
 * not fit. It changes nothing.
 */
public final class SystemCheck {
  private static final int SAMPLE = 1_000;
  private static final double MOST = 0.5;

  private final CoordinateSystem system;
  private final double cityLng;
  private int seen;
  private int asDegrees;
  private int swappedDegrees;
  private int metres;
  private double x;
  private double y;

  /**
   * @param cityLng where the city is, to name a likely zone
   */
  public SystemCheck(CoordinateSystem system, double cityLng) {
    this.system = system;
    this.cityLng = cityLng;
  }

  /** A position as the file has it. */
  public void see(double px, double py) {
    if (seen >= SAMPLE) {
      return;
    }
    seen++;
    if (Math.abs(px) <= 180 && Math.abs(py) <= 90) {
      asDegrees++;
    } else if (Math.abs(py) <= 180 && Math.abs(px) <= 90) {
      swappedDegrees++;
    } else {
      metres++;
      x = px;
      y = py;
    }
  }

  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (seen == 0) {
      return warnings;
    }
    if (system.degrees() && metres > seen * MOST) {
      warnings.add(
          "%s means degrees, but the numbers are metres, such as (%.2f, %.2f). Maybe crs is %s."
              .formatted(system, x, y, likely()));
    }
    if (system.degrees() && swappedDegrees > seen * MOST) {
      warnings.add("Longitude and latitude stand the wrong way round. Maybe swap lat and lng.");
    }
    if (!system.degrees() && asDegrees > seen * MOST) {
      warnings.add(
          "%s means metres, but the numbers look like degrees. Maybe crs is EPSG:4326."
              .formatted(system));
    }
    return warnings;
  }

  private String likely() {
    Integer code = Zones.likely(x, y, cityLng);
    if (code != null) {
      return "EPSG:" + code;
    }
    code = Zones.likely(y, x, cityLng);
    if (code != null) {
      return "EPSG:" + code + " with x and y swapped";
    }
    return "EPSG:" + Zones.plain(cityLng) + " or a local grid";
  }
}
