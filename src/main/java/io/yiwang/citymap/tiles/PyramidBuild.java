package io.yiwang.citymap.tiles;

import io.yiwang.citymap.City;
import io.yiwang.citymap.components.ComponentNews;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One build of the pyramid: reads in one snapshot, draws, writes beside the old one, swaps. */
final class PyramidBuild {
  private static final int ZOOMS = PyramidPoints.ZOOM + 1;

  private final PyramidSource source;
  private final ClassRules rules;
  private final City city;
  private final AtomicLong read = new AtomicLong();
  private volatile long expected;
  private volatile @Nullable PyramidDrawing drawing;

  PyramidBuild(PyramidSource source, ClassRules rules, City city) {
    this.source = source;
    this.rules = rules;
    this.city = city;
  }

  /** Rows read so far. */
  long rowsRead() {
    return read.get();
  }

  /** Rows there were by the statistics of the database. */
  long rowsExpected() {
    return expected;
  }

  int zoomsDrawn() {
    PyramidDrawing d = drawing;
    return d == null ? 0 : d.zoomsDone();
  }

  static int zooms() {
    return ZOOMS;
  }

  boolean drawing() {
    return drawing != null;
  }

  /**
   * @param at when the build begins
   * @param version of the map as the build begins
   */
  void run(
      Instant at,
      DataSource database,
      ComponentNews.Version version,
      Pyramid pyramid,
      JsonMapper json)
      throws IOException, SQLException {
    long start = System.nanoTime();
    var points = new PyramidPoints();
    var shapes = new PyramidShapes(rules);
    read(database, points, shapes);
    points.sort();
    var all = new PyramidDrawing(points, shapes, rules);
    drawing = all;
    try (var file = new PmtilesWriter(pyramid.path())) {
      all.draw(file);
      double seconds = (System.nanoTime() - start) / 1e9;
      var facts =
          new Pyramid.Facts(
              at, version.seq(), version.load(), seconds, points.size(), shapes.size());
      Map<String, Object> metadata =
          Map.of(
              "name",
              city.nameEn(),
              "vector_layers",
              TileJson.layersOf(TileSet.BASE),
              "build",
              facts);
      City.Extent e = city.extent();
      double[] bounds = {e.minLng(), e.minLat(), e.maxLng(), e.maxLat()};
      file.publish(json.writeValueAsString(metadata), PyramidPoints.ZOOM, bounds);
    }
  }

  private void read(DataSource database, PyramidPoints points, PyramidShapes shapes)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        expected = expected(connection);
        source.points(connection, points, read);
        source.shapes(connection, shapes, read);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
      }
    }
  }

  private static long expected(Connection connection) throws SQLException {
    try (var sql = connection.createStatement();
        var rs =
            sql.executeQuery(
                "select greatest(reltuples, 0)::bigint from pg_class"
                    + " where oid = 'citymap.component'::regclass")) {
      return rs.next() ? rs.getLong(1) : 0;
    }
  }
}
