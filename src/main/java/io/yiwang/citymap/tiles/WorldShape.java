package io.yiwang.citymap.tiles;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A line or an area in units of {@link World}: all vertices in one array, and where each part ends.
 *
 * @param xy x and y of each vertex, part after part
 * @param ends index of the vertex after each part's last
 * @param holes which parts of an area are cut out of the one before
 */
record WorldShape(
    boolean area, int[] xy, int[] ends, boolean[] holes, int minX, int minY, int maxX, int maxY) {

  /** Of well-known binary in degrees; a point has one part of one vertex. */
  static WorldShape read(byte[] wkb) {
    Reader reader = new Reader(wkb);
    reader.geometry();
    return reader.shape();
  }

  static WorldShape of(boolean area, int[] xy, int[] ends, boolean[] holes) {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = Integer.MIN_VALUE;
    int maxY = Integer.MIN_VALUE;
    for (int i = 0; i < xy.length; i += 2) {
      minX = Math.min(minX, xy[i]);
      maxX = Math.max(maxX, xy[i]);
      minY = Math.min(minY, xy[i + 1]);
      maxY = Math.max(maxY, xy[i + 1]);
    }
    return new WorldShape(area, xy, ends, holes, minX, minY, maxX, maxY);
  }

  /** The longer side of what it fills. */
  int span() {
    return Math.max(maxX - minX, maxY - minY);
  }

  private static final class Reader {
    private static final int LINE = 2;
    private static final int POLYGON = 3;

    private final ByteBuffer in;
    private int[] xy = new int[32];
    private int size;
    private int[] ends = new int[4];
    private boolean[] holes = new boolean[4];
    private int parts;
    private boolean area;

    Reader(byte[] wkb) {
      in = ByteBuffer.wrap(wkb);
    }

    void geometry() {
      in.order(in.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int kind = in.getInt();
      int stride = stride(kind);
      if ((kind & 0x2000_0000) != 0) {
        in.getInt();
      }
      switch ((kind & 0xFFFF) % 1000) {
        case 1 -> part(1, stride, false);
        case LINE -> part(in.getInt(), stride, false);
        case POLYGON -> polygon(stride);
        default -> {
          int members = in.getInt();
          for (int i = 0; i < members; i++) {
            geometry();
          }
        }
      }
    }

    /** Numbers a vertex has; only the first two are read. */
    private static int stride(int kind) {
      int thousands = (kind & 0xFFFF) / 1000;
      boolean z = (kind & 0x8000_0000) != 0 || thousands == 1 || thousands == 3;
      boolean m = (kind & 0x4000_0000) != 0 || thousands == 2 || thousands == 3;
      return 2 + (z ? 1 : 0) + (m ? 1 : 0);
    }

    private void polygon(int stride) {
      area = true;
      int rings = in.getInt();
      for (int i = 0; i < rings; i++) {
        part(in.getInt(), stride, i > 0);
      }
    }

    private void part(int vertices, int stride, boolean hole) {
      if (size + 2 * vertices > xy.length) {
        xy = Arrays.copyOf(xy, Math.max(2 * xy.length, size + 2 * vertices));
      }
      for (int i = 0; i < vertices; i++) {
        xy[size++] = World.x(in.getDouble());
        xy[size++] = World.y(in.getDouble());
        in.position(in.position() + (stride - 2) * Double.BYTES);
      }
      if (parts == ends.length) {
        ends = Arrays.copyOf(ends, 2 * parts);
        holes = Arrays.copyOf(holes, 2 * parts);
      }
      ends[parts] = size / 2;
      holes[parts++] = hole;
    }

    WorldShape shape() {
      return of(
          area, Arrays.copyOf(xy, size), Arrays.copyOf(ends, parts), Arrays.copyOf(holes, parts));
    }
  }
}
