package io.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.GeoPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerChooserTest {
  private static final String CITY = "310000";
  private static final String DISTRICT = CITY + ".310105";
  private static final String STREET = DISTRICT + ".310105002";
  private static final GeoPoint PLACE = new GeoPoint(31.22, 121.431);
  private static final Matter MATTER = matter();

  @Test
  void oneThousandthOfADegreeNorthIs111Metres() {
    assertThat(WorkerRules.distanceMetres(worker(1, "U", STREET, north(0.001), 0), PLACE))
        .isEqualTo(111);
    assertThat(WorkerRules.distanceMetres(worker(1, "U", STREET, null, 0), PLACE)).isEqualTo(5_000);
  }

  @Test
  void everyOpenTaskCountsAs400Metres() {
    assertThat(WorkerRules.score(111, 0)).isEqualTo(111);
    assertThat(WorkerRules.score(111, 3)).isEqualTo(1_311);
  }

  @Test
  void aBeatCoversWhatLiesInItAndNothingBesideIt() {
    assertThat(WorkerRules.covers(STREET, STREET + ".310105002003")).isTrue();
    assertThat(WorkerRules.covers(STREET, STREET)).isTrue();
    assertThat(WorkerRules.covers("310000.31010", STREET)).isFalse();
    assertThat(WorkerRules.covers(STREET + ".310105002003", STREET)).isFalse();
  }

  @Test
  void theNearestOfTheUnitIsChosen() {
    assertThat(
            choose(
                worker(1, "U", STREET, north(0.010), 0),
                worker(2, "U", STREET, north(0.002), 0),
                worker(3, "OTHER", STREET, north(0.0), 0)))
        .isEqualTo("UNIT LOWEST_SCORE: 2 222m+0=222 CHOSEN, 1 1112m+0=1112 FARTHER");
  }

  @Test
  void aBusyNeighbourLosesAgainstAFreeOneFartherAway() {
    assertThat(
            choose(
                worker(1, "U", STREET, north(0.001), 2), worker(2, "U", STREET, north(0.006), 0)))
        .isEqualTo("UNIT LOWEST_SCORE: 2 667m+0=667 CHOSEN, 1 111m+2=911 BUSIER");
  }

  @Test
  void equalScoresGoToTheLowerIdWhateverTheOrder() {
    var a = worker(7, "U", STREET, north(0.001), 0);
    var b = worker(5, "U", STREET, north(0.001), 0);

    assertThat(choose(a, b)).isEqualTo(choose(b, a)).contains("5 111m+0=111 CHOSEN, 7", "TIE_LOST");
  }

  @Test
  void whoeverHasEightTasksInHandGetsNoMore() {
    assertThat(choose(worker(1, "U", STREET, north(0), 8), worker(2, "U", STREET, north(0.09), 7)))
        .isEqualTo(
            "UNIT ONLY_ONE: 2 10008m+7=12808 CHOSEN, 1 0m+8=3200 OVERLOADED"
                .replace("ONLY_ONE", "LOWEST_SCORE"));
  }

  @Test
  void whoeverRefusedIsNotAskedAgain() {
    var matter = new Matter(1, PLACE, STREET + ".310105002003", Set.of(1L));

    assertThat(
            line(
                WorkerChooser.choose(
                    matter,
                    "U",
                    board(
                        worker(1, "U", STREET, north(0), 0),
                        worker(2, "U", STREET, north(0.01), 0)))))
        .isEqualTo("UNIT LOWEST_SCORE: 2 1112m+0=1112 CHOSEN, 1 0m+0=0 REFUSED");
  }

  @Test
  void aMemberOfTheUnitWhoseBeatIsElsewhereIsNotCompared() {
    assertThat(
            choose(
                worker(1, "U", DISTRICT + ".310105004", north(0), 0),
                worker(2, "U", DISTRICT, north(0.03), 0)))
        .isEqualTo("UNIT ONLY_ONE: 2 3336m+0=3336 CHOSEN");
  }

  @Test
  void withNobodyOfTheUnitOnDutyAWorkerOfTheStreetGetsIt() {
    assertThat(choose(worker(4, "OTHER", STREET + ".310105002001", north(0.001), 0)))
        .isEqualTo("STREET NOBODY_ON_DUTY: 4 111m+0=111 CHOSEN");
  }

  @Test
  void withNobodyOnDutyTheOfficerOfTheStreetThenDistrictThenCityGetsIt() {
    var street = officer(11, WorkerRole.STREET_OFFICER, STREET);
    var district = officer(12, WorkerRole.DISTRICT_OFFICER, DISTRICT);
    var city = officer(13, WorkerRole.CITY_OFFICER, CITY);
    var elsewhere = officer(14, WorkerRole.STREET_OFFICER, DISTRICT + ".310105004");

    assertThat(choose(city, district, elsewhere, street))
        .isEqualTo("STREET_OFFICER NOBODY_ON_DUTY: 11 5000m+40=21000 CHOSEN");
    assertThat(choose(city, district, elsewhere))
        .isEqualTo("DISTRICT_OFFICER NOBODY_ON_DUTY: 12 5000m+40=21000 CHOSEN");
    assertThat(choose(city, elsewhere))
        .isEqualTo("CITY_OFFICER NOBODY_ON_DUTY: 13 5000m+40=21000 CHOSEN");
    assertThat(choose(elsewhere)).isEqualTo("NOBODY NOBODY_ON_DUTY: ");
  }

  @Test
  void theOfficerSeesThatEverybodyWasOverloaded() {
    assertThat(
            choose(
                worker(1, "U", STREET, north(0), 9),
                officer(11, WorkerRole.STREET_OFFICER, STREET)))
        .isEqualTo(
            "STREET_OFFICER ALL_OVERLOADED: 11 5000m+40=21000 CHOSEN, 1 0m+9=3600 OVERLOADED");
  }

  private static Matter matter() {
    return new Matter(1, PLACE, STREET + ".310105002003.310105002003001", Set.of());
  }

  private static GeoPoint north(double degrees) {
    return new GeoPoint(PLACE.lat() + degrees, PLACE.lng());
  }

  private static OnDutyWorker worker(
      long id, String unit, String beat, @Nullable GeoPoint at, int load) {
    return new OnDutyWorker(id, "工", null, WorkerRole.WORKER, unit, beat, at, load, 8);
  }

  private static OnDutyWorker officer(long id, WorkerRole role, String region) {
    return new OnDutyWorker(id, "值班", null, role, "CENTRE", region, null, 40, 8);
  }

  private static String choose(OnDutyWorker... onDuty) {
    return line(WorkerChooser.choose(MATTER, "U", board(onDuty)));
  }

  private static String line(WorkerChoice choice) {
    return choice.ring()
        + " "
        + choice.reason()
        + ": "
        + choice.compared().stream()
            .map(
                c ->
                    c.worker().id()
                        + " "
                        + c.distanceMetres()
                        + "m+"
                        + c.worker().load()
                        + "="
                        + c.score()
                        + " "
                        + c.verdict())
            .collect(Collectors.joining(", "));
  }

  /** A board that scans a list: what the production board must equal. */
  static WorkerChooser.Board board(OnDutyWorker... onDuty) {
    List<OnDutyWorker> all = Arrays.asList(onDuty);
    return new WorkerChooser.Board() {
      @Override
      public List<OnDutyWorker> ofUnit(String unitCode) {
        return all.stream()
            .filter(w -> w.role() == WorkerRole.WORKER && w.unitCode().equals(unitCode))
            .toList();
      }

      @Override
      public List<OnDutyWorker> ofStreet(String streetPath) {
        return all.stream()
            .filter(w -> w.role() == WorkerRole.WORKER)
            .filter(w -> WorkerRules.covers(streetPath, w.regionPath()))
            .toList();
      }

      @Override
      public List<OnDutyWorker> officers(WorkerRole role, String regionPath) {
        return all.stream()
            .filter(w -> w.role() == role && w.regionPath().equals(regionPath))
            .toList();
      }
    };
  }
}
