package io.yiwang.demo.ground;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.demo.Resources;
import java.util.List;

/**
 * A line of the city that no region follows: a river, a railway, an elevated road, or where a
 * bridge stands.
 *
 * @param points x, y, x, y … in metres
 */
record Line(Kind kind, String name, double width, double[] points) {

  /** What lies along the line. */
  enum Kind {
    RIVER,
    EXPRESSWAY,
    RAIL,
    METRO,
    BRIDGE
  }

  static List<Line> list() {
    return Resources.csv("lines.csv").stream().map(Line::read).toList();
  }

  private static Line read(NamedCsvRecord row) {
    String[] pairs = Resources.field(row, "points").split(";");
    double[] points = new double[2 * pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      String[] pair = pairs[i].split(" ");
      points[2 * i] = Plane.x(Double.parseDouble(pair[0]));
      points[2 * i + 1] = Plane.y(Double.parseDouble(pair[1]));
    }
    return new Line(
        Kind.valueOf(Resources.field(row, "kind")),
        Resources.field(row, "name"),
        Double.parseDouble(Resources.field(row, "width")),
        points);
  }

  int size() {
    return points.length / 2;
  }

  double x(int i) {
    return points[2 * i];
  }

  double y(int i) {
    return points[2 * i + 1];
  }
}
