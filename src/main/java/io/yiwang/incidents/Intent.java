package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Summaries and the horizon up to which they replace rows, as the bytes of one entry. */
final class Intent {
  private Intent() {}

  static byte[] encode(Map<ObservationId, byte[]> summaries, long horizon) {
    int size = 12 + summaries.values().stream().mapToInt(s -> 20 + s.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).putLong(horizon).putInt(summaries.size());
    summaries.forEach(
        (id, summary) ->
            out.putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .putInt(summary.length)
                .put(summary));
    return out.array();
  }

  static long horizon(byte[] intent) {
    return ByteBuffer.wrap(intent).getLong();
  }

  static Map<ObservationId, byte[]> summaries(byte[] intent) {
    ByteBuffer in = ByteBuffer.wrap(intent);
    in.getLong();
    int count = in.getInt();
    Map<ObservationId, byte[]> summaries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      ObservationId id = new ObservationId(new UUID(in.getLong(), in.getLong()));
      byte[] summary = new byte[in.getInt()];
      in.get(summary);
      summaries.put(id, summary);
    }
    return summaries;
  }
}
