package io.yiwang.citymap.files;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of things on a map, read once from its beginning as a stream. */
public interface MapFile extends AutoCloseable {

  /** Takes what a file has, in its order. */
  interface Rows {
    void row(MapFeature feature);

    void bad(long row, RowFault fault);
  }

  /** Such as {@code GeoJSON}. */
  String format();

  /** The coordinate system the file says it is in, as {@link CoordinateSystem#of} reads it. */
  @Nullable String declaredSystem();

  /** What was taken for granted while opening it, such as an encoding. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * @throws FileFault when the file cannot be read on; the rows before were given
   */
  void read(Rows rows) throws IOException;

  @Override
  void close() throws IOException;
}
