package io.yiwang.citymap.files;

/** Coordinate systems as well-known text, for a .prj and for GeoPackage, by EPSG code. */
public final class SystemText {
  private SystemText() {}

  /** Whether files can be written in it. */
  public static boolean knows(int epsg) {
    return epsg == 4326 || epsg == 4490 || epsg == 3857 || (epsg >= 4491 && epsg <= 4554);
  }

  static String of(int epsg) {
    return switch (epsg) {
      case 4326 -> geographic("GCS_WGS_1984", "D_WGS_1984", "WGS_1984", "298.257223563");
      case 4490 -> china();
      case 3857 ->
          "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\","
              + geographic("GCS_WGS_1984", "D_WGS_1984", "WGS_1984", "298.257223563")
              + ",PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],"
              + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],"
              + "PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],"
              + "UNIT[\"Meter\",1.0]]";
      default -> zone(epsg);
    };
  }

  private static String china() {
    return geographic(
        "GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000", "298.257222101");
  }

  private static String geographic(String name, String datum, String figure, String flattening) {
    return "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"%s\",6378137.0,%s]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
        .formatted(name, datum, figure, flattening);
  }

  private static String zone(int epsg) {
    String parameters = String.valueOf(Zones.parameters(epsg));
    String meridian = parameters.replaceFirst(".*\\+lon_0=(\\S+).*", "$1");
    String easting = parameters.replaceFirst(".*\\+x_0=(\\S+).*", "$1");
    return "PROJCS[\"CGCS2000_EPSG_%d\",%s,PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",%s.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",%s.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"
        .formatted(epsg, china(), easting, meridian);
  }
}
