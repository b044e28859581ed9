package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tile matrix set WebMercatorQuad of OGC 17-083r4, annex D.1. */
final class TileMatrixSet {
  static final String ID = "WebMercatorQuad";
  static final String URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
  static final int DEEPEST = 20;

  private static final int TILE = 256;
  private static final double PIXEL_METRES = 0.00028;

  private TileMatrixSet() {}

  static void check(String id) {
    if (!id.equals(ID)) {
      throw Problem.notFound("tile matrix set", id);
    }
  }

  static Map<String, Object> document(List<Link> links) {
    List<Object> matrices = new ArrayList<>();
    for (int zoom = 0; zoom <= DEEPEST; zoom++) {
      double cell = 2 * Crs.HALF_WORLD / (TILE * (double) (1 << zoom));
      matrices.add(
          Answers.object(
              "id",
              Integer.toString(zoom),
              "scaleDenominator",
              cell / PIXEL_METRES,
              "cellSize",
              cell,
              "cornerOfOrigin",
              "topLeft",
              "pointOfOrigin",
              List.of(-Crs.HALF_WORLD, Crs.HALF_WORLD),
              "tileWidth",
              TILE,
              "tileHeight",
              TILE,
              "matrixWidth",
              1 << zoom,
              "matrixHeight",
              1 << zoom));
    }
    return Answers.object(
        "id",
        ID,
        "title",
        "Google Maps Compatible for the World",
        "uri",
        URI,
        "crs",
        Crs.EPSG_3857.uri(),
        "orderedAxes",
        List.of("X", "Y"),
        "wellKnownScaleSet",
        "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "boundingBox",
        Answers.object(
            "lowerLeft",
            List.of(-Crs.HALF_WORLD, -Crs.HALF_WORLD),
            "upperRight",
            List.of(Crs.HALF_WORLD, Crs.HALF_WORLD),
            "crs",
            Crs.EPSG_3857.uri(),
            "orderedAxes",
            List.of("X", "Y")),
        "tileMatrices",
        matrices,
        "links",
        links);
  }

  /**
   * The rows and columns of a zoom that hold the city.
   *
   * @param minRow northernmost
   */
  record Limits(int zoom, int minRow, int maxRow, int minCol, int maxCol) {
    static Limits of(City.Extent e, int zoom) {
      return new Limits(
          zoom,
          row(e.maxLat(), zoom),
          row(e.minLat(), zoom),
          column(e.minLng(), zoom),
          column(e.maxLng(), zoom));
    }

    private static int column(double lng, int zoom) {
      double x = Crs.EPSG_3857.fromDegrees(lng, 0).x;
      return index((x + Crs.HALF_WORLD) / (2 * Crs.HALF_WORLD), zoom);
    }

    private static int row(double lat, int zoom) {
      double y = Crs.EPSG_3857.fromDegrees(0, lat).y;
      return index((Crs.HALF_WORLD - y) / (2 * Crs.HALF_WORLD), zoom);
    }

    private static int index(double part, int zoom) {
      int most = (1 << zoom) - 1;
      return (int) Math.clamp(Math.floor(part * (most + 1)), 0, most);
    }

    boolean holds(int row, int col) {
      return row >= minRow && row <= maxRow && col >= minCol && col <= maxCol;
    }

    Map<String, Object> document() {
      return Answers.object(
          "tileMatrix",
          Integer.toString(zoom),
          "minTileRow",
          minRow,
          "maxTileRow",
          maxRow,
          "minTileCol",
          minCol,
          "maxTileCol",
          maxCol);
    }
  }
}
