package io.yiwang.demo.street;

import io.yiwang.kernel.GeoPoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody enters who sets a camera up, as the cameras' API takes it. */
public final class CameraPlan {
  private static final double REACH_METRES = 45;

  private CameraPlan() {}

  /** A camera that is sent pictures, with its place, zones and measured ground. */
  public static Map<String, Object> of(
      String code,
      String name,
      StreetView view,
      StreetView.Focus focus,
      Map<String, Integer> secondsOfAbility) {
    GeoPoint pole = view.pole();
    Map<String, Object> camera = new LinkedHashMap<>();
    camera.put("code", code);
    camera.put("name", name);
    camera.put("lat", pole.lat());
    camera.put("lng", pole.lng());
    camera.put("heading", (double) Math.round(view.heading()));
    camera.put("viewDegrees", (double) Math.round(view.fieldOfView()));
    camera.put("reachMetres", REACH_METRES);
    camera.put("source", Map.of("kind", "UPLOAD"));
    camera.put("enabled", true);
    camera.put(
        "abilities",
        secondsOfAbility.entrySet().stream()
            .map(a -> Map.of("id", a.getKey(), "everySeconds", a.getValue()))
            .toList());
    camera.put(
        "zones",
        view.zones(focus).stream()
            .map(z -> Map.of("kind", z.kind(), "name", z.name(), "corners", z.corners()))
            .toList());
    camera.put("ground", view.ground().stream().map(CameraPlan::measured).toList());
    return camera;
  }

  private static Map<String, Double> measured(StreetView.Measured m) {
    return Map.of("px", m.px(), "py", m.py(), "lng", m.place().lng(), "lat", m.place().lat());
  }

  /** What the demonstration's cameras look for, and how often. */
  public static Map<String, Integer> usual(StreetView.Focus focus) {
    Map<String, Integer> usual = new LinkedHashMap<>();
    usual.put("people", 10);
    if (focus == StreetView.Focus.PAVEMENT) {
      usual.put("dropped-things", 10);
      usual.put("bikes", 30);
    } else {
      usual.put("ponding", 30);
    }
    return usual;
  }
}
