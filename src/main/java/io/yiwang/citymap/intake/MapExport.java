package io.yiwang.citymap.intake;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentPage;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.files.MapWriter;
import io.yiwang.citymap.files.OutColumn;
import io.yiwang.citymap.files.OutColumn.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Takes things off the map for a file, page by page, as whoever asks. */
@org.springframework.stereotype.Component
class MapExport {
  static final List<OutColumn> COLUMNS =
      List.of(
          new OutColumn("id", "GLBJBSM", Kind.TEXT, 17),
          new OutColumn("class", "CLASS", Kind.TEXT, 5),
          new OutColumn("class_zh", "CLASS_ZH", Kind.TEXT, 60),
          new OutColumn("class_en", "CLASS_EN", Kind.TEXT, 60),
          new OutColumn("layer", "LAYER", Kind.TEXT, 30),
          new OutColumn("name", "GLBJMC", Kind.TEXT, 200),
          new OutColumn("state", "GLBJZT", Kind.TEXT, 10),
          new OutColumn("address", "ADDRESS", Kind.TEXT, 254),
          new OutColumn("manager", "ZGBMMC", Kind.TEXT, 200),
          new OutColumn("owner", "QSDWMC", Kind.TEXT, 200),
          new OutColumn("maintainer", "YHDWMC", Kind.TEXT, 200),
          new OutColumn("height", "HEIGHT", Kind.NUMBER, 12),
          new OutColumn("accuracy", "ACCURACY", Kind.TEXT, 10),
          new OutColumn("measured", "SJLY", Kind.TEXT, 20),
          new OutColumn("since", "SINCE", Kind.TEXT, 30),
          new OutColumn("details", "DETAILS", Kind.TEXT, 254),
          new OutColumn("remark", "BZ", Kind.TEXT, 254));
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final int PAGE = 1_000;

  private final ComponentReader reader;
  private final Layers layers;
  private final Keepers keepers;
  private final Regions regions;
  private final City city;

  MapExport(ComponentReader reader, Layers layers, Keepers keepers, Regions regions, City city) {
    this.reader = reader;
    this.layers = layers;
    this.keepers = keepers;
    this.regions = regions;
    this.city = city;
  }

  /**
   * What is wanted.
   *
   * @param box null is the whole city
   * @param region path of a region things must lie in, or null
   */
  record Wanted(List<Layer> layers, @Nullable Envelope box, @Nullable String region, AsOf asOf) {
    Wanted {
      layers = List.copyOf(layers);
    }
  }

  /** Takes one thing. */
  interface Taker {
    void take(Component component) throws IOException;
  }

  void each(Wanted wanted, Taker taker) throws IOException {
    int[] classes =
        wanted.layers.stream()
            .flatMapToInt(l -> java.util.Arrays.stream(layers.classesOf(l)))
            .toArray();
    if (classes.length == 0) {
      return;
    }
    ComponentFilter filter = ComponentFilter.ofClasses(classes).at(wanted.asOf);
    Geometry area = GEOMETRY.toGeometry(wanted.box == null ? everywhere() : wanted.box);
    String cursor = null;
    do {
      ComponentPage page = reader.within(area, filter, cursor, PAGE);
      for (Component c : page.components()) {
        if (lies(c, wanted.region)) {
          taker.take(c);
        }
      }
      cursor = page.next();
    } while (cursor != null);
  }

  private static Envelope everywhere() {
    return new Envelope(-180, 180, -90, 90);
  }

  private boolean lies(Component c, @Nullable String region) {
    if (region == null) {
      return true;
    }
    String path = regions.locate(c.point()).map(Region::path).orElse("");
    return path.equals(region) || path.startsWith(region + ".");
  }

  void write(Wanted wanted, MapWriter writer) throws IOException {
    Map<Integer, ComponentClass> names = layers.names();
    each(wanted, c -> writer.write(values(c, names), shape(c)));
    writer.finish();
  }

  private static Geometry shape(Component c) {
    Geometry shape = c.shape();
    return shape != null
        ? shape
        : GEOMETRY.createPoint(new Coordinate(c.point().lng(), c.point().lat()));
  }

  @Nullable Object[] values(Component c, Map<Integer, ComponentClass> names) {
    ComponentClass kind = names.get(c.classNo());
    Layer layer = layers.ofClass(c.classNo());
    List<@Nullable Object> values = new ArrayList<>();
    values.add(c.idText());
    values.add(c.classCode());
    values.add(kind == null ? null : kind.nameZh());
    values.add(kind == null ? null : kind.nameEn());
    values.add(layer == null ? null : layer.id());
    values.add(c.name());
    values.add(c.state().name());
    values.add(c.address());
    values.add(keeper(c.manager()));
    values.add(keeper(c.owner()));
    values.add(keeper(c.maintainer()));
    values.add(c.height());
    values.add(c.accuracy().name());
    values.add(c.source().name());
    values.add(c.validFrom().atZone(city.zone()).toOffsetDateTime().toString());
    values.add(c.details() == null ? null : c.details().toString());
    values.add(c.remark());
    return values.toArray();
  }

  private @Nullable String keeper(@Nullable Integer id) {
    return keepers.find(id).map(Keepers.Keeper::nameZh).orElse(null);
  }
}
