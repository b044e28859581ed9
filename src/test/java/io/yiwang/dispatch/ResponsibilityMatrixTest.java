package io.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.dispatch.UnitChoice.Ground;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResponsibilityMatrixTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String JIANGSU_ROAD = "310000.310105.310105002.310105002003.310105002003001";

  @Test
  void anOwnerBeatsAnExactClass() {
    var matrix =
        matrix(
            row(1, "01005", "310105002", null, "STREET"),
            row(2, "*", "310000", "GRID-COMPANY", "POWER"));

    assertThat(choose(matrix, "01005", "GRID-COMPANY")).isEqualTo("POWER by OWNER, then STREET");
    assertThat(choose(matrix, "01005", null)).isEqualTo("STREET by EXACT_CLASS");
    assertThat(choose(matrix, "01005", "SOMEBODY-ELSE")).isEqualTo("STREET by EXACT_CLASS");
  }

  @Test
  void anExactClassOfTheCityBeatsTheMajorClassOfTheStreet() {
    var matrix =
        matrix(
            row(1, "06", "310105002", null, "STREET"),
            row(2, "06010", "310000", null, "SANITATION"),
            row(3, "*", "310105002003001", null, "GRID"));

    assertThat(choose(matrix, "06010", null))
        .isEqualTo("SANITATION by EXACT_CLASS, then STREET, GRID");
    assertThat(choose(matrix, "06011", null)).isEqualTo("STREET by CLASS_PREFIX, then GRID");
    assertThat(choose(matrix, "09001", null)).isEqualTo("GRID by ANY_CLASS");
  }

  @Test
  void ofOneClassTheDeepestRegionWins() {
    var matrix =
        matrix(
            row(1, "06", "310000", null, "CITY"),
            row(2, "06", "310105", null, "DISTRICT"),
            row(3, "06", "310105002", null, "STREET"),
            row(4, "06", "310105003", null, "OTHER-STREET"));

    assertThat(choose(matrix, "06010", null))
        .isEqualTo("STREET by CLASS_PREFIX, then DISTRICT, CITY");
  }

  @Test
  void aUnitThatReturnedTheMatterIsPassedOver() {
    var matrix =
        matrix(row(1, "06", "310105", null, "DISTRICT"), row(2, "*", "310000", null, "CITY"));

    assertThat(
            matrix.find("06010", JIANGSU_ROAD, null, Set.of("DISTRICT")).map(UnitChoice::unitCode))
        .contains("CITY");
    assertThat(matrix.find("06010", JIANGSU_ROAD, null, Set.of("DISTRICT", "CITY"))).isEmpty();
  }

  @Test
  void aRowHoldsFromItsFirstDayUntilTheDayBeforeItsLast() {
    var row = new Responsibility(1, "*", "310000", null, "U", DAY, DAY.plusDays(10));

    assertThat(row.holdsOn(DAY.minusDays(1))).isFalse();
    assertThat(row.holdsOn(DAY)).isTrue();
    assertThat(row.holdsOn(DAY.plusDays(9))).isTrue();
    assertThat(row.holdsOn(DAY.plusDays(10))).isFalse();
  }

  @Test
  void ofTwoEqualRowsTheOneValidSinceLaterWins() {
    var matrix =
        ResponsibilityMatrix.of(
            Arrays.asList(
                new Responsibility(1, "06", "310000", null, "NEW", DAY, null),
                new Responsibility(2, "06", "310000", null, "OLD", DAY.minusYears(1), null)),
            DAY);

    assertThat(matrix.size()).isEqualTo(1);
    assertThat(choose(matrix, "06010", null)).isEqualTo("NEW by CLASS_PREFIX");
  }

  private static Responsibility row(
      long id, String pattern, String region, @Nullable String owner, String unit) {
    return new Responsibility(id, pattern, region, owner, unit, LocalDate.of(2026, 1, 1), null);
  }

  private static ResponsibilityMatrix matrix(Responsibility... rows) {
    return ResponsibilityMatrix.of(Arrays.asList(rows), DAY);
  }

  private static String choose(
      ResponsibilityMatrix matrix, String classCode, @Nullable String owner) {
    Optional<UnitChoice> choice = matrix.find(classCode, JIANGSU_ROAD, owner, Set.of());
    return choice.map(ResponsibilityMatrixTest::line).orElse("nobody");
  }

  private static String line(UnitChoice choice) {
    Ground ground = choice.ground();
    String others =
        choice.others().stream().map(Responsibility::unitCode).collect(Collectors.joining(", "));
    return choice.unitCode() + " by " + ground + (others.isEmpty() ? "" : ", then " + others);
  }
}
