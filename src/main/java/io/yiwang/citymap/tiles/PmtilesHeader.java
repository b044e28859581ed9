package io.yiwang.citymap.tiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first 127 bytes of a PMTiles archive, version 3. Everything inside is compressed with gzip
 * and the tiles are Mapbox vector tiles.
 */
record PmtilesHeader(
    Section root,
    Section metadata,
    Section leaves,
    Section tiles,
    long addressed,
    long entries,
    long contents,
    boolean clustered,
    int minZoom,
    int maxZoom,
    double[] bounds) {
  static final int LENGTH = 127;

  /** The root directory ends before this, so that one read tells header and root. */
  static final int ROOM = 16_384;

  private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int GZIP = 2;
  private static final int VECTOR_TILES = 1;
  private static final double E7 = 1e7;

  /** A part of the file. */
  record Section(long offset, long length) {
    Section {
      if (offset < 0 || length < 0) {
        throw new IllegalArgumentException("A section at " + offset + " of " + length + " bytes.");
      }
    }
  }

  ByteBuffer bytes() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) VERSION);
    for (Section s : new Section[] {root, metadata, leaves, tiles}) {
      out.putLong(s.offset()).putLong(s.length());
    }
    out.putLong(addressed).putLong(entries).putLong(contents);
    out.put((byte) (clustered ? 1 : 0)).put((byte) GZIP).put((byte) GZIP).put((byte) VECTOR_TILES);
    out.put((byte) minZoom).put((byte) maxZoom);
    for (double degrees : bounds) {
      out.putInt((int) Math.round(degrees * E7));
    }
    out.put((byte) Math.min(maxZoom, Math.max(minZoom, 10)));
    out.putInt((int) Math.round((bounds[0] + bounds[2]) / 2 * E7));
    out.putInt((int) Math.round((bounds[1] + bounds[3]) / 2 * E7));
    return out.flip();
  }

  static PmtilesHeader read(ByteBuffer from) throws IOException {
    ByteBuffer in = from.order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC) || in.get() != VERSION) {
      throw new IOException("Not a PMTiles archive of version 3.");
    }
    Section[] parts = new Section[4];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Section(in.getLong(), in.getLong());
    }
    long addressed = in.getLong();
    long entries = in.getLong();
    long contents = in.getLong();
    boolean clustered = in.get() == 1;
    int inside = in.get();
    int tile = in.get();
    int type = in.get();
    if (inside != GZIP || tile != GZIP || type != VECTOR_TILES) {
      throw new IOException("Not vector tiles compressed with gzip.");
    }
    int minZoom = in.get();
    int maxZoom = in.get();
    double[] bounds = new double[4];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.getInt() / E7;
    }
    return new PmtilesHeader(
        parts[0], parts[1], parts[2], parts[3], addressed, entries, contents, clustered, minZoom,
        maxZoom, bounds);
  }
}
