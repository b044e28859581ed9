package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What tile sets there are and how to ask for their tiles. */
@Component
class TileDocuments {
  static final String TILING_SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";

  private static final String GEODATA = "http://www.opengis.net/def/rel/ogc/1.0/geodata";

  private final City city;
  private final Layers layers;

  TileDocuments(City city, Layers layers) {
    this.city = city;
    this.layers = layers;
  }

  /**
   * What tiles show: everything, or one collection.
   *
   * @param path of the tile sets, such as {@code /collections/tree/tiles}
   * @param firstZoom from where there are tiles
   */
  record Shown(String path, String title, Collection collection, int firstZoom) {
    String of(String more) {
      return path + "/" + TileMatrixSet.ID + more;
    }
  }

  TileMatrixSet.Limits limits(int zoom) {
    return TileMatrixSet.Limits.of(city.extent(), zoom);
  }

  /** The matrix of a zoom, refused when there are no tiles of it. */
  static int zoom(Shown shown, String tileMatrix) {
    int zoom = tileMatrix.matches("\\d{1,2}") ? Integer.parseInt(tileMatrix) : -1;
    if (zoom < shown.firstZoom() || zoom > TileMatrixSet.DEEPEST) {
      throw Problem.notFound("tile matrix", tileMatrix);
    }
    return zoom;
  }

  static Map<String, Object> matrixSets(Addresses at, List<Link> self) {
    String path = "/tileMatrixSets/" + TileMatrixSet.ID;
    List<Link> links =
        List.of(
            Link.of(at.of(path, Format.JSON), "self", Format.JSON, TileMatrixSet.ID),
            Link.of(at.of(path, Format.JSON), "item", Format.JSON, TileMatrixSet.ID));
    return Answers.object(
        "links",
        self,
        "tileMatrixSets",
        List.of(
            Answers.object(
                "id",
                TileMatrixSet.ID,
                "title",
                TileMatrixSet.ID,
                "uri",
                TileMatrixSet.URI,
                "crs",
                Crs.EPSG_3857.uri(),
                "links",
                links)));
  }

  /** The list, which has one set. */
  static Map<String, Object> sets(Shown shown, Addresses at, List<Link> self) {
    List<Link> links = new ArrayList<>();
    links.add(Link.of(at.of(shown.of(""), Format.JSON), "self", Format.JSON, shown.title()));
    links.add(scheme(at));
    Map<String, Object> set = head(shown);
    set.put("links", links);
    return Answers.object("links", self, "tilesets", List.of(set));
  }

  private static Link scheme(Addresses at) {
    return Link.of(
        at.of("/tileMatrixSets/" + TileMatrixSet.ID, Format.JSON),
        TILING_SCHEME,
        Format.JSON,
        TileMatrixSet.ID);
  }

  private static Map<String, Object> head(Shown shown) {
    return Answers.object(
        "title",
        shown.title(),
        "dataType",
        "vector",
        "crs",
        Crs.EPSG_3857.uri(),
        "tileMatrixSetURI",
        TileMatrixSet.URI);
  }

  Map<String, Object> set(Shown shown, Addresses at, List<Link> self) {
    List<Object> limits = new ArrayList<>();
    for (int zoom = shown.firstZoom(); zoom <= TileMatrixSet.DEEPEST; zoom++) {
      limits.add(limits(zoom).document());
    }
    City.Extent e = city.extent();
    List<Link> links = new ArrayList<>(self);
    links.add(scheme(at));
    links.add(
        Link.template(
            at.of(shown.of("/{tileMatrix}/{tileRow}/{tileCol}")),
            "item",
            Format.MVT,
            "矢量瓦片 · Vector tiles"));
    if (!shown.collection().id().equals(Collections.EVERYTHING)) {
      links.add(
          Link.of(
              at.of("/collections/" + shown.collection().id(), Format.JSON),
              GEODATA,
              Format.JSON,
              shown.title()));
    }
    Map<String, Object> set = head(shown);
    set.put("tileMatrixSetLimits", limits);
    set.put(
        "boundingBox",
        Answers.object(
            "lowerLeft",
            List.of(e.minLng(), e.minLat()),
            "upperRight",
            List.of(e.maxLng(), e.maxLat()),
            "crs",
            Crs.CRS84.uri()));
    set.put(
        "centerPoint",
        Answers.object(
            "coordinates",
            List.of(city.centre().lng(), city.centre().lat()),
            "crs",
            Crs.CRS84.uri(),
            "tileMatrix",
            Integer.toString(Math.max(shown.firstZoom(), 10))));
    set.put("layers", vectorLayers(shown));
    set.put("links", links);
    return set;
  }

  private List<Object> vectorLayers(Shown shown) {
    List<Object> all = new ArrayList<>();
    for (String id : sourceLayers(shown)) {
      all.add(Answers.object("id", id, "dataType", "vector", "geometryDimension", dimension(id)));
    }
    return all;
  }

  private static int dimension(String sourceLayer) {
    return switch (sourceLayer) {
      case "area" -> 2;
      case "line", "pipe" -> 1;
      default -> 0;
    };
  }

  /** Layers of the tiles themselves. */
  private List<String> sourceLayers(Shown shown) {
    Layer layer = layers.find(shown.collection().id()).orElse(null);
    if (layer == null) {
      return List.of("density", "point", "line", "area", "pipe");
    }
    return switch (layer.geometry()) {
      case POINT -> List.of(layer.underground() ? "node" : "point");
      case LINE -> List.of(layer.network() != null ? "pipe" : "line");
      case AREA -> List.of("area");
    };
  }

  Map<String, Object> tileJson(Shown shown, Addresses at) {
    City.Extent e = city.extent();
    List<Object> vector = new ArrayList<>();
    Map<String, Object> fields =
        Answers.object("d", "Number", "c", "Number", "s", "Number", "n", "String", "k", "Number");
    for (String id : sourceLayers(shown)) {
      vector.add(Answers.object("id", id, "fields", fields));
    }
    return Answers.object(
        "tilejson",
        "3.0.0",
        "name",
        shown.title(),
        "scheme",
        "xyz",
        "tiles",
        List.of(at.of(shown.of("/{z}/{y}/{x}"))),
        "minzoom",
        shown.firstZoom(),
        "maxzoom",
        TileMatrixSet.DEEPEST,
        "bounds",
        List.of(e.minLng(), e.minLat(), e.maxLng(), e.maxLat()),
        "center",
        List.of(city.centre().lng(), city.centre().lat(), Math.max(shown.firstZoom(), 10)),
        "vector_layers",
        vector);
  }
}
