package io.yiwang.sensing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Where each part of a packet lies. */
final class PacketLayout {

  /*
   * Layout, big-endian:
   *
   *   header  magic "YO" · version · 0 · rows i32 · dictionary position i32 · length i32 · CRC-32C of all other bytes i32
   *   rows    ROW bytes each, at HEADER + i * ROW (the constants below name the positions)
   *   tails   one per row, in row order: what has no fixed size, in the order of PacketWriter.tail
   *   dictionary  count u16 · position i32 of each string · strings; shared by source, class, region and channel
   *
   * A string is its length as a varint and its UTF-8 bytes. The place is kept as degrees times 10^7, the time as
   * milliseconds; a row whose place or times are finer carries the exact values in its tail as well.
   * The hashes stand for source, component id and (source, track id) where only equality is asked. They are 64 bits wide
   * (the source's 32), so that among five million rows a false equality is less likely than one in a million.
   */
  static final int HEADER = 20;
  static final int ROW = 80;
  static final int MAX_ROWS = 16_384;

  static final short MAGIC = 0x594F;
  static final byte VERSION = 1;

  static final int ID_HIGH = 0;
  static final int ID_LOW = 8;
  static final int OBSERVED_AT = 16;
  static final int LAT = 24;
  static final int LNG = 28;
  static final int WEIGHT = 32;
  static final int SOURCE_HASH = 40;
  static final int CLASS = 44;
  static final int SOURCE = 46;
  static final int FLAGS = 48;
  static final int REGION = 50;
  static final int TAIL = 52;
  static final int RECEIVED_AT = 56;
  static final int COMPONENT_HASH = 64;
  static final int TRACK_HASH = 72;

  static final int CLEARED = 1;
  static final int HAS_COMPONENT = 1 << 1;
  static final int HAS_TRACK = 1 << 2;
  static final int HAS_CLEARS = 1 << 3;
  static final int HAS_DESCRIPTION = 1 << 4;
  static final int HAS_ADDRESS = 1 << 5;
  static final int EXACT_POINT = 1 << 6;
  static final int EXACT_TIMES = 1 << 7;
  static final int APART = 1 << 8;

  static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private PacketLayout() {}

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, 16);
    crc.update(bytes, HEADER, length - HEADER);
    return (int) crc.getValue();
  }
}
