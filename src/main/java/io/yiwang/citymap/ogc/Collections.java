package io.yiwang.citymap.ogc;

import io.yiwang.access.Decisions;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.explore.ComponentViews;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * The collections: everything, each layer of the map, and the regions. Layers that are guarded are
 * listed for those who may see something of them.
 */
@Service
class Collections {
  static final String EVERYTHING = "components";

  private static final int LONGEST_SECONDS = 3;

  private record Level(RegionLevel level, String zh, String en) {}

  private static final Map<String, Level> REGIONS = new LinkedHashMap<>();

  static {
    REGIONS.put("districts", new Level(RegionLevel.DISTRICT, "区", "Districts"));
    REGIONS.put("streets", new Level(RegionLevel.STREET, "街道(镇)", "Streets"));
    REGIONS.put("neighbourhoods", new Level(RegionLevel.NEIGHBOURHOOD, "社区(居村)", "Neighbourhoods"));
    REGIONS.put("grids", new Level(RegionLevel.GRID, "单元网格", "Unit grids"));
  }

  private final Layers layers;
  private final ComponentViews views;
  private final Decisions decisions;
  private final Subjects subjects;
  private final City city;
  private final JdbcTemplate jdbc;
  private final ComponentStore store;
  private final SurroundingsMaker surroundings;

  Collections(
      Layers layers,
      ComponentViews views,
      Regions regions,
      Keepers keepers,
      City city,
      Decisions decisions,
      Subjects subjects,
      JdbcTemplate database,
      JsonMapper json) {
    this.layers = layers;
    this.views = views;
    this.decisions = decisions;
    this.subjects = subjects;
    this.city = city;
    DataSource source = Objects.requireNonNull(database.getDataSource());
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setQueryTimeout(LONGEST_SECONDS);
    this.store = new ComponentStore(jdbc, json);
    this.surroundings =
        new SurroundingsMaker(regions, layers, city, keepers, store, decisions, subjects);
  }

  /** Those that whoever asks may see. */
  List<Collection> list() {
    List<Collection> all = new ArrayList<>();
    all.add(everything());
    boolean seesGuarded = views.seesGuarded();
    for (Layer layer : layers.list()) {
      if (seesGuarded || !layer.guarded()) {
        all.add(of(layer));
      }
    }
    REGIONS.keySet().forEach(id -> all.add(regions(id)));
    return all;
  }

  /** One that whoever asks may see. */
  Collection get(String id) {
    if (id.equals(EVERYTHING)) {
      return everything();
    }
    if (REGIONS.containsKey(id)) {
      return regions(id);
    }
    return layers
        .find(id)
        .filter(layer -> !layer.guarded() || views.seesGuarded())
        .map(this::of)
        .orElseThrow(() -> Problem.notFound("collection", id));
  }

  private Collection everything() {
    return new Collection(
        EVERYTHING,
        "全部部件",
        "All components",
        "Everything that stands or lies in the city",
        "geometry-any",
        EVERYTHING,
        of(new int[0]));
  }

  private Collection of(Layer layer) {
    String geometry =
        switch (layer.geometry()) {
          case POINT -> "geometry-point";
          case LINE -> "geometry-linestring";
          case AREA -> "geometry-polygon";
        };
    return new Collection(
        layer.id(),
        layer.nameZh(),
        layer.nameEn(),
        layer.nameEn()
            + " of the city, classes "
            + String.join(", ", classCodes(layer))
            + (layer.guarded() ? "; not everybody may see them" : ""),
        geometry,
        layer.id(),
        of(layers.classesOf(layer)));
  }

  private List<String> classCodes(Layer layer) {
    List<String> codes = new ArrayList<>();
    for (int classNo : layers.classesOf(layer)) {
      codes.add(ComponentId.classCode(classNo));
    }
    return codes;
  }

  private ComponentFeatures of(int[] classes) {
    return new ComponentFeatures(classes, store, surroundings, decisions, subjects, city);
  }

  private Collection regions(String id) {
    Level level = Objects.requireNonNull(REGIONS.get(id));
    return new Collection(
        id,
        level.zh,
        level.en,
        level.en + " of the city, with what they were before",
        "geometry-multipolygon",
        null,
        new RegionFeatures(level.level, jdbc, city));
  }
}
