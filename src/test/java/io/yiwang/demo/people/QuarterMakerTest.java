package io.yiwang.demo.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.CreditCode;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.registry.load.QuarterLoad;
import io.yiwang.registry.load.QuarterLoad.DoorLoad;
import io.yiwang.registry.load.QuarterLoad.PersonLoad;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuarterMakerTest {
  private static final QuarterMaker MAKER = new QuarterMaker(7, new Names());
  private static final QuarterMaker.Site SITE =
      new QuarterMaker.Site(
          "310105002001",
          "310000.310105.310105002.310105002001",
          null,
          "长宁区",
          "江苏路",
          new GeoPoint(31.22, 121.43));

  @Test
  void theSameSeedMakesTheSameQuarterWhoeverAsks() {
    assertThat(MAKER.make(5, SITE)).isEqualTo(new QuarterMaker(7, new Names()).make(5, SITE));
    assertThat(MAKER.make(5, SITE).persons())
        .isNotEqualTo(new QuarterMaker(8, new Names()).make(5, SITE).persons());
  }

  @Test
  void everyNumberIsValidUsedOnceAndNobodys() {
    Set<String> numbers = new HashSet<>();
    Set<String> phones = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (int i : new int[] {0, 1, 2, 3, 13_999}) {
      QuarterLoad quarter = MAKER.make(i, SITE);
      for (PersonLoad p : quarter.persons()) {
        CitizenNumber number = new CitizenNumber(p.number());
        assertThat(number.birth()).isEqualTo(p.birth());
        assertThat(number.sex()).isEqualTo(p.sex());
        assertThat(number.division()).startsWith("319");
        assertThat(numbers.add(p.number())).isTrue();
        if (p.phone() != null) {
          assertThat(new MobileNumber(p.phone()).text()).startsWith("154");
          assertThat(phones.add(p.phone())).isTrue();
        }
      }
      quarter
          .enterprises()
          .forEach(e -> assertThat(codes.add(new CreditCode(e.creditCode()).text())).isTrue());
    }
  }

  @Test
  void oneQuarterInSevenHundredHasFiveThousandDoors() {
    assertThat(MAKER.make(3, SITE).doors()).hasSize(5_000);
  }

  /**
   * 24 million residents, 9.6 million households and 2.7 million enterprises in 14,000 quarters.
   */
  @Test
  void theCityHasItsSize() {
    int quarters = 200;
    long residents = 0;
    long households = 0;
    long firms = 0;
    for (int i = 100; i < 100 + quarters; i++) {
      QuarterLoad quarter = MAKER.make(i, SITE);
      residents += quarter.persons().size();
      households += quarter.persons().stream().map(PersonLoad::doorId).distinct().count();
      firms += quarter.enterprises().size();
    }
    assertThat(residents * 14_000.0 / quarters).isBetween(21e6, 27e6);
    assertThat(households * 14_000.0 / quarters).isBetween(8.4e6, 10.8e6);
    assertThat(firms * 14_000.0 / quarters).isBetween(2.4e6, 3.0e6);
  }

  @Test
  void nobodyLivesBehindAVacantDoorAndEveryDoorIsThere() {
    QuarterLoad quarter = MAKER.make(11, SITE);
    Set<Integer> vacant =
        quarter.doors().stream()
            .filter(d -> d.occupancy() == 3)
            .map(DoorLoad::id)
            .collect(Collectors.toSet());
    Set<Integer> all = quarter.doors().stream().map(DoorLoad::id).collect(Collectors.toSet());
    assertThat(vacant).isNotEmpty();
    assertThat(quarter.persons())
        .allMatch(p -> all.contains(p.doorId()) && !vacant.contains(p.doorId()))
        .allMatch(p -> !p.since().isBefore(p.birth()));
    assertThat(IntStream.range(0, quarter.doors().size()))
        .allMatch(i -> quarter.doors().get(i).id() == 11 * QuarterMaker.DOORS + i + 1);
  }
}
