package io.yiwang.sensing;

import static io.yiwang.sensing.PacketLayout.INTS;
import static io.yiwang.sensing.PacketLayout.LONGS;

import io.yiwang.kernel.ObservationId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A place in the packet that moves on as it is read. */
final class PacketReader {
  private final byte[] bytes;
  private int position;

  PacketReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  long whole() {
    position += 8;
    return (long) LONGS.get(bytes, position - 8);
  }

  double real() {
    return Double.longBitsToDouble(whole());
  }

  ObservationId id() {
    return new ObservationId(new UUID(whole(), whole()));
  }

  int integer() {
    position += 4;
    return (int) INTS.get(bytes, position - 4);
  }

  int varint() {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      value |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  String string() {
    int length = varint();
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  void skipString() {
    int length = varint();
    position += length;
  }

  List<String> strings() {
    int count = varint();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(string());
    }
    return strings;
  }

  Map<String, String> pairs() {
    int count = varint();
    Map<String, String> pairs = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      pairs.put(string(), string());
    }
    return pairs;
  }
}
