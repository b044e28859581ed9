package io.yiwang.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodesTest {

  @Test
  void readsTheLevelsOfNationalRegionCodes() {
    assertThat(new RegionCode("310000").level()).isEqualTo(RegionLevel.CITY);
    assertThat(new RegionCode("310100").level()).isEqualTo(RegionLevel.CITY);
    assertThat(new RegionCode("310105").level()).isEqualTo(RegionLevel.DISTRICT);
    assertThat(new RegionCode("310105002").level()).isEqualTo(RegionLevel.STREET);
    assertThat(new RegionCode("310105002003").level()).isEqualTo(RegionLevel.NEIGHBOURHOOD);
    assertThat(new RegionCode("310105002003001").level()).isEqualTo(RegionLevel.GRID);
  }

  @Test
  void findsTheRegionAbove() {
    assertThat(new RegionCode("310105002003001").parent()).contains(new RegionCode("310105002003"));
    assertThat(new RegionCode("310105").parent()).contains(new RegionCode("310000"));
    assertThat(new RegionCode("330106").parent()).contains(new RegionCode("330100"));
    assertThat(new RegionCode("310000").parent()).isEmpty();
  }

  @Test
  void takesOffTheZerosOfStatistics() {
    assertThat(RegionCode.ofPadded("310105002000")).hasToString("310105002");
    assertThat(RegionCode.ofPadded("310101000000")).hasToString("310101");
    assertThat(RegionCode.ofPadded("310000000000")).hasToString("310000");
    assertThat(RegionCode.ofPadded("310105002003")).hasToString("310105002003");
  }

  @Test
  void leavesOtherCitiesCodesAlone() {
    assertThat(RegionCode.isNational("back-bay")).isFalse();
    assertThatThrownBy(() -> new RegionCode("3101")).hasMessageContaining("region code (3101)");
  }

  @Test
  void readsComponentIdentifiersOfBothEditions() {
    assertThat(ComponentId.parse("31010501037000042"))
        .isEqualTo(new ComponentId("310105", "01037", "000042"));
    assertThat(ComponentId.parse("3205080101000001"))
        .isEqualTo(new ComponentId("320508", "01001", "000001"))
        .hasToString("32050801001000001");
    assertThatThrownBy(() -> ComponentId.parse("6025.0")).hasMessageContaining("6025.0");
  }

  @Test
  void readsTimeLimits() {
    assertThat(TimeBudget.parse("4 WORK_HOUR")).isEqualTo(new TimeBudget(4, LimitUnit.WORK_HOUR));
    assertThatThrownBy(() -> TimeBudget.parse("4")).hasMessageContaining("time limit (4)");
    assertThatThrownBy(() -> TimeBudget.parse("0 WORK_DAY")).hasMessageContaining("positive");
  }
}
