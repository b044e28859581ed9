package io.yiwang.citymap.tiles;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, with the few shapes of Protocol Buffers. */
final class Sink {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void put(byte[] from, int length) {
    room(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
  }

  void put(Sink other) {
    put(other.bytes, other.size);
  }

  void put(int octet) {
    room(1);
    bytes[size++] = (byte) octet;
  }

  void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A signed number, small ones short. */
  void zigzag(int value) {
    varint(((long) value << 1 ^ value >> 31) & 0xFFFF_FFFFL);
  }

  void varintField(int field, long value) {
    varint((long) field << 3);
    varint(value);
  }

  void message(int field, Sink content) {
    header(field, content.size);
    put(content);
  }

  void text(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    header(field, utf8.length);
    put(utf8, utf8.length);
  }

  void bytesField(int field, byte[] content) {
    header(field, content.length);
    put(content, content.length);
  }

  void floatField(int field, float value) {
    varint((long) field << 3 | 5);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      put(bits >>> shift);
    }
  }

  /** The tag of a field that has a length, and the length. */
  void header(int field, int length) {
    varint((long) field << 3 | 2);
    varint(length);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
