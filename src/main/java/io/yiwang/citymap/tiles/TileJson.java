package io.yiwang.citymap.tiles;

import io.yiwang.citymap.City;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a set of tiles holds, as TileJSON 3.0 tells it. */
final class TileJson {
  private static final Map<String, String> THING =
      fields("d", "Number", "c", "Number", "s", "Number");

  private TileJson() {}

  /** A source layer and the properties its features may have. */
  record VectorLayer(
      String id, String description, int minzoom, int maxzoom, Map<String, String> fields) {}

  static Map<String, Object> of(TileSet set, City city, String address) {
    City.Extent e = city.extent();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tilejson", "3.0.0");
    json.put("name", city.nameEn() + " · " + set.path());
    json.put("scheme", "xyz");
    json.put("tiles", List.of(address + "/map/tiles/" + set.path() + "/{z}/{x}/{y}.mvt"));
    json.put("minzoom", set.minZoom());
    json.put("maxzoom", World.MOST_ZOOM);
    json.put("bounds", List.of(e.minLng(), e.minLat(), e.maxLng(), e.maxLat()));
    json.put("center", List.of(city.centre().lng(), city.centre().lat(), set.minZoom() + 10));
    json.put("vector_layers", layersOf(set));
    return json;
  }

  static List<VectorLayer> layersOf(TileSet set) {
    Map<String, String> pipe = with(THING, "dia", "Number", "dep", "Number");
    if (set == TileSet.PIPES || set == TileSet.LIFELINES) {
      return List.of(
          new VectorLayer("pipe", "Pipes and cables", set.minZoom(), World.MOST_ZOOM, pipe),
          new VectorLayer(
              "node",
              "Valves and other nodes",
              set.minZoom(),
              World.MOST_ZOOM,
              with(THING, "open", "Boolean", "n", "String")));
    }
    List<VectorLayer> above =
        List.of(
            new VectorLayer(
                "area",
                "Rivers, parks, quarters, sites, buildings",
                set.minZoom(),
                World.MOST_ZOOM,
                with(THING, "n", "String", "h", "Number")),
            new VectorLayer(
                "line",
                "Roads, railways, rivers",
                set.minZoom(),
                World.MOST_ZOOM,
                with(THING, "n", "String", "r", "Number")),
            new VectorLayer(
                "point",
                "Single components, and clusters of them",
                set.minZoom(),
                World.MOST_ZOOM,
                with(THING, "n", "String", "k", "Number")));
    if (set == TileSet.LIVE) {
      return above;
    }
    var all = new ArrayList<VectorLayer>();
    all.add(
        new VectorLayer(
            "density",
            "Counts of cells, of all and by the first two digits of the class",
            0,
            TileDrawing.DENSITY_ZOOM,
            fields(
                "k", "Number", "k1", "Number", "k2", "Number", "k3", "Number", "k4", "Number", "k5",
                "Number")));
    all.addAll(above);
    all.add(
        new VectorLayer(
            "pipe", "Mains", PyramidShapes.MAIN_ZOOM, PyramidShapes.PIPE_ZOOM - 1, pipe));
    return all;
  }

  private static Map<String, String> with(Map<String, String> base, String... more) {
    Map<String, String> all = new LinkedHashMap<>(base);
    all.putAll(fields(more));
    return all;
  }

  private static Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }
}
