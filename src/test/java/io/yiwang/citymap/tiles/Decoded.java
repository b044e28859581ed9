package io.yiwang.citymap.tiles;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A vector tile as a library that is not ours reads it. */
final class Decoded {
  private static final String ID = "id";

  /** One feature; its id is the property {@code id}. */
  record Feature(String layer, Geometry geometry, Map<String, Object> properties) {
    long id() {
      return number(ID, 0);
    }

    long number(String key, long otherwise) {
      return properties.get(key) instanceof Number n ? n.longValue() : otherwise;
    }

    String text(String key) {
      return String.valueOf(properties.get(key));
    }
  }

  private Decoded() {}

  /** Of a compressed tile; none where there is no tile. */
  static List<Feature> packed(byte @Nullable [] packed) throws IOException {
    return packed == null ? List.of() : of(Gzip.unpack(packed));
  }

  /**
   * Outer rings less holes, in units of the tile. What is cut may touch itself along the margin,
   * which the library leaves out when it makes geometries.
   */
  static double signedArea(byte[] tile) {
    try {
      double sum = 0;
      for (var layer : VectorTile.Tile.parseFrom(tile).getLayersList()) {
        for (var feature : layer.getFeaturesList()) {
          sum += signedArea(feature.getGeometryList());
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double signedArea(List<Integer> commands) {
    double twice = 0;
    int x = 0;
    int y = 0;
    int startX = 0;
    int startY = 0;
    for (int i = 0; i < commands.size(); ) {
      int command = commands.get(i) & 7;
      int count = command == 7 ? 0 : commands.get(i) >> 3;
      i++;
      if (command == 7) {
        twice += (double) x * startY - (double) startX * y;
      }
      for (int n = 0; n < count; n++, i += 2) {
        int nextX = x + (commands.get(i) >>> 1 ^ -(commands.get(i) & 1));
        int nextY = y + (commands.get(i + 1) >>> 1 ^ -(commands.get(i + 1) & 1));
        if (command == 1) {
          startX = nextX;
          startY = nextY;
        } else {
          twice += (double) x * nextY - (double) nextX * y;
        }
        x = nextX;
        y = nextY;
      }
    }
    return twice / 2;
  }

  static List<Feature> of(byte[] tile) {
    try {
      var mvt =
          MvtReader.loadMvt(
              new ByteArrayInputStream(tile),
              new GeometryFactory(),
              new TagKeyValueMapConverter(false, ID));
      List<Feature> features = new ArrayList<>();
      for (JtsLayer layer : mvt.getLayers()) {
        for (Geometry g : layer.getGeometries()) {
          Map<String, Object> properties = new TreeMap<>();
          ((Map<?, ?>) g.getUserData()).forEach((k, v) -> properties.put((String) k, v));
          features.add(new Feature(layer.getName(), g, properties));
        }
      }
      return features;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
