package io.yiwang.citymap.tiles;

import java.util.Arrays;

/**
 * Cuts shapes to one tile with a margin and hands their parts to its layers: lines segment by
 * segment, rings edge by edge of the window (Sutherland and Hodgman, 1974). Not for several
 * threads.
 */
final class Painter {
  /** Drawn beyond the edges, so that the ends of what is cut are not seen. */
  static final int MARGIN = 64;

  private static final int MIN = -MARGIN;
  private static final int MAX = World.EXTENT + MARGIN;

  private final int z;
  private final int column;
  private final int row;
  private int[] in = new int[256];
  private int[] out = new int[256];

  Painter(int z, int column, int row) {
    this.z = z;
    this.column = column;
    this.row = row;
  }

  int x(int worldX) {
    return World.local(worldX, column, z);
  }

  int y(int worldY) {
    return World.local(worldY, row, z);
  }

  /** Draws a point that lies in the tile. */
  static boolean inside(int x, int y) {
    return (x | y) >= 0 && x < World.EXTENT && y < World.EXTENT;
  }

  boolean touches(WorldShape shape) {
    return x(shape.maxX()) >= MIN
        && x(shape.minX()) <= MAX
        && y(shape.maxY()) >= MIN
        && y(shape.minY()) <= MAX;
  }

  void paint(WorldShape shape, TileLayer layer) {
    if (!touches(shape)) {
      return;
    }
    boolean within =
        x(shape.minX()) >= MIN
            && x(shape.maxX()) <= MAX
            && y(shape.minY()) >= MIN
            && y(shape.maxY()) <= MAX;
    int from = 0;
    boolean outerGone = false;
    for (int part = 0; part < shape.ends().length; part++) {
      int to = shape.ends()[part];
      if (!shape.area()) {
        line(load(shape.xy(), from, to), within, layer);
      } else if (!shape.holes()[part]) {
        outerGone = !ring(load(shape.xy(), from, to), within, true, layer);
      } else if (!outerGone) {
        ring(load(shape.xy(), from, to), within, false, layer);
      }
      from = to;
    }
  }

  private int load(int[] xy, int from, int to) {
    int vertices = to - from;
    if (in.length < 2 * vertices) {
      in = new int[4 * vertices];
    }
    for (int i = 0; i < vertices; i++) {
      in[2 * i] = x(xy[2 * (from + i)]);
      in[2 * i + 1] = y(xy[2 * (from + i) + 1]);
    }
    return vertices;
  }

  private void line(int vertices, boolean within, TileLayer layer) {
    if (within) {
      layer.line(in, vertices);
      return;
    }
    int size = 0;
    for (int i = 1; i < vertices; i++) {
      double x0 = in[2 * i - 2];
      double y0 = in[2 * i - 1];
      double dx = in[2 * i] - x0;
      double dy = in[2 * i + 1] - y0;
      double start = Math.max(enter(x0, dx), enter(y0, dy));
      double end = Math.min(leave(x0, dx), leave(y0, dy));
      if (start > end || start > 1 || end < 0) {
        continue;
      }
      if (start > 0 || size == 0) {
        flush(size, layer);
        size = append(0, x0 + Math.max(start, 0) * dx, y0 + Math.max(start, 0) * dy);
      }
      size = append(size, x0 + Math.min(end, 1) * dx, y0 + Math.min(end, 1) * dy);
      if (end < 1) {
        flush(size, layer);
        size = 0;
      }
    }
    flush(size, layer);
  }

  private void flush(int size, TileLayer layer) {
    if (size > 1) {
      layer.line(out, size);
    }
  }

  /** Where on the way from the start the window is entered, seen in one direction. */
  private static double enter(double from, double way) {
    if (way == 0) {
      return from < MIN || from > MAX ? 2 : -1;
    }
    return ((way > 0 ? MIN : MAX) - from) / way;
  }

  private static double leave(double from, double way) {
    if (way == 0) {
      return 2;
    }
    return ((way > 0 ? MAX : MIN) - from) / way;
  }

  private int append(int size, double x, double y) {
    if (2 * size + 2 > out.length) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
    out[2 * size] = (int) Math.round(x);
    out[2 * size + 1] = (int) Math.round(y);
    return size + 1;
  }

  private boolean ring(int loaded, boolean within, boolean outer, TileLayer layer) {
    int vertices = loaded;
    if (!within) {
      for (int edge = 0; edge < 4 && vertices > 0; edge++) {
        vertices = cut(vertices, edge);
      }
    }
    if (vertices < 3) {
      return false;
    }
    double turned = twiceArea(vertices);
    if (turned == 0) {
      return false;
    }
    if (turned > 0 != outer) {
      reverse(vertices);
    }
    return layer.ring(in, vertices);
  }

  /** Keeps of {@link #in} what lies on the inner side of one edge of the window. */
  private int cut(int vertices, int edge) {
    int size = 0;
    int axis = edge & 1;
    boolean low = edge < 2;
    int bound = low ? MIN : MAX;
    int last = vertices - 1;
    for (int i = 0; i < vertices; last = i++) {
      int a = in[2 * last + axis];
      int b = in[2 * i + axis];
      boolean aIn = low ? a >= bound : a <= bound;
      boolean bIn = low ? b >= bound : b <= bound;
      if (aIn != bIn) {
        double t = (double) (bound - a) / (b - a);
        double x = in[2 * last] + t * ((double) in[2 * i] - in[2 * last]);
        double y = in[2 * last + 1] + t * ((double) in[2 * i + 1] - in[2 * last + 1]);
        size = append(size, x, y);
      }
      if (bIn) {
        size = append(size, in[2 * i], in[2 * i + 1]);
      }
    }
    int[] swapped = in;
    in = out;
    out = swapped;
    return size;
  }

  /** Positive where the ring turns clockwise on the screen, whose y grows downwards. */
  private double twiceArea(int vertices) {
    double sum = 0;
    int last = vertices - 1;
    for (int i = 0; i < vertices; last = i++) {
      sum += (double) in[2 * last] * in[2 * i + 1] - (double) in[2 * i] * in[2 * last + 1];
    }
    return sum;
  }

  private void reverse(int vertices) {
    for (int a = 0, b = vertices - 1; a < b; a++, b--) {
      int x = in[2 * a];
      int y = in[2 * a + 1];
      in[2 * a] = in[2 * b];
      in[2 * a + 1] = in[2 * b + 1];
      in[2 * b] = x;
      in[2 * b + 1] = y;
    }
  }
}
