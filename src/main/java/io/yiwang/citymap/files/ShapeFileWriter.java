package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Point;

/**
 * Shapefiles in a zip, one for points, one for lines, one for areas; those without rows are left
 * out.
 */
final class ShapeFileWriter implements MapWriter {
  private final OutputStream out;
  private final List<OutColumn> columns;
  private final int epsg;
  private final CoordinateSystem system;
  private final Path folder;
  private final Map<Kind, ShapePart> parts = new EnumMap<>(Kind.class);

  /** What one shapefile holds. */
  enum Kind {
    POINTS(1),
    LINES(3),
    AREAS(5);

    final int type;

    Kind(int type) {
      this.type = type;
    }

    static Kind of(Geometry shape) {
      return shape instanceof Point ? POINTS : shape instanceof Lineal ? LINES : AREAS;
    }

    String lower() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  ShapeFileWriter(OutputStream out, List<OutColumn> columns, int epsg) throws IOException {
    this.out = out;
    this.columns = columns;
    this.epsg = epsg;
    system = CoordinateSystem.of("EPSG:" + epsg);
    folder = Files.createTempDirectory("yiwang-shp-");
  }

  @Override
  public void write(@Nullable Object[] values, Geometry shape) throws IOException {
    Kind kind = Kind.of(shape);
    ShapePart part = parts.get(kind);
    if (part == null) {
      part = new ShapePart(folder, kind, columns);
      parts.put(kind, part);
    }
    part.write(values, system.ofWgs84(shape));
  }

  @Override
  public void finish() throws IOException {
    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<Kind, ShapePart> part : parts.entrySet()) {
      String name = part.getKey().lower();
      part.getValue().finish();
      for (String ending : List.of(".shp", ".shx", ".dbf")) {
        zip.putNextEntry(new ZipEntry(name + ending));
        Files.copy(folder.resolve(name + ending), zip);
        zip.closeEntry();
      }
      text(zip, name + ".prj", SystemText.of(epsg));
      text(zip, name + ".cpg", "UTF-8");
    }
    if (parts.isEmpty()) {
      text(zip, "empty.txt", "There is nothing here.");
    }
    zip.finish();
    zip.flush();
  }

  private static void text(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    for (ShapePart part : parts.values()) {
      part.close();
    }
    org.springframework.util.FileSystemUtils.deleteRecursively(folder);
  }
}
