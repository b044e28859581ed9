package io.yiwang.citymap.files;

import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * A coordinate system of a file, with x (longitude or easting) before y. WGS-84 and CGCS2000 differ
 * by centimetres and are taken for the same. Not safe for several threads.
 */
public final class CoordinateSystem {
  public static final CoordinateSystem WGS84 = degrees("EPSG:4326", Datum.WGS84);
  private static final Pattern EPSG =
      Pattern.compile("(?i)(?:urn:ogc:def:crs:)?EPSG(?::[\\d.]*)?:(\\d+)|(\\d{4,5})");
  private static final Pattern AXIS = Pattern.compile("\\+a=(\\S+)");
  private static final Pattern FLATTENING = Pattern.compile("\\+rf=(\\S+)");
  private static final CRSFactory FACTORY = new CRSFactory();
  private static final CoordinateReferenceSystem BASE =
      FACTORY.createFromParameters("WGS84", "+proj=longlat +datum=WGS84 +no_defs");

  private final String name;
  private final boolean degrees;
  private final Transform in;
  private final Transform out;

  /** From one pair of numbers to another. */
  private interface Transform {
    Coordinate of(double x, double y);
  }

  private CoordinateSystem(String name, boolean degrees, Transform in, Transform out) {
    this.name = name;
    this.degrees = degrees;
    this.in = in;
    this.out = out;
  }

  private static CoordinateSystem degrees(String name, Datum datum) {
    return new CoordinateSystem(
        name,
        true,
        (x, y) -> {
          GeoPoint point = Coordinates.toWgs84(y, x, datum);
          return new Coordinate(point.lng(), point.lat());
        },
        (x, y) -> new Coordinate(x, y));
  }

  private static CoordinateSystem of(String name, String parameters) {
    try {
      CoordinateReferenceSystem system =
          FACTORY.createFromParameters(name, withMinorAxis(parameters));
      var transforms = new CoordinateTransformFactory();
      CoordinateTransform in = transforms.createTransform(system, BASE);
      CoordinateTransform out = transforms.createTransform(BASE, system);
      boolean degrees = parameters.contains("+proj=longlat");
      return new CoordinateSystem(
          name, degrees, (x, y) -> apply(in, x, y), (x, y) -> apply(out, x, y));
    } catch (Proj4jException | NumberFormatException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "crs (" + parameters + ") cannot be understood: " + e.getMessage(), e);
    }
  }

  /** The library reads {@code +a} with {@code +rf} wrongly, so the minor axis is told instead. */
  private static String withMinorAxis(String parameters) {
    Matcher axis = AXIS.matcher(parameters);
    Matcher flattening = FLATTENING.matcher(parameters);
    if (!axis.find() || !flattening.find()) {
      return parameters;
    }
    double a = Double.parseDouble(axis.group(1));
    double rf = Double.parseDouble(flattening.group(1));
    return flattening.replaceFirst("+b=" + (rf == 0 ? a : a * (1 - 1 / rf)));
  }

  private static Coordinate apply(CoordinateTransform transform, double x, double y) {
    ProjCoordinate to = transform.transform(new ProjCoordinate(x, y), new ProjCoordinate());
    return new Coordinate(to.x, to.y);
  }

  /**
   * By EPSG code (WGS-84, CGCS2000 and its zones of 3° and 6°, Web Mercator, UTM), by name (WGS84,
   * CGCS2000, GCJ02, BD09), by parameters of PROJ ({@code +proj=tmerc …}), or by the WKT of a .prj.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static CoordinateSystem of(String text) {
    String said = text.strip();
    if (said.startsWith("+")) {
      return of(said, said);
    }
    if (said.contains("[")) {
      var wkt = WktSystem.of(said);
      return of(wkt.name(), wkt.parameters());
    }
    Matcher epsg = EPSG.matcher(said);
    if (epsg.matches()) {
      return epsg(Integer.parseInt(epsg.group(1) == null ? epsg.group(2) : epsg.group(1)));
    }
    return switch (said.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
      case "WGS84", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "URN:OGC:DEF:CRS:OGC::CRS84", "OGC:CRS84" ->
          WGS84;
      case "CGCS2000" -> epsg(4490);
      case "GCJ02" -> degrees("GCJ02", Datum.GCJ02);
      case "BD09" -> degrees("BD09", Datum.BD09);
      default ->
          throw new IllegalArgumentException(
              "crs ("
                  + said
                  + ") is not known. Maybe write EPSG:4326, EPSG:4549, GCJ02, BD09 or parameters of"
                  + " PROJ such as +proj=tmerc +lon_0=121.5.");
    };
  }

  private static CoordinateSystem epsg(int code) {
    String name = "EPSG:" + code;
    if (code == 4326 || code == 4490 || code == 4258 || code == 4269) {
      return degrees(name, Datum.WGS84);
    }
    String parameters = Zones.parameters(code);
    if (parameters == null) {
      throw new IllegalArgumentException(
          "crs (EPSG:"
              + code
              + ") is not one we know by number. Maybe give its parameters of PROJ.");
    }
    return of(name, parameters);
  }

  public String name() {
    return name;
  }

  /** Whether its numbers are degrees of longitude and latitude. */
  public boolean degrees() {
    return degrees;
  }

  /**
   * Longitude and latitude in WGS-84.
   *
   * @throws IllegalArgumentException when the numbers lie outside of the system
   */
  public Coordinate toWgs84(double x, double y) {
    return checked(in, x, y);
  }

  /** The same shape in WGS-84; the one given stays as it is. */
  public Geometry toWgs84(Geometry shape) {
    return changed(shape, in);
  }

  /** The same shape in this system; GCJ-02 and BD-09 are only read. */
  public Geometry ofWgs84(Geometry shape) {
    return changed(shape, out);
  }

  private static Coordinate checked(Transform transform, double x, double y) {
    try {
      Coordinate to = transform.of(x, y);
      if (Double.isFinite(to.x) && Double.isFinite(to.y)) {
        return to;
      }
    } catch (Proj4jException | IllegalArgumentException | IllegalStateException e) {
      throw outside(x, y, e);
    }
    throw outside(x, y, null);
  }

  private static IllegalArgumentException outside(
      double x, double y, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        "(" + x + ", " + y + ") lies outside of the coordinate system.", cause);
  }

  private static Geometry changed(Geometry shape, Transform transform) {
    Geometry copy = shape.copy();
    copy.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence all, int i) {
            Coordinate to = checked(transform, all.getX(i), all.getY(i));
            all.setOrdinate(i, CoordinateSequence.X, to.x);
            all.setOrdinate(i, CoordinateSequence.Y, to.y);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    return copy;
  }

  @Override
  public String toString() {
    return name;
  }
}
