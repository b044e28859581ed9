package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows of one packet as the journal keeps them: what correlation needs, about 45 bytes a row.
 * Class numbers belong to one run of one index, so the entry carries the codes.
 */
final class JournalEntry {

  /** What is done with each row read back. */
  interface Reader {
    void row(Sight s);
  }

  private static final byte VERSION = 1;
  private static final int LONGEST_ROW = 96;
  private static final int CLEARED = 1;
  private static final int COMPONENT = 2;
  private static final int TRACK = 4;
  private static final int NAMES = 8;
  private static final int APART = 16;

  private final Map<Integer, Integer> classes = new HashMap<>();
  private final List<byte[]> codes = new ArrayList<>();
  private ByteBuffer rows = ByteBuffer.allocate(16 << 10);
  private int count;

  /** Adds a row; all rows of an entry lie at the same offset of the log. */
  void add(Sight s, String code) {
    if (rows.remaining() < LONGEST_ROW) {
      rows = ByteBuffer.allocate(rows.capacity() * 2).put(rows.flip());
    }
    Integer ref = classes.get(s.classNumber);
    if (ref == null) {
      ref = codes.size();
      classes.put(s.classNumber, ref);
      codes.add(code.getBytes(StandardCharsets.UTF_8));
    }
    count++;
    write(s, ref);
  }

  private void write(Sight s, int ref) {
    ObservationId clears = s.clears;
    int flags =
        (s.cleared ? CLEARED : 0)
            | (s.component != 0 ? COMPONENT : 0)
            | (s.track != 0 ? TRACK : 0)
            | (clears != null ? NAMES : 0)
            | (s.apart ? APART : 0);
    rows.put((byte) flags).putShort((short) ref).putShort((short) s.row);
    rows.putLong(s.idHigh).putLong(s.idLow).putLong(s.at).putInt(s.latE7).putInt(s.lngE7);
    rows.putInt(s.source).putInt(s.weight);
    if (s.component != 0) {
      rows.putLong(s.component);
    }
    if (s.track != 0) {
      rows.putLong(s.track);
    }
    if (clears != null) {
      rows.putLong(clears.value().getMostSignificantBits());
      rows.putLong(clears.value().getLeastSignificantBits());
    }
  }

  int count() {
    return count;
  }

  byte[] bytes(long arrivedAt) {
    int size = 13 + rows.position() + codes.stream().mapToInt(c -> c.length + 2).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).putLong(arrivedAt).putShort((short) count).putShort((short) codes.size());
    codes.forEach(c -> out.putShort((short) c.length).put(c));
    return out.put(Arrays.copyOf(rows.array(), rows.position())).array();
  }

  static long arrivedAt(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(1);
  }

  static int count(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort(9) & 0xFFFF;
  }

  /** Hands over every row, always in the same {@link Sight}. */
  static void read(byte[] bytes, long offset, Rules rules, Reader reader) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != VERSION) {
      throw new IllegalStateException(
          "version (" + bytes[0] + ") of a journal entry must be " + VERSION + ".");
    }
    in.getLong();
    int count = in.getShort() & 0xFFFF;
    int[] numbers = new int[in.getShort() & 0xFFFF];
    for (int i = 0; i < numbers.length; i++) {
      byte[] code = new byte[in.getShort() & 0xFFFF];
      in.get(code);
      numbers[i] = rules.number(new String(code, StandardCharsets.UTF_8));
    }
    Sight s = new Sight();
    s.offset = offset;
    for (int i = 0; i < count; i++) {
      read(in, s, numbers);
      reader.row(s);
    }
  }

  private static void read(ByteBuffer in, Sight s, int[] numbers) {
    int flags = in.get();
    s.classNumber = numbers[in.getShort() & 0xFFFF];
    s.row = in.getShort() & 0xFFFF;
    s.idHigh = in.getLong();
    s.idLow = in.getLong();
    s.at = in.getLong();
    s.latE7 = in.getInt();
    s.lngE7 = in.getInt();
    s.source = in.getInt();
    s.weight = in.getInt();
    s.cleared = (flags & CLEARED) != 0;
    s.apart = (flags & APART) != 0;
    s.component = (flags & COMPONENT) != 0 ? in.getLong() : 0;
    s.track = (flags & TRACK) != 0 ? in.getLong() : 0;
    s.clears =
        (flags & NAMES) != 0 ? new ObservationId(new UUID(in.getLong(), in.getLong())) : null;
  }
}
