package io.yiwang.demo.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.citymap.Component;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MiniatureGroundTest {
  private static final List<Component> GROUND =
      MiniatureGround.of(new GeoPoint(31.705, 121.99), "310199", "310000.310199.310199001");

  @Test
  void isSmallAndHasSomethingOfEverything() {
    assertThat(GROUND.size()).isBetween(400, 2_500);
    Set<Integer> classes = GROUND.stream().map(Component::classNo).collect(Collectors.toSet());
    assertThat(classes).contains(1037, 4002, 2999, 5998, 5997, 1989, 1992);
    for (PipeKind kind : PipeKind.values()) {
      assertThat(classes).as(kind.name()).contains(kind.lineClass);
    }
    assertThat(GROUND)
        .filteredOn(c -> c.classNo() == PipeKind.GAS.lineClass)
        .allMatch(c -> c.regionPath() != null);
  }

  @Test
  void everyNetworkHasASourceOrAnOutfallAndHouses() {
    for (PipeKind kind : PipeKind.values()) {
      Set<String> roles =
          GROUND.stream()
              .map(Component::details)
              .filter(Objects::nonNull)
              .filter(d -> d.path("network").asString("").equals(kind.name()))
              .map(d -> d.path("role").asString())
              .collect(Collectors.toSet());
      assertThat(roles).as(kind.name()).contains(kind.drains() ? "OUTFALL" : "SOURCE");
      if (kind == PipeKind.WATER || kind == PipeKind.SEWAGE) {
        assertThat(roles).contains("SERVICE");
      }
    }
  }
}
