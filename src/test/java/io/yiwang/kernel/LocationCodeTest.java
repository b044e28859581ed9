package io.yiwang.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors: GB/T 39409-2020, clauses 5–8, and values computed with exact integers. */
class LocationCodeTest {

  private static final String TOWER_LAT = degrees(39, 59, "35.38");
  private static final String TOWER_LNG = degrees(116, 18, "45.37");

  private static String degrees(int d, int m, String s) {
    BigDecimal seconds = new BigDecimal(d * 3600 + m * 60).add(new BigDecimal(s));
    return seconds.divide(new BigDecimal(3600), 20, RoundingMode.HALF_UP).toPlainString();
  }

  @ParameterizedTest
  @CsvSource({
    "0,N",
    "1,N50J",
    "2,N50J47",
    "3,N50J475",
    "4,N50J47539",
    "5,N50J47539B8",
    "6,N50J47539B82",
    "7,N50J47539B8255",
    "8,N50J47539B825534",
    "9,N50J47539B82553461",
    "10,N50J47539B8255346152"
  })
  void namesTheCellAtEveryLevelAsTheStandardPrintsIt(int level, String code) {
    assertThat(LocationCode.of(TOWER_LAT, TOWER_LNG, level)).hasToString(code);
    assertThat(new LocationCode(code).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "39,59,56.1444,116,19,14.3184,N50J475493E",
    "39,59,59.7012,116,19,5.9808,N50J475491E",
    "39,59,56.5260,116,19,9.3540,N50J475492E"
  })
  void namesThePlacesOfTheStandardsFigure(
      int latD, int latM, String latS, int lngD, int lngM, String lngS, String code) {
    assertThat(LocationCode.of(degrees(latD, latM, latS), degrees(lngD, lngM, lngS), 5))
        .hasToString(code);
  }

  @ParameterizedTest
  @CsvSource({
    "31.2304,121.4737,N51H263D36C055261075",
    "31.2200,121.4310,N51H263A3C3160301040",
    "31.1500,121.8050,N51H3613940100000000",
    "10,-114,N11C0400000000000000"
  })
  void namesPlacesGivenAsDecimalText(String lat, String lng, String code) {
    assertThat(LocationCode.of(lat, lng, 10)).hasToString(code);
    assertThat(LocationCode.of(new GeoPoint(Double.parseDouble(lat), Double.parseDouble(lng))))
        .hasToString(code);
  }

  @Test
  void mirrorsTheSouthWest() {
    assertThat(LocationCode.of("-" + TOWER_LAT, "-" + TOWER_LNG, 10))
        .hasToString("S11J47539B8255346152");
  }

  @Test
  void wouldNameAnotherCellFromTheExactValueOfABinaryDouble() {
    BigDecimal lng = new BigDecimal(121.8050);
    BigDecimal lat = new BigDecimal(31.15);
    assertThat(LocationCode.of(lat, lng, 10)).hasToString("N51H361384E307070707");
  }

  @Test
  void keepsThe180thMeridianInTheLastColumn() {
    assertThat(LocationCode.of("0", "180", 1)).hasToString("N60A");
    assertThat(LocationCode.of("0", "-180", 1)).hasToString("N01A");
    assertThat(LocationCode.of("-0.0", "-0.0", 1)).hasToString("N31A");
  }

  @Test
  void refusesPolesAndPlacesThatAreNone() {
    assertThatThrownBy(() -> LocationCode.of("88", "0", 3)).hasMessageContaining("polar cap");
    assertThatThrownBy(() -> LocationCode.of("0", "180.1", 3)).hasMessageContaining("lng (180.1)");
    assertThatThrownBy(() -> new LocationCode("N50J48")).hasMessageContaining("'8' at place 6");
    assertThatThrownBy(() -> new LocationCode("N61J")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new LocationCode("N50")).hasMessageContaining("must have 1, 4, 6");
  }

  @Test
  void comesBackFromEveryLevelInEveryQuadrant() {
    Samples.check(
        39409,
        20_000,
        random -> {
          BigDecimal lat = coordinate(random.nextInt(4), random.nextLong(), 88);
          BigDecimal lng = coordinate(random.nextInt(4), random.nextLong(), 180);
          int level = 1 + random.nextInt(10);
          LocationCode code = LocationCode.of(lat, lng, level);
          LocationCode.Cell cell = code.cell();
          BigInteger latUnits = units(lat);
          BigInteger lngUnits = units(lng);
          assertThat(latUnits.longValueExact())
              .isBetween(cell.latUnits(), cell.latUnits() + cell.latSize() - 1);
          assertThat(lngUnits.longValueExact())
              .isBetween(cell.lngUnits(), cell.lngUnits() + cell.lngSize() - 1);
          assertThat(LocationCode.of(cell.centre(), level)).isEqualTo(code);
          if (cell.lat().signum() != 0 && cell.lng().signum() != 0) {
            assertThat(LocationCode.of(cell.lat(), cell.lng(), level)).isEqualTo(code);
          }
          assertThat(LocationCode.of(lat, lng, level - 1)).isEqualTo(code.atLevel(level - 1));
        });
  }

  /** Every fourth coordinate is a whole number of minutes, where cells begin. */
  private static BigDecimal coordinate(int kind, long bits, int limit) {
    long range = limit * 3600L * 2048 * 1000;
    long thousandths = Math.floorMod(bits, 2 * range - 1) - range + 1;
    BigDecimal units = BigDecimal.valueOf(thousandths, 3);
    if (kind == 0) {
      units =
          units
              .divideToIntegralValue(BigDecimal.valueOf(122_880))
              .multiply(BigDecimal.valueOf(122_880));
    }
    return units.divide(
        BigDecimal.valueOf(7_372_800),
        18,
        units.signum() < 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }

  private static BigInteger units(BigDecimal degrees) {
    return degrees.abs().multiply(BigDecimal.valueOf(7_372_800)).toBigInteger();
  }

  @Test
  void refersToNeighboursByStepsOfTwoSymbols() {
    LocationCode gate = new LocationCode("N50J475493E");
    LocationCode tower = new LocationCode("N50J475491E");
    LocationCode office = new LocationCode("N50J475492E");
    assertThat(tower.referenceTo(gate)).isEqualTo("N50J475491E-20");
    assertThat(office.referenceTo(gate)).isEqualTo("N50J475492E-10");
    assertThat(gate.referenceTo(tower)).isEqualTo("N50J475493E-B0");
    assertThat(gate.shortCode("大门", tower)).isEqualTo("大门-B0");
    assertThat(LocationCode.ofReference("N50J475493E-B0")).isEqualTo(tower);
  }

  @Test
  void findsTheCellOfAnyReferenceAgain() {
    Samples.check(
        8,
        5_000,
        random -> {
          double lat = random.nextDouble(-80, 80);
          double lng = random.nextDouble(-179, 179);
          LocationCode base = LocationCode.of(new GeoPoint(lat, lng), 5);
          LocationCode.Cell cell = base.cell();
          GeoPoint centre = cell.centre();
          double dLat = (random.nextInt(15) - 7) * 4 / 3600.0;
          double dLng = (random.nextInt(15) - 7) * 4 / 3600.0;
          GeoPoint other = new GeoPoint(centre.lat() + dLat, centre.lng() + dLng);
          if (lat * other.lat() > 0 && lng * other.lng() > 0) {
            LocationCode there = LocationCode.of(other, 5 + random.nextInt(6));
            assertThat(LocationCode.ofReference(base.referenceTo(there))).isEqualTo(there);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "31.2335,121.5055,632,42220,N051H003602004040510722133415644",
    "tower,tower,50,3340,N050J0047050390B8020556344611524"
  })
  void weavesTheHeightIntoTheCode(String lat, String lng, double height, int layer, String code) {
    BigDecimal y = new BigDecimal(lat.equals("tower") ? TOWER_LAT : lat);
    BigDecimal x = new BigDecimal(lng.equals("tower") ? TOWER_LNG : lng);
    SpaceCode space = SpaceCode.of(y, x, height);
    assertThat(space).hasToString(code);
    assertThat(space.layer()).isEqualTo(layer);
    assertThat(space.ground()).isEqualTo(LocationCode.of(y, x, 10));
    assertThat(space.heightMetres()).isBetween(height - 0.02, height);
  }

  @Test
  void splitsTheStandardsOwnPair() {
    SpaceCode space = new SpaceCode("N036J0093000780B3010010520430140");
    assertThat(space.ground()).hasToString("N36J93078B3101524314");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,66", "100,6680", "-10,-669"})
  void countsHeightLayers(double height, int layer) {
    assertThat(SpaceCode.layerOf(height)).isEqualTo(layer);
  }

  @Test
  void comesBackFromEveryHeight() {
    Samples.check(
        32,
        5_000,
        random -> {
          double height = random.nextDouble(-500, 9_000);
          BigDecimal lat = BigDecimal.valueOf(random.nextDouble(-87, 87));
          BigDecimal lng = BigDecimal.valueOf(random.nextDouble(-180, 180));
          SpaceCode space = SpaceCode.of(lat, lng, height);
          assertThat(new SpaceCode(space.text()).layer()).isEqualTo(SpaceCode.layerOf(height));
          assertThat(space.heightMetres()).isBetween(height - 0.02, height + 1e-6);
        });
  }
}
