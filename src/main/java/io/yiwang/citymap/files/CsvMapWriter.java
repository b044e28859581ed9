package io.yiwang.citymap.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.yiwang.kernel.SpreadsheetText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.WKTWriter;

/**
 * A table as a spreadsheet opens it: UTF-8 with a mark, x and y of a point inside, and the shape as
 * well-known text. No cell can be a formula.
 */
final class CsvMapWriter implements MapWriter {
  private final Writer text;
  private final CsvWriter csv;
  private final CoordinateSystem system;

  CsvMapWriter(OutputStream out, List<OutColumn> columns, int epsg) throws IOException {
    system = CoordinateSystem.of("EPSG:" + epsg);
    text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF');
    csv = CsvWriter.builder().build(text);
    List<String> names = new ArrayList<>(columns.stream().map(OutColumn::name).toList());
    names.addAll(system.degrees() ? List.of("lng", "lat", "wkt") : List.of("x", "y", "wkt"));
    csv.writeRecord(names);
  }

  @Override
  public void write(@Nullable Object[] values, Geometry shape) {
    Geometry there = system.ofWgs84(shape);
    List<String> cells = new ArrayList<>(values.length + 3);
    for (Object value : values) {
      cells.add(value instanceof Number n ? n.toString() : SpreadsheetText.safe((String) value));
    }
    Point at = there instanceof Point point ? point : there.getInteriorPoint();
    cells.add(Double.toString(at.getX()));
    cells.add(Double.toString(at.getY()));
    cells.add(there instanceof Point ? "" : new WKTWriter().write(there));
    csv.writeRecord(cells);
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
    text.flush();
  }

  @Override
  public void close() {}
}
