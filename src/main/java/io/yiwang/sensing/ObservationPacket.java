package io.yiwang.sensing;

import static io.yiwang.sensing.PacketLayout.*;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Several observations as one record of the log: what correlation asks is at fixed positions, the
 * rest is decoded only on demand, and the whole observation comes back exactly.
 */
public final class ObservationPacket {

  private final byte[] bytes;
  private final int size;
  private final int dictionary;
  private final @Nullable String[] words;

  private ObservationPacket(byte[] bytes, int size, int dictionary) {
    this.bytes = bytes;
    this.size = size;
    this.dictionary = dictionary;
    this.words = new @Nullable String[(short) SHORTS.get(bytes, dictionary) & 0xFFFF];
  }

  /** One packet of at most 16,384 observations. */
  public static byte[] encode(List<Observation> rows) {
    if (rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException(
          "rows (" + rows.size() + ") of a packet must be at most " + MAX_ROWS + ".");
    }
    return PacketWriter.write(rows);
  }

  /**
   * Opens a packet after checking its version, length and checksum.
   *
   * @throws MalformedPacketException if these bytes are not a packet as {@link #encode} writes it
   */
  public static ObservationPacket of(byte[] bytes) {
    if (bytes.length < HEADER + 2 || (short) SHORTS.get(bytes, 0) != MAGIC) {
      throw new MalformedPacketException(
          "These "
              + bytes.length
              + " bytes are no packet. Maybe something else writes to the log.");
    }
    if (bytes[2] != VERSION) {
      throw new MalformedPacketException(
          "version (" + bytes[2] + ") of the packet must be " + VERSION + ".");
    }
    int rows = (int) INTS.get(bytes, 4);
    int dictionary = (int) INTS.get(bytes, 8);
    int length = (int) INTS.get(bytes, 12);
    if (length != bytes.length) {
      throw new MalformedPacketException(
          "length (" + bytes.length + ") of the packet must be " + length + ". Maybe it was cut.");
    }
    if ((int) INTS.get(bytes, 16) != checksum(bytes, length)) {
      throw new MalformedPacketException(
          "The packet's checksum is wrong. Maybe a bit was flipped.");
    }
    if (rows < 0
        || rows > MAX_ROWS
        || dictionary < HEADER + rows * ROW
        || dictionary > length - 2) {
      throw new MalformedPacketException(
          "rows (" + rows + ") of the packet do not fit its length.");
    }
    return new ObservationPacket(bytes, rows, dictionary);
  }

  public int size() {
    return size;
  }

  public long idHigh(int i) {
    return longAt(i, ID_HIGH);
  }

  public long idLow(int i) {
    return longAt(i, ID_LOW);
  }

  public ObservationId id(int i) {
    return new ObservationId(new UUID(idHigh(i), idLow(i)));
  }

  public long observedAtMillis(int i) {
    return longAt(i, OBSERVED_AT);
  }

  public int latE7(int i) {
    return intAt(i, LAT);
  }

  public int lngE7(int i) {
    return intAt(i, LNG);
  }

  public double weight(int i) {
    return Double.longBitsToDouble(longAt(i, WEIGHT));
  }

  public String classCode(int i) {
    return word(classRef(i));
  }

  /** Equal for rows of this packet that are of the same class; below {@link #refs()}. */
  public int classRef(int i) {
    return shortAt(i, CLASS);
  }

  /** Number of shared strings, so that a reader can keep what it derived from {@link #classRef}. */
  public int refs() {
    return words.length;
  }

  public Sighting sighting(int i) {
    if (has(i, APART)) {
      return Sighting.APART;
    }
    return has(i, CLEARED) ? Sighting.CLEARED : Sighting.OBSERVED;
  }

  public int sourceHash(int i) {
    return intAt(i, SOURCE_HASH);
  }

  /** Hash of the component id, 0 if the row names none. */
  public long componentHash(int i) {
    return longAt(i, COMPONENT_HASH);
  }

  /** Hash of source and track id together, 0 if the row names none. */
  public long trackHash(int i) {
    return longAt(i, TRACK_HASH);
  }

  public @Nullable String componentId(int i) {
    return has(i, HAS_COMPONENT) ? tail(i).string() : null;
  }

  public @Nullable String trackId(int i) {
    if (!has(i, HAS_TRACK)) {
      return null;
    }
    PacketReader in = tail(i);
    if (has(i, HAS_COMPONENT)) {
      in.skipString();
    }
    return in.string();
  }

  /** The incident that this row says is gone, or the observation it sets apart. */
  public @Nullable ObservationId clears(int i) {
    if (!has(i, HAS_CLEARS)) {
      return null;
    }
    PacketReader in = tail(i);
    if (has(i, HAS_COMPONENT)) {
      in.skipString();
    }
    if (has(i, HAS_TRACK)) {
      in.skipString();
    }
    return in.id();
  }

  /** The whole observation, exactly as it was given to {@link #encode}. */
  public Observation observation(int i) {
    int flags = shortAt(i, FLAGS);
    PacketReader in = tail(i);
    String component = (flags & HAS_COMPONENT) != 0 ? in.string() : null;
    String track = (flags & HAS_TRACK) != 0 ? in.string() : null;
    ObservationId clears = (flags & HAS_CLEARS) != 0 ? in.id() : null;
    GeoPoint point =
        (flags & EXACT_POINT) != 0
            ? new GeoPoint(in.real(), in.real())
            : GeoPoint.ofE7(latE7(i), lngE7(i));
    Instant observedAt = Instant.ofEpochMilli(observedAtMillis(i));
    Instant receivedAt = Instant.ofEpochMilli(longAt(i, RECEIVED_AT));
    if ((flags & EXACT_TIMES) != 0) {
      observedAt = observedAt.plusNanos(in.integer());
      receivedAt = receivedAt.plusNanos(in.integer());
    }
    Channel channel = Channel.valueOf(word(in.varint()));
    String key = in.string();
    String description = (flags & HAS_DESCRIPTION) != 0 ? in.string() : null;
    String address = (flags & HAS_ADDRESS) != 0 ? in.string() : null;
    return new Observation(
        id(i),
        word(shortAt(i, SOURCE)),
        key,
        channel,
        sighting(i),
        classCode(i),
        point,
        word(shortAt(i, REGION)),
        observedAt,
        receivedAt,
        weight(i),
        component,
        track,
        clears,
        description,
        address,
        in.strings(),
        in.pairs());
  }

  private int at(int i, int field) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException("row (" + i + ") must be below " + size + ".");
    }
    return HEADER + i * ROW + field;
  }

  private long longAt(int i, int field) {
    return (long) LONGS.get(bytes, at(i, field));
  }

  private int intAt(int i, int field) {
    return (int) INTS.get(bytes, at(i, field));
  }

  private int shortAt(int i, int field) {
    return (short) SHORTS.get(bytes, at(i, field)) & 0xFFFF;
  }

  private boolean has(int i, int flag) {
    return (shortAt(i, FLAGS) & flag) != 0;
  }

  private PacketReader tail(int i) {
    return new PacketReader(bytes, intAt(i, TAIL));
  }

  private String word(int ref) {
    String known = words[ref];
    if (known == null) {
      int position = (int) INTS.get(bytes, dictionary + 2 + 4 * ref);
      known = new PacketReader(bytes, position).string();
      words[ref] = known;
    }
    return known;
  }
}
