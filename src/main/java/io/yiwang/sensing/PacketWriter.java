package io.yiwang.sensing;

import static io.yiwang.sensing.PacketLayout.*;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes packets: bytes that grow while rows are added, then a header over all of them. */
final class PacketWriter {

  private final Dictionary words = new Dictionary();
  private byte[] bytes;
  private int position;

  private PacketWriter(int capacity) {
    bytes = new byte[capacity];
  }

  static byte[] write(List<Observation> rows) {
    PacketWriter out = new PacketWriter(HEADER + rows.size() * (ROW + 96));
    out.position = HEADER + rows.size() * ROW;
    for (int i = 0; i < rows.size(); i++) {
      Observation row = rows.get(i);
      int flags = flags(row);
      out.fixed(HEADER + i * ROW, row, flags);
      out.tail(row, flags);
    }
    int dictionary = out.position;
    out.words.write(out);
    return out.seal(rows.size(), dictionary);
  }

  private static int flags(Observation row) {
    boolean exactPoint =
        !GeoPoint.ofE7(row.point().latE7(), row.point().lngE7()).equals(row.point());
    boolean exactTimes = belowMillis(row.observedAt()) != 0 || belowMillis(row.receivedAt()) != 0;
    return (row.sighting() == Sighting.CLEARED ? CLEARED : 0)
        | (row.sighting() == Sighting.APART ? APART : 0)
        | (row.componentId() != null ? HAS_COMPONENT : 0)
        | (row.trackId() != null ? HAS_TRACK : 0)
        | (row.clears() != null ? HAS_CLEARS : 0)
        | (row.description() != null ? HAS_DESCRIPTION : 0)
        | (row.address() != null ? HAS_ADDRESS : 0)
        | (exactPoint ? EXACT_POINT : 0)
        | (exactTimes ? EXACT_TIMES : 0);
  }

  private void fixed(int at, Observation row, int flags) {
    LONGS.set(bytes, at + ID_HIGH, row.id().value().getMostSignificantBits());
    LONGS.set(bytes, at + ID_LOW, row.id().value().getLeastSignificantBits());
    LONGS.set(bytes, at + OBSERVED_AT, row.observedAt().toEpochMilli());
    INTS.set(bytes, at + LAT, row.point().latE7());
    INTS.set(bytes, at + LNG, row.point().lngE7());
    LONGS.set(bytes, at + WEIGHT, Double.doubleToRawLongBits(row.weight()));
    INTS.set(bytes, at + SOURCE_HASH, (int) hash(row.source(), ""));
    SHORTS.set(bytes, at + CLASS, words.ref(row.classCode()));
    SHORTS.set(bytes, at + SOURCE, words.ref(row.source()));
    SHORTS.set(bytes, at + FLAGS, (short) flags);
    SHORTS.set(bytes, at + REGION, words.ref(row.regionCode()));
    INTS.set(bytes, at + TAIL, position);
    LONGS.set(bytes, at + RECEIVED_AT, row.receivedAt().toEpochMilli());
    String component = row.componentId();
    LONGS.set(bytes, at + COMPONENT_HASH, component == null ? 0 : hash("", component));
    String track = row.trackId();
    LONGS.set(bytes, at + TRACK_HASH, track == null ? 0 : hash(row.source(), track));
  }

  private void tail(Observation row, int flags) {
    optional(row.componentId());
    optional(row.trackId());
    ObservationId clears = row.clears();
    if (clears != null) {
      whole(clears.value().getMostSignificantBits());
      whole(clears.value().getLeastSignificantBits());
    }
    if ((flags & EXACT_POINT) != 0) {
      whole(Double.doubleToRawLongBits(row.point().lat()));
      whole(Double.doubleToRawLongBits(row.point().lng()));
    }
    if ((flags & EXACT_TIMES) != 0) {
      integer(belowMillis(row.observedAt()));
      integer(belowMillis(row.receivedAt()));
    }
    varint(words.ref(row.channel().name()) & 0xFFFF);
    string(row.key());
    optional(row.description());
    optional(row.address());
    varint(row.photos().size());
    row.photos().forEach(this::string);
    varint(row.attributes().size());
    row.attributes().forEach(this::pair);
  }

  private static int belowMillis(Instant at) {
    return at.getNano() % 1_000_000;
  }

  /** FNV-1a over the characters of both texts, well mixed at the end; never 0. */
  private static long hash(String first, String second) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < first.length(); i++) {
      h = (h ^ first.charAt(i)) * 0x100000001B3L;
    }
    h = (h ^ 0xFFFF_FFFFL) * 0x100000001B3L;
    for (int i = 0; i < second.length(); i++) {
      h = (h ^ second.charAt(i)) * 0x100000001B3L;
    }
    h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
    h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
    h ^= h >>> 33;
    return h == 0 ? 1 : h;
  }

  private void skip(int count) {
    ensure(count);
    position += count;
  }

  private void whole(long value) {
    ensure(8);
    LONGS.set(bytes, position, value);
    position += 8;
  }

  private void integer(int value) {
    ensure(4);
    INTS.set(bytes, position, value);
    position += 4;
  }

  private void varint(int value) {
    ensure(5);
    int rest = value;
    while (rest > 0x7F) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, position, utf8.length);
    position += utf8.length;
  }

  private void optional(@Nullable String text) {
    if (text != null) {
      string(text);
    }
  }

  private void pair(String name, String value) {
    string(name);
    string(value);
  }

  private byte[] seal(int rows, int dictionary) {
    byte[] sealed = Arrays.copyOf(bytes, position);
    SHORTS.set(sealed, 0, MAGIC);
    sealed[2] = VERSION;
    INTS.set(sealed, 4, rows);
    INTS.set(sealed, 8, dictionary);
    INTS.set(sealed, 12, sealed.length);
    INTS.set(sealed, 16, checksum(sealed, sealed.length));
    return sealed;
  }

  private void ensure(int more) {
    if (position + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
    }
  }

  /** The strings that rows share, each written once. */
  private static final class Dictionary {
    private final Map<String, Integer> refs = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    short ref(String word) {
      Integer ref = refs.get(word);
      if (ref == null) {
        ref = words.size();
        refs.put(word, ref);
        words.add(word);
      }
      return ref.shortValue();
    }

    void write(PacketWriter out) {
      int table = out.position;
      out.skip(2 + 4 * words.size());
      SHORTS.set(out.bytes, table, (short) words.size());
      for (int i = 0; i < words.size(); i++) {
        INTS.set(out.bytes, table + 2 + 4 * i, out.position);
        out.string(words.get(i));
      }
    }
  }
}
