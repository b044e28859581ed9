package io.yiwang.vision;

import java.util.List;
import java.util.stream.Stream;

/** How a camera looks: size of its pictures and what is drawn on them. */
public record View(int width, int height, List<Zone> zones) {

  public View {
    zones = List.copyOf(zones);
  }

  public Stream<Zone> zones(ZoneKind kind) {
    return zones.stream().filter(zone -> zone.kind() == kind);
  }
}
