package io.yiwang.cli;

import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.FileFault;
import io.yiwang.citymap.files.GeoJsonShape;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.MapFile;
import io.yiwang.citymap.files.MapFiles;
import io.yiwang.citymap.files.ReadOptions;
import io.yiwang.citymap.files.RowFault;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Regions of a Shapefile or a GeoPackage as the FeatureCollection that the instance reads. */
final class RegionFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RegionFile() {}

  static boolean is(Path file) {
    return file.getFileName().toString().matches("(?i).*\\.(shp|zip|gpkg)");
  }

  static byte[] featureCollection(Path file) throws IOException {
    ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    try (MapFile opened = MapFiles.open(Beside.whole(file), ReadOptions.NONE)) {
      String system = opened.declaredSystem();
      CoordinateSystem in = system == null ? CoordinateSystem.WGS84 : CoordinateSystem.of(system);
      opened.read(
          new MapFile.Rows() {
            @Override
            public void row(MapFeature feature) {
              ObjectNode one = features.addObject().put("type", "Feature");
              ObjectNode properties = one.putObject("properties");
              feature.fields().forEach(properties::put);
              one.set(
                  "geometry",
                  feature.shape() == null
                      ? JSON.nullNode()
                      : GeoJsonShape.to(in.toWgs84(feature.shape())));
            }

            @Override
            public void bad(long row, RowFault fault) {
              System.err.println("row " + row + ": " + fault.getMessage());
            }
          });
    } catch (FileFault e) {
      throw new ImportException(e.detail() + (e.advice() == null ? "" : " " + e.advice()), e);
    }
    return JSON.writeValueAsBytes(collection);
  }
}
