package io.yiwang.citymap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();

  @Test
  void holdsTheNationalListAndTheLocalExtensions() {
    List<MatterClass> classes = CATALOGUE.list();
    assertThat(CATALOGUE.listComponentClasses())
        .filteredOn(c -> c.standardRef().equals("GB/T 47678.5-2026"))
        .hasSize(153);
    assertThat(CATALOGUE.listComponentClasses())
        .filteredOn(c -> c.standardRef().equals("local-shanghai"))
        .extracting(ComponentClass::code)
        .contains("01999", "02999", "05998");
    assertThat(classes).filteredOn(c -> c.standardRef().equals("GB/T 47678.5-2026")).hasSize(250);
    assertThat(classes).filteredOn(c -> c.kind().equals("component")).hasSize(153);
    assertThat(classes)
        .filteredOn(c -> c.standardRef().equals("local-shanghai"))
        .extracting(MatterClass::code)
        .contains("10999", "10998", "10997");
  }

  @Test
  void namesEveryClassInBothLanguagesAndGivesItALimit() {
    assertThat(CATALOGUE.list())
        .allSatisfy(
            c -> {
              assertThat(c.nameZh()).isNotBlank();
              assertThat(c.nameEn()).matches("[\\x20-\\x7E]{3,}");
              assertThat(c.majorZh()).isNotBlank();
              assertThat(CATALOGUE.conditions(c.code())).isNotEmpty();
              assertThat(CATALOGUE.conditions(c.code()).getFirst().ordinal()).isEqualTo(1);
              assertThat(CATALOGUE.findBasis(c.code())).isPresent();
            });
    assertThat(CATALOGUE.list()).extracting(MatterClass::nameEn).doesNotHaveDuplicates();
  }

  @Test
  void givesConditionsIdsOfTheirOwn() {
    List<Long> ids =
        CATALOGUE.list().stream()
            .flatMap(c -> CATALOGUE.conditions(c.code()).stream())
            .map(FilingCondition::id)
            .toList();
    assertThat(ids).doesNotHaveDuplicates().contains(601001L);
  }

  @ParameterizedTest
  @CsvSource({
    "01001,1,2 URGENT_HOUR",
    "01001,2,4 WORK_HOUR",
    "01037,5,2 WORK_HOUR",
    "06001,1,2 NATURAL_DAY",
    "06010,1,4 WORK_HOUR",
    "06042,1,4 WORK_HOUR",
    "09011,2,1 WORK_DAY",
    "10999,1,2 URGENT_HOUR",
    "10997,1,1 URGENT_HOUR"
  })
  void carriesTheLimitsOfTheCityManual(String code, int ordinal, String limit) {
    assertThat(CATALOGUE.conditions(code).get(ordinal - 1).limit()).hasToString(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "0110,06010",
    "0405,09005",
    "event/0201,07001",
    "component/0137,01037",
    "3101050110,06010",
    "31010506010,06010"
  })
  void convertsCodesOfTheOldEditionByRule(String old, String current) {
    assertThat(CATALOGUE.find(old)).map(MatterClass::code).contains(current);
    assertThat(CATALOGUE.conditions(old)).isEqualTo(CATALOGUE.conditions(current));
  }

  @ParameterizedTest
  @CsvSource({"0501", "0601", "0199", "99999", "x", "''"})
  void findsNothingWhereNoRuleLeads(String code) {
    assertThat(CATALOGUE.find(code)).isEmpty();
    assertThat(CATALOGUE.conditions(code)).isEmpty();
  }

  @Test
  void remembersClassesOfTheOldEdition() {
    MatterClass old = CATALOGUE.findEver("0508").orElseThrow();
    assertThat(old.standardRef()).isEqualTo("GB/T 30428.2-2013");
    assertThat(old.validTo()).isEqualTo(LocalDate.of(2026, 7, 1));
  }

  @Test
  void namesAFamilyAfterItsSmallestClass() {
    assertThat(CATALOGUE.family("06042")).isEqualTo("06010");
    assertThat(CATALOGUE.family("0112")).isEqualTo("06010");
    assertThat(CATALOGUE.family("09006")).isEqualTo("09001");
    assertThat(CATALOGUE.family("09011")).isEqualTo("09010");
    assertThat(CATALOGUE.family("06013")).isEqualTo("06013");
    assertThat(CATALOGUE.family("nobody-knows")).isEqualTo("nobody-knows");
  }

  @Test
  void carriesCorrelationParameters() {
    assertThat(CATALOGUE.find("06033").orElseThrow())
        .satisfies(
            c -> {
              assertThat(c.radiusMetres()).isEqualTo(50);
              assertThat(c.window()).isEqualTo(Duration.ofHours(24));
              assertThat(c.evidenceNeeded()).isEqualTo(1.0);
              assertThat(c.autoFile()).isFalse();
            });
    assertThat(CATALOGUE.find("10999").orElseThrow().autoFile()).isTrue();
    assertThat(CATALOGUE.find("06010").orElseThrow().confusable())
        .containsExactly("06011", "06012", "06036", "06042");
  }

  @ParameterizedTest
  @CsvSource({
    "小区门口路灯不亮已经三天了,01037",
    "人行道上共享单车堆积如山,09011",
    "垃圾桶满了没人来清,06042",
    "门口有一堆生活垃圾臭气熏天,06010",
    "晚上工地夜间施工太吵睡不着,08001",
    "路面积水很深车都过不去,10999",
    "店铺跨门经营占道摆摊,09005",
    "井盖丢失很危险,01002",
    "There is a huge pothole on our street,06013",
    "street light out at the corner,01037",
    "overflowing trash can,06042",
    "rats and illegal dumping of garbage,06010"
  })
  void guessesTheClassOfAText(String text, String code) {
    assertThat(CATALOGUE.suggest(text, 3)).extracting(s -> s.matterClass().code()).contains(code);
  }

  @Test
  void guessesNothingFromNothing() {
    assertThat(CATALOGUE.suggest("", 5)).isEmpty();
    assertThat(CATALOGUE.suggest("qwertz", 5)).isEmpty();
  }

  @Test
  void knowsTheHolidaysAndTheWorkedWeekendsOf2026() {
    assertThat(CATALOGUE.calendar().isWorkingDay(LocalDate.of(2026, 2, 14))).isTrue();
    assertThat(CATALOGUE.calendar().isWorkingDay(LocalDate.of(2026, 2, 23))).isFalse();
    assertThat(CATALOGUE.calendar().isWorkingDay(LocalDate.of(2026, 2, 24))).isTrue();
    assertThat(CATALOGUE.calendar().isWorkingDay(LocalDate.of(2025, 10, 8))).isFalse();
    assertThat(CATALOGUE.calendar().isWorkingDay(LocalDate.of(2025, 10, 11))).isTrue();
  }
}
