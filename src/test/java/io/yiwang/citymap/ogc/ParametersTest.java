package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.house.Problem;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** Boxes, periods, coordinate systems and forms as requests ask for them. */
class ParametersTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void readsBoxesInTheOrderOfTheirAxes() {
    assertThat(Box.of("121,31,122,32", Crs.CRS84)).isEqualTo(new Box(121, 31, 122, 32));
    assertThat(Box.of("31,121,32,122", Crs.EPSG_4326)).isEqualTo(new Box(121, 31, 122, 32));
    assertThat(Box.of("31,121,32,122", Crs.EPSG_4490)).isEqualTo(new Box(121, 31, 122, 32));
    assertThat(Box.of("121,31,-5,122,32,90.5", Crs.CRS84)).isEqualTo(new Box(121, 31, 122, 32));
    Box metres = Box.of("13469658.3860,3632749.1434,13580977.8768,3763310.6271", Crs.EPSG_3857);
    assertThat(metres.west()).isCloseTo(121, within(1e-6));
    assertThat(metres.north()).isCloseTo(32, within(1e-6));
  }

  @Test
  void aBoxMaySpanTheAntimeridian() {
    Box box = Box.of("177,-20,-177,10", Crs.CRS84);
    assertThat(box.holds(179, 0)).isTrue();
    assertThat(box.holds(-179, 0)).isTrue();
    assertThat(box.holds(0, 0)).isFalse();
    assertThat(box.geometry().getNumGeometries()).isEqualTo(2);
    assertThat(Box.of("-180,85,180,90", Crs.CRS84).geometry().getArea()).isEqualTo(360 * 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,2,3",
        "1,2,3,x",
        "1,2,3,NaN",
        "1,2,3,0x10",
        "1,9,3,2",
        "1,2,999,3",
        "0,-91,1,1",
        "1,2,3,1e999"
      })
  void refusesBoxesThatAreNone(String text) {
    assertThatThrownBy(() -> Box.of(text, Crs.CRS84)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T00:00:00Z, 2026-10-01T00:00:00Z, 2026-10-01T00:00:00Z",
    "2026-10-01T08:00:00+08:00, 2026-10-01T00:00:00Z, 2026-10-01T00:00:00Z",
    "2026-10-01, 2026-09-30T16:00:00Z, 2026-10-01T15:59:59.999Z",
    "2026-10-01T00:00:00Z/.., 2026-10-01T00:00:00Z,",
    "../2026-10-01T00:00:00Z, , 2026-10-01T00:00:00Z",
    "/2026-10-01T00:00:00Z, , 2026-10-01T00:00:00Z",
    "../.., ,",
    "2026-10-01/P2D, 2026-09-30T16:00:00Z, 2026-10-02T16:00:00Z",
    "2026-10-01T00:00:00Z/P1M6DT2H, 2026-10-01T00:00:00Z, 2026-11-07T02:00:00Z",
  })
  void readsTimes(String text, Instant start, Instant end) {
    assertThat(Period.of(text, SHANGHAI)).isEqualTo(new Period(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "2026",
        "2026-13-01",
        "2026-10-02/2026-10-01",
        "2026-10-01/P",
        "2026-10-01/PX",
        "a/b",
        "2026-10-01/2026-10-02/2026-10-03"
      })
  void refusesTimesThatAreNone(String text) {
    assertThatThrownBy(() -> Period.of(text, SHANGHAI)).isInstanceOf(Problem.class);
  }

  /** Reference values of PROJ 9.1: echo 31.2304 121.4737 | cs2cs EPSG:4326 EPSG:3857. */
  @Test
  void projectsAsOthersDo() {
    Coordinate metres = Crs.EPSG_3857.fromDegrees(121.4737, 31.2304);
    assertThat(metres.x).isCloseTo(13_522_390.43, within(0.01));
    assertThat(metres.y).isCloseTo(3_662_707.26, within(0.01));
    Coordinate back = Crs.EPSG_3857.toDegrees(metres.x, metres.y);
    assertThat(back.x).isCloseTo(121.4737, within(1e-9));
    assertThat(back.y).isCloseTo(31.2304, within(1e-9));
    assertThat(Crs.EPSG_4490.fromDegrees(121, 31)).isEqualTo(new Coordinate(31, 121));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| application/geo+json",
        "*/* | application/geo+json",
        "application/json | application/geo+json",
        "application/geo+json | application/geo+json",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html",
        "application/geo+json;q=0.5,text/html;q=0.4 | application/geo+json",
        "text/*;q=0.9, application/geo+json;q=0.2 | text/html",
      })
  void choosesTheFormThatIsWanted(String accept, String type) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (accept != null) {
      request.addHeader("Accept", accept);
    }
    assertThat(Format.wanted(request, Format.GEOJSON, Format.HTML).type()).isEqualTo(type);
  }

  @Test
  void refusesFormsThatAreNotThere() {
    MockHttpServletRequest picture = new MockHttpServletRequest();
    picture.addHeader("Accept", "image/png");
    assertThatThrownBy(() -> Format.wanted(picture, Format.GEOJSON, Format.HTML))
        .isInstanceOf(HttpMediaTypeNotAcceptableException.class);
    MockHttpServletRequest named = new MockHttpServletRequest();
    named.setParameter("f", "gml");
    assertThatThrownBy(() -> Format.wanted(named, Format.GEOJSON, Format.HTML))
        .isInstanceOf(Problem.class);
  }
}
