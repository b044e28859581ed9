package io.yiwang.citymap.tiles;

/**
 * The number of a tile in PMTiles version 3: all tiles of the zooms before it, then its place on
 * the Hilbert curve of its own. All tiles below one tile are consecutive.
 */
final class TileId {
  private TileId() {}

  static long of(int z, int x, int y) {
    return first(z) + curve(z, x, y);
  }

  /** The number of tiles of all zooms before this one. */
  static long first(int z) {
    return ((1L << (2 * z)) - 1) / 3;
  }

  /** The place on the Hilbert curve of order z. */
  static long curve(int z, int x, int y) {
    long place = 0;
    int px = x;
    int py = y;
    for (int s = z - 1; s >= 0; s--) {
      int side = 1 << s;
      int rx = (px >> s) & 1;
      int ry = (py >> s) & 1;
      place += (long) ((3 * rx) ^ ry) << (2 * s);
      if (ry == 0) {
        int turnedX = rx == 1 ? side - 1 - (py & (side - 1)) : py & (side - 1);
        int turnedY = rx == 1 ? side - 1 - (px & (side - 1)) : px & (side - 1);
        px = turnedX;
        py = turnedY;
      }
    }
    return place;
  }

  /** Column and row, packed by {@link #pack}, of a place on the curve. */
  static long tile(int z, long curve) {
    int x = 0;
    int y = 0;
    long rest = curve;
    for (int s = 0; s < z; s++) {
      int rx = (int) (rest >> 1) & 1;
      int ry = (int) (rest ^ rx) & 1;
      if (ry == 0) {
        int side = 1 << s;
        int turned = rx == 1 ? side - 1 - x : x;
        x = rx == 1 ? side - 1 - y : y;
        y = turned;
      }
      x += rx << s;
      y += ry << s;
      rest >>= 2;
    }
    return pack(x, y);
  }

  static long pack(int x, int y) {
    return (long) x << 32 | y;
  }

  static int x(long packed) {
    return (int) (packed >>> 32);
  }

  static int y(long packed) {
    return (int) packed;
  }
}
