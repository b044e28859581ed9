package io.yiwang.citymap.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Places are the same in every system; the expected metres were computed with PROJ 9. */
class CoordinateSystemTest {
  private static final double LNG = 121.4737;
  private static final double LAT = 31.2304;

  @ParameterizedTest
  @CsvSource({
    "EPSG:4549, 640412.315036627, 3457455.48858212",
    "EPSG:4528, 40640412.3150366, 3457455.48858212",
    "EPSG:4509, 926428.405013058, 3465161.66419026",
    "EPSG:4498, 20926428.4050131, 3465161.66419026",
    "EPSG:3857, 13522390.4287749, 3662707.2570504",
    "EPSG:32651, 354633.648992544, 3456140.52964157"
  })
  void knowsZonesByNumber(String name, double x, double y) {
    CoordinateSystem system = CoordinateSystem.of(name);
    Coordinate there = system.toWgs84(x, y);
    assertThat(there.x).isCloseTo(LNG, within(1e-8));
    assertThat(there.y).isCloseTo(LAT, within(1e-8));
    assertThat(system.degrees()).isFalse();
    Geometry back = system.ofWgs84(new GeometryFactory().createPoint(there));
    assertThat(back.getCoordinate().x).isCloseTo(x, within(0.001));
    assertThat(back.getCoordinate().y).isCloseTo(y, within(0.001));
  }

  @Test
  void everyZoneOfCgcs2000HasItsOwnMeridian() {
    for (int code = 4491; code <= 4554; code++) {
      CoordinateSystem system = CoordinateSystem.of("EPSG:" + code);
      Coordinate central = system.toWgs84(falseEasting(code), 3_500_000);
      double expected =
          code < 4502
              ? 75 + 6 * (code - 4491)
              : code < 4513
                  ? 75 + 6 * (code - 4502)
                  : code < 4534 ? 75 + 3 * (code - 4513) : 75 + 3 * (code - 4534);
      assertThat(central.x).as("EPSG:%d", code).isCloseTo(expected, within(1e-9));
    }
  }

  private static double falseEasting(int code) {
    if (code < 4502) {
      return (13 + code - 4491) * 1e6 + 500_000;
    }
    return code >= 4513 && code < 4534 ? (25 + code - 4513) * 1e6 + 500_000 : 500_000;
  }

  @Test
  void readsLocalGridsByParametersAndByWellKnownText() {
    String grid =
        "+proj=tmerc +lat_0=31.235 +lon_0=121.467 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m";
    String text =
        "PROJCS[\"Local\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
            + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"
            + "PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",121.467],"
            + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",31.235],UNIT[\"Meter\",1.0]]";
    for (String said : List.of(grid, text)) {
      Coordinate there = CoordinateSystem.of(said).toWgs84(638.334928038091, -509.998621859932);
      assertThat(there.x).isCloseTo(LNG, within(1e-8));
      assertThat(there.y).isCloseTo(LAT, within(1e-8));
    }
  }

  @Test
  void takesTheShiftOfWebMapsBack() {
    GeoPoint shifted = Coordinates.toGcj02(new GeoPoint(LAT, LNG));
    Coordinate there = CoordinateSystem.of("GCJ-02").toWgs84(shifted.lng(), shifted.lat());
    assertThat(there.x).isCloseTo(LNG, within(1e-7));
    assertThat(there.y).isCloseTo(LAT, within(1e-7));
    assertThat(shifted.distanceMetres(new GeoPoint(LAT, LNG))).isGreaterThan(300);
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertThatThrownBy(() -> CoordinateSystem.of("Beijing grid"))
        .hasMessageContaining("Beijing grid")
        .hasMessageContaining("Maybe");
    assertThatThrownBy(() -> CoordinateSystem.of("EPSG:27700")).hasMessageContaining("parameters");
    assertThatThrownBy(() -> CoordinateSystem.of("PROJCS[\"x\",")).hasMessageContaining("crs");
    assertThatThrownBy(() -> CoordinateSystem.of("+proj=nonsense")).hasMessageContaining("crs");
  }

  @Test
  void tellsWhenTheNumbersAreNotWhatTheFileSays() {
    var metres = new SystemCheck(CoordinateSystem.WGS84, LNG);
    metres.see(40_545_000, 3_456_000);
    assertThat(metres.warnings()).singleElement().asString().contains("EPSG:4528");
    var plain = new SystemCheck(CoordinateSystem.WGS84, LNG);
    plain.see(545_000, 3_456_000);
    assertThat(plain.warnings()).singleElement().asString().contains("EPSG:4549");
    var northFirst = new SystemCheck(CoordinateSystem.WGS84, LNG);
    northFirst.see(3_456_000, 40_545_000);
    assertThat(northFirst.warnings()).singleElement().asString().contains("swapped");
    var degrees = new SystemCheck(CoordinateSystem.of("EPSG:4549"), LNG);
    degrees.see(LNG, LAT);
    assertThat(degrees.warnings()).singleElement().asString().contains("EPSG:4326");
    var swapped = new SystemCheck(CoordinateSystem.WGS84, LNG);
    swapped.see(LAT, LNG);
    assertThat(swapped.warnings()).singleElement().asString().contains("wrong way round");
    var right = new SystemCheck(CoordinateSystem.WGS84, LNG);
    right.see(LNG, LAT);
    assertThat(right.warnings()).isEmpty();
  }
}
