package io.yiwang.citymap.files;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** One shapefile while it is written: .shp, .shx and .dbf, whose heads are set when it ends. */
final class ShapePart implements AutoCloseable {
  private static final int HEAD = 100;

  private final ShapeFileWriter.Kind kind;
  private final List<OutColumn> columns;
  private final Path folder;
  private final OutputStream shp;
  private final OutputStream shx;
  private final OutputStream dbf;
  private final Envelope bounds = new Envelope();
  private long bytes = HEAD;
  private int rows;

  ShapePart(Path folder, ShapeFileWriter.Kind kind, List<OutColumn> columns) throws IOException {
    this.folder = folder;
    this.kind = kind;
    this.columns = columns;
    shp = open(".shp");
    shx = open(".shx");
    dbf = open(".dbf");
    shp.write(new byte[HEAD]);
    shx.write(new byte[HEAD]);
    dbf.write(tableHead());
  }

  private OutputStream open(String ending) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file(ending)), 1 << 16);
  }

  private Path file(String ending) {
    return folder.resolve(kind.lower() + ending);
  }

  private int recordLength() {
    return 1 + columns.stream().mapToInt(OutColumn::width).sum();
  }

  private byte[] tableHead() {
    int length = 32 + 32 * columns.size() + 1;
    ByteBuffer head = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    head.put(0, (byte) 3).put(1, (byte) 126).put(2, (byte) 1).put(3, (byte) 1);
    head.putInt(4, rows).putShort(8, (short) length).putShort(10, (short) recordLength());
    for (int i = 0; i < columns.size(); i++) {
      OutColumn column = columns.get(i);
      int at = 32 + 32 * i;
      head.put(at, column.brief().getBytes(StandardCharsets.UTF_8));
      head.put(at + 11, (byte) (column.kind() == OutColumn.Kind.NUMBER ? 'N' : 'C'));
      head.put(at + 16, (byte) column.width());
      head.put(at + 17, (byte) (column.kind() == OutColumn.Kind.NUMBER ? 3 : 0));
    }
    head.put(length - 1, (byte) 0x0D);
    return head.array();
  }

  void write(@Nullable Object[] values, Geometry shape) throws IOException {
    byte[] content = content(shape);
    ByteBuffer head = ByteBuffer.allocate(8).putInt(++rows).putInt(content.length / 2);
    shp.write(head.array());
    shp.write(content);
    shx.write(ByteBuffer.allocate(8).putInt((int) (bytes / 2)).putInt(content.length / 2).array());
    bytes += 8 + content.length;
    if (bytes > 2L * Integer.MAX_VALUE) {
      throw new IOException("A shapefile has at most 4 GiB. Maybe take a GeoPackage.");
    }
    bounds.expandToInclude(shape.getEnvelopeInternal());
    row(values);
  }

  private void row(@Nullable Object[] values) throws IOException {
    dbf.write(' ');
    for (int i = 0; i < columns.size(); i++) {
      OutColumn column = columns.get(i);
      byte[] cell = new byte[column.width()];
      Arrays.fill(cell, (byte) ' ');
      byte[] text = fitting(values[i], column);
      boolean number = column.kind() == OutColumn.Kind.NUMBER;
      System.arraycopy(text, 0, cell, number ? cell.length - text.length : 0, text.length);
      dbf.write(cell);
    }
  }

  /** Cut where it does not fit, never in the middle of a character; JSON is left out instead. */
  private static byte[] fitting(@Nullable Object value, OutColumn column) {
    if (value == null) {
      return new byte[0];
    }
    String text =
        value instanceof Number n
            ? String.format(java.util.Locale.ROOT, "%.3f", n.doubleValue())
            : value.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= column.width()) {
      return bytes;
    }
    if (text.startsWith("{")) {
      return new byte[0];
    }
    int end = column.width();
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private byte[] content(Geometry shape) throws IOException {
    if (kind == ShapeFileWriter.Kind.POINTS) {
      return little(20)
          .putInt(1)
          .putDouble(shape.getCoordinate().x)
          .putDouble(shape.getCoordinate().y)
          .array();
    }
    List<Coordinate[]> parts = new ArrayList<>();
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      parts(shape.getGeometryN(i), parts);
    }
    int points = parts.stream().mapToInt(part -> part.length).sum();
    var out = new ByteArrayOutputStream();
    Envelope box = shape.getEnvelopeInternal();
    ByteBuffer head = little(44 + 4 * parts.size()).putInt(kind.type);
    head.putDouble(box.getMinX()).putDouble(box.getMinY()).putDouble(box.getMaxX());
    head.putDouble(box.getMaxY()).putInt(parts.size()).putInt(points);
    int start = 0;
    for (Coordinate[] part : parts) {
      head.putInt(start);
      start += part.length;
    }
    out.write(head.array());
    for (Coordinate[] part : parts) {
      ByteBuffer all = little(16 * part.length);
      for (Coordinate at : part) {
        all.putDouble(at.x).putDouble(at.y);
      }
      out.write(all.array());
    }
    return out.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Outer rings clockwise, holes the other way. */
  private static void parts(Geometry shape, List<Coordinate[]> parts) {
    switch (shape) {
      case Polygon area -> {
        parts.add(ring(area.getExteriorRing(), false));
        for (int i = 0; i < area.getNumInteriorRing(); i++) {
          parts.add(ring(area.getInteriorRingN(i), true));
        }
      }
      case LineString line -> parts.add(line.getCoordinates());
      default -> throw new IllegalArgumentException(shape.getGeometryType());
    }
  }

  private static Coordinate[] ring(LinearRing ring, boolean counterClockwise) {
    Coordinate[] all = ring.getCoordinates();
    return Orientation.isCCW(all) == counterClockwise ? all : ring.reverse().getCoordinates();
  }

  void finish() throws IOException {
    dbf.write(0x1A);
    close();
    head(".shp", bytes);
    head(".shx", HEAD + 8L * rows);
    try (var table = new RandomAccessFile(file(".dbf").toFile(), "rw")) {
      table.write(tableHead());
    }
  }

  private void head(String ending, long length) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD).putInt(0, 9994).putInt(24, (int) (length / 2));
    head.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, kind.type);
    head.putDouble(36, bounds.getMinX()).putDouble(44, bounds.getMinY());
    head.putDouble(52, bounds.getMaxX()).putDouble(60, bounds.getMaxY());
    try (var file = new RandomAccessFile(file(ending).toFile(), "rw")) {
      file.write(head.array());
    }
  }

  @Override
  public void close() throws IOException {
    shp.close();
    shx.close();
    dbf.close();
  }
}
