package io.yiwang.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoordinatesTest {

  @Test
  void undoesTheShiftOfChineseWebMapsToWithinMillimetres() {
    Samples.check(
        2,
        20_000,
        random -> {
          GeoPoint truth = new GeoPoint(random.nextDouble(18, 53), random.nextDouble(74, 134));
          GeoPoint shown = Coordinates.toGcj02(truth);
          GeoPoint back = Coordinates.toWgs84(shown.lat(), shown.lng(), Datum.GCJ02);
          assertThat(back.distanceMetres(truth)).isLessThan(0.01);
          assertThat(shown.distanceMetres(truth)).isBetween(10.0, 1_000.0);
        });
  }

  @Test
  void shiftsShanghaiAboutFiveHundredMetresToTheSouthEast() {
    GeoPoint square = new GeoPoint(31.2304, 121.4737);
    GeoPoint shown = Coordinates.toGcj02(square);
    assertThat((shown.lng() - square.lng()) * 95_200).isCloseTo(430, within(20.0));
    assertThat((shown.lat() - square.lat()) * 111_000).isCloseTo(-215, within(20.0));
  }

  @Test
  void leavesMarksOutsideChinaAsTheyAre() {
    GeoPoint boston = new GeoPoint(42.3601, -71.0589);
    assertThat(Coordinates.toWgs84(42.3601, -71.0589, Datum.GCJ02)).isEqualTo(boston);
    assertThat(Coordinates.toGcj02(boston)).isEqualTo(boston);
    assertThat(Coordinates.toWgs84(31.2, 121.4, Datum.WGS84)).isEqualTo(new GeoPoint(31.2, 121.4));
  }

  @Test
  void undoesBaidusFurtherShift() {
    // The published worked example: BD-09 39.915, 116.404 is GCJ-02 39.90865, 116.39762.
    GeoPoint wgs84 = Coordinates.toWgs84(39.915, 116.404, Datum.BD09);
    GeoPoint gcj02 = Coordinates.toGcj02(wgs84);
    assertThat(gcj02.lat()).isCloseTo(39.90865, within(1e-5));
    assertThat(gcj02.lng()).isCloseTo(116.39762, within(1e-5));
  }
}
