package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import io.yiwang.citymap.tiles.PyramidShapes.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.stereotype.Component;

/** Reads everything everybody may see by {@code COPY … (format binary)}. */
@Component
class PyramidSource {
  private static final int SIGNATURE = 19;

  private final Layers layers;
  private final ClassRules rules;

  PyramidSource(Layers layers, LayerRules rules) {
    this.layers = layers;
    this.rules = rules;
  }

  /**
   * @param connection of the platform, within a transaction
   * @param read counts on as rows come
   */
  void points(Connection connection, PyramidPoints points, AtomicLong read) throws SQLException {
    String named =
        layers.names().keySet().stream()
            .filter(classNo -> rules.of(classNo).landmark())
            .map(String::valueOf)
            .collect(Collectors.joining(",", "{", "}"));
    copy(
        connection,
        """
        select id, lat_e7, lng_e7, class_no, state, case when class_no = any('%s') then name end
        from citymap.component where shape is null and region_path is null and state <> 4
        """
            .formatted(named),
        row -> {
          long id = row.bigint();
          double lat = row.integer() / 1e7;
          double lng = row.integer() / 1e7;
          int classNo = row.integer();
          int state = row.smallint();
          String name = row.text();
          ClassRule rule = rules.of(classNo);
          if (!rule.guarded() && !rule.underground()) {
            points.add(id, lng, lat, classNo, state);
            if (name != null) {
              points.name(id, name);
            }
          }
          read.incrementAndGet();
        });
  }

  void shapes(Connection connection, PyramidShapes shapes, AtomicLong read) throws SQLException {
    String lines =
        layers.list().stream()
            .filter(layer -> layer.geometry() == Layer.Shape.LINE)
            .flatMapToInt(layer -> Arrays.stream(layers.classesOf(layer)))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "{", "}"));
    copy(
        connection,
        """
        select id, class_no, state, name, height,
          case when class_no = any('%s') then details::text end, shape
        from citymap.component where shape is not null and region_path is null and state <> 4
        """
            .formatted(lines),
        row -> {
          long id = row.bigint();
          int classNo = row.integer();
          int state = row.smallint();
          String name = row.text();
          float height = row.real();
          String details = row.text();
          byte[] shape = row.bytes();
          ClassRule rule = rules.of(classNo);
          if (shape != null && !rule.guarded()) {
            Details more = Details.read(details);
            shape(
                shapes,
                rule,
                new Item(
                    id,
                    classNo,
                    state,
                    name,
                    height,
                    rule.underground() ? more.pipe() : null,
                    more.rank(),
                    WorldShape.read(shape)));
          }
          read.incrementAndGet();
        });
  }

  /** Of pipes only the mains are ever seen here. */
  private static void shape(PyramidShapes shapes, ClassRule rule, Item item) {
    boolean main = item.pipe() != null && item.pipe().diameter() >= PyramidShapes.MAIN_MM;
    if (!rule.underground() || main) {
      shapes.add(item);
    }
  }

  private interface Taking {
    void row(Row row);
  }

  private static void copy(Connection connection, String select, Taking taking)
      throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + select + ") to stdout (format binary)");
    Row row = new Row();
    int from = SIGNATURE;
    for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
      if (row.begin(bytes, from)) {
        taking.row(row);
      }
      from = 0;
    }
  }

  /** One row of a copy, column by column. */
  private static final class Row {
    private ByteBuffer in = ByteBuffer.allocate(0);

    boolean begin(byte[] bytes, int from) {
      if (bytes.length < from + Short.BYTES) {
        return false;
      }
      in = ByteBuffer.wrap(bytes).position(from);
      return in.getShort() > 0;
    }

    long bigint() {
      in.getInt();
      return in.getLong();
    }

    int integer() {
      in.getInt();
      return in.getInt();
    }

    int smallint() {
      in.getInt();
      return in.getShort();
    }

    float real() {
      return in.getInt() < 0 ? Float.NaN : in.getFloat();
    }

    byte @Nullable [] bytes() {
      int length = in.getInt();
      if (length < 0) {
        return null;
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }

    @Nullable String text() {
      byte[] bytes = bytes();
      return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
