package io.yiwang.citymap.tiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Entries of a PMTiles directory, by tile number: where the bytes of a tile are, or with a run of 0
 * where a leaf directory is.
 */
record PmtilesDirectory(long[] ids, long[] offsets, int[] lengths, int[] runs) {

  int size() {
    return ids.length;
  }

  PmtilesDirectory slice(int from, int to) {
    return new PmtilesDirectory(
        Arrays.copyOfRange(ids, from, to),
        Arrays.copyOfRange(offsets, from, to),
        Arrays.copyOfRange(lengths, from, to),
        Arrays.copyOfRange(runs, from, to));
  }

  /** The entry that has this tile, or -1. */
  int find(long id) {
    int at = Arrays.binarySearch(ids, id);
    if (at < 0) {
      at = -at - 2;
    }
    return at >= 0 && (runs[at] == 0 || id < ids[at] + runs[at]) ? at : -1;
  }

  /** Its serialised form, compressed. */
  byte[] bytes() {
    Sink out = new Sink();
    out.varint(size());
    long last = 0;
    for (long id : ids) {
      out.varint(id - last);
      last = id;
    }
    for (int run : runs) {
      out.varint(run);
    }
    for (int length : lengths) {
      out.varint(length);
    }
    for (int i = 0; i < size(); i++) {
      boolean next = i > 0 && offsets[i] == offsets[i - 1] + lengths[i - 1];
      out.varint(next ? 0 : offsets[i] + 1);
    }
    return Gzip.pack(out.toArray());
  }

  static PmtilesDirectory read(byte[] packed) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Gzip.unpack(packed));
    int size = (int) varint(in);
    long[] ids = new long[size];
    long[] offsets = new long[size];
    int[] lengths = new int[size];
    int[] runs = new int[size];
    long last = 0;
    for (int i = 0; i < size; i++) {
      last += varint(in);
      ids[i] = last;
    }
    for (int i = 0; i < size; i++) {
      runs[i] = (int) varint(in);
    }
    for (int i = 0; i < size; i++) {
      lengths[i] = (int) varint(in);
    }
    for (int i = 0; i < size; i++) {
      long offset = varint(in);
      offsets[i] = offset == 0 ? offsets[i - 1] + lengths[i - 1] : offset - 1;
    }
    return new PmtilesDirectory(ids, offsets, lengths, runs);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte octet;
    do {
      octet = in.get();
      value |= (long) (octet & 0x7F) << shift;
      shift += 7;
    } while (octet < 0);
    return value;
  }
}
