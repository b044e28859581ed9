package io.yiwang.citymap.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shapefile in an archive: .shp, .dbf, and .prj and .cpg when they are there. */
final class ShapeFile implements MapFile {
  private final Unpacked files;
  private final String name;
  private final @Nullable String charset;
  private final @Nullable String system;
  private final List<String> notes = new ArrayList<>();

  ShapeFile(Unpacked files, ReadOptions options) throws IOException {
    this.files = files;
    name = chosen(files.ending(".shp"), options.layer());
    Path cpg = files.beside(name, ".cpg");
    charset =
        options.charset() != null || cpg == null
            ? options.charset()
            : Files.readString(cpg).strip();
    Path prj = files.beside(name, ".prj");
    system = prj == null ? null : beginning(prj);
    if (prj == null) {
      notes.add("There is no .prj. Maybe say crs in the mapping.");
    }
  }

  private static String beginning(Path prj) throws IOException {
    try (var in = Files.newInputStream(prj)) {
      return new String(in.readNBytes(1 << 14), StandardCharsets.UTF_8).strip();
    }
  }

  private String chosen(List<String> all, @Nullable String layer) {
    if (layer == null) {
      if (all.size() > 1) {
        notes.add("The archive has " + all + "; the first was read. Maybe say layer.");
      }
      return all.getFirst();
    }
    return all.stream()
        .filter(one -> one.equals(layer) || one.replaceFirst(".*/", "").startsWith(layer + "."))
        .findFirst()
        .orElseThrow(
            () -> new FileFault("The archive has no " + layer + ".shp.", "Maybe one of " + all));
  }

  @Override
  public String format() {
    return "Shapefile";
  }

  @Override
  public @Nullable String declaredSystem() {
    return system;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void read(Rows rows) throws IOException {
    Path table = files.beside(name, ".dbf");
    long row = 0;
    try (ShpReader shapes = new ShpReader(files.get(name));
        DbfReader fields = table == null ? null : new DbfReader(table, charset)) {
      for (ShpReader.Shape shape = shapes.next(); shape != null; shape = shapes.next()) {
        row++;
        MapFeature.Fields of = fields == null ? new MapFeature.Fields() : fields.next();
        if (of == null) {
          throw new FileFault(
              "The .dbf has fewer rows than the .shp (" + (row - 1) + ").",
              "Maybe it was cut off.");
        }
        take(of.at(row, shape.geometry()), shape.fault(), rows);
      }
    }
  }

  private static void take(MapFeature feature, @Nullable RowFault fault, Rows rows) {
    if (fault != null) {
      rows.bad(feature.row(), fault);
    } else if (feature.fields().containsKey("@deleted")) {
      rows.bad(feature.row(), new RowFault("row", null, "is marked as deleted.", null));
    } else {
      rows.row(feature);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
