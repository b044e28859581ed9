package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Near;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which emergency water tanks to send to those without water.
 *
 * <p>Needed are {@value #LITRES_A_HOUSEHOLD} litres for each household, a day's 15 litres a head
 * (the least the Sphere handbook gives a person) for 2.6 heads. The nearest tank that alone holds
 * enough is sent; when none within {@value #REACH_KM} km does, the nearest ones until together they
 * do. Tanks that are damaged, lost or abandoned stay where they are.
 */
@org.springframework.stereotype.Component
class EmergencyTanks {
  static final int LITRES_A_HOUSEHOLD = 40;
  private static final int REACH_KM = 20;
  private static final int TANK_CLASS = 1987;
  private static final int ASKED = 30;

  private final ComponentReader components;

  EmergencyTanks(ComponentReader components) {
    this.components = components;
  }

  /** A tank on its way; distance in metres as the crow flies. */
  @Schema(name = "EmergencyTank")
  record Tank(
      String id, @Nullable String name, double lng, double lat, int litres, long distance) {}

  /** What is needed and what is sent. */
  record Relief(List<Tank> tanks, long litresNeeded, long litresSent) {
    static final Relief NONE = new Relief(List.of(), 0, 0);
  }

  Relief send(GeoPoint to, long households) {
    if (households == 0) {
      return Relief.NONE;
    }
    ComponentFilter usable =
        new ComponentFilter(
            new int[] {TANK_CLASS}, Set.of(ComponentState.INTACT), ComponentFilter.ALL.asOf());
    List<Tank> near =
        components.nearest(to, ASKED, REACH_KM * 1000.0, usable).stream()
            .map(EmergencyTanks::tank)
            .filter(t -> t.litres() > 0)
            .toList();
    return choose(near, households * LITRES_A_HOUSEHOLD);
  }

  /**
   * @param near the nearest first
   */
  static Relief choose(List<Tank> near, long needed) {
    List<Tank> sent = near.stream().filter(t -> t.litres() >= needed).limit(1).toList();
    if (sent.isEmpty()) {
      sent = together(near, needed);
    }
    return new Relief(sent, needed, sent.stream().mapToLong(Tank::litres).sum());
  }

  private static List<Tank> together(List<Tank> near, long needed) {
    List<Tank> sent = new ArrayList<>();
    long litres = 0;
    for (Tank tank : near) {
      if (litres >= needed) {
        break;
      }
      sent.add(tank);
      litres += tank.litres();
    }
    return sent;
  }

  private static Tank tank(Near near) {
    Component c = near.component();
    JsonNode litres = c.details() == null ? null : c.details().get("litres");
    return new Tank(
        c.idText(),
        c.name(),
        c.point().lng(),
        c.point().lat(),
        litres == null ? 0 : (int) Math.clamp(litres.asLong(0), 0, Integer.MAX_VALUE),
        Math.round(near.metres()));
  }
}
