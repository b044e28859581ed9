package io.yiwang.sensing.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeviceModelsTest {
  private final DeviceModels models = ShippedModels.get();
  private final Units units = models.units();

  @Test
  void everyQuantityHasAUnitARangeAndBothNames() {
    assertThat(models.quantities()).hasSizeGreaterThan(30);
    for (Quantity q : models.quantities()) {
      assertThat(units.known(q.unit())).as(q.code()).isTrue();
      assertThat(q.min()).as(q.code()).isLessThan(q.max());
      assertThat(q.zh()).isNotBlank();
      assertThat(q.en()).isNotBlank();
    }
  }

  @Test
  void everyModelMeasuresSomething() {
    assertThat(models.list()).hasSizeGreaterThan(15);
    for (DeviceModel model : models.list()) {
      assertThat(models.quantitiesOf(model)).as(model.code()).hasSizeGreaterThan(2);
      assertThat(model.perMinute()).isPositive();
    }
  }

  @Test
  void tellsUnitsInOneAnother() {
    assertThat(units.convert(68, "[degF]", "Cel").orElseThrow()).isCloseTo(20, within(1e-9));
    assertThat(units.convert(0, "Cel", "K").orElseThrow()).isCloseTo(273.15, within(1e-9));
    assertThat(units.convert(36, "km/h", "m/s").orElseThrow()).isCloseTo(10, within(1e-9));
    assertThat(units.convert(1, "bar", "kPa").orElseThrow()).isCloseTo(100, within(1e-9));
    assertThat(units.convert(1, "m3/s", "m3/h").orElseThrow()).isCloseTo(3600, within(1e-9));
  }

  @Test
  void tellsNothingOfUnitsOfSomethingElse() {
    assertThat(units.convert(1, "m", "kPa")).isEmpty();
    assertThat(units.convert(1, "furlong", "m")).isEmpty();
  }
}
