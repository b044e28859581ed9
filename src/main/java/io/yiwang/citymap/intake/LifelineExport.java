package io.yiwang.citymap.intake;

import io.yiwang.access.Exportable;
import io.yiwang.access.Sheet;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.files.OutColumn;
import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/** Gas and power as a file: asked for, approved by a second person, marked in every row. */
@Component
class LifelineExport implements Exportable {
  private final MapExport export;
  private final Layers layers;
  private final Regions regions;

  LifelineExport(MapExport export, Layers layers, Regions regions) {
    this.export = export;
    this.layers = layers;
    this.regions = regions;
  }

  @Override
  public String name() {
    return "lifelines";
  }

  @Override
  public String dataClass() {
    return Importers.LIFELINE;
  }

  /** Filter {@code layer} (several by commas; all guarded ones without) and {@code region}. */
  private MapExport.Wanted wanted(Map<String, String> filter) {
    List<Layer> guarded = layers.list().stream().filter(Layer::guarded).toList();
    String said = filter.getOrDefault("layer", "");
    List<Layer> chosen = new ArrayList<>(guarded);
    if (!said.isBlank()) {
      List<String> ids = Arrays.asList(said.split(","));
      chosen.removeIf(layer -> !ids.contains(layer.id()));
      if (chosen.size() != ids.size()) {
        throw Problem.badField(
            "layer", said, "must be of " + guarded.stream().map(Layer::id).toList() + ".", null);
      }
    }
    String region = filter.get("region");
    String path =
        region == null
            ? null
            : regions
                .find(region)
                .map(Region::path)
                .orElseThrow(() -> Problem.notFound("region", region));
    return new MapExport.Wanted(chosen, null, path, AsOf.NOW);
  }

  @Override
  public long count(Map<String, String> filter) {
    long[] count = {0};
    each(filter, c -> count[0]++);
    return count[0];
  }

  @Override
  public void write(Map<String, String> filter, Sheet sheet) {
    List<String> names = new ArrayList<>(MapExport.COLUMNS.stream().map(OutColumn::name).toList());
    names.addAll(List.of("lng", "lat", "wkt"));
    sheet.head(names);
    each(
        filter,
        c -> {
          @Nullable Object[] values = export.values(c, layers.names());
          @Nullable Object[] row = Arrays.copyOf(values, values.length + 3);
          Geometry shape = c.shape();
          row[values.length] = c.point().lng();
          row[values.length + 1] = c.point().lat();
          row[values.length + 2] = shape == null ? "" : shape.toText();
          sheet.row(row);
        });
  }

  private void each(Map<String, String> filter, MapExport.Taker taker) {
    try {
      export.each(wanted(filter), taker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
