package io.yiwang.incidents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A summary and the anchor it belongs to, as bytes. */
final class SummaryCodec {
  private static final int FIXED = 1 + 16 + 8 + 16 + 8 + 16 + 8 + 2 + 3 * 8 + 8 + 4 + 8 + 2 + 4 + 1;

  private SummaryCodec() {}

  static byte[] encode(RowStore rows, int anchor, String code, Summary s) {
    byte[] name = code.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(FIXED + name.length + 8 * s.sources.size());
    out.put((byte) 1).putLong(rows.idHigh(anchor)).putLong(rows.idLow(anchor));
    out.putLong(rows.at(anchor)).putInt(rows.lat(anchor)).putInt(rows.lng(anchor));
    out.putInt(rows.source(anchor)).putInt(rows.weight(anchor));
    out.putLong(rows.offset(anchor)).putLong(rows.component(anchor)).putLong(rows.track(anchor));
    out.putLong(s.floorAt).putShort((short) rows.rowInPacket(anchor));
    out.putLong(s.floorHigh).putLong(s.floorLow).putLong(s.clearedAt);
    out.put((byte) (s.holdsAnchor ? 1 : 0))
        .putInt(s.reports)
        .putShort((short) name.length)
        .put(name)
        .putInt(s.sources.size());
    s.sources.forEach((source, weight) -> out.putInt(source).putInt(weight));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /** Brings the incident of these bytes back into an index. */
  static void restore(byte[] bytes, IncidentIndex index) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.get();
    Sight anchor = new Sight();
    anchor.idHigh = in.getLong();
    anchor.idLow = in.getLong();
    anchor.at = in.getLong();
    anchor.latE7 = in.getInt();
    anchor.lngE7 = in.getInt();
    anchor.source = in.getInt();
    anchor.weight = in.getInt();
    anchor.offset = in.getLong();
    anchor.component = in.getLong();
    anchor.track = in.getLong();
    Summary s = new Summary();
    s.floorAt = in.getLong();
    anchor.row = in.getShort() & 0xFFFF;
    s.floorHigh = in.getLong();
    s.floorLow = in.getLong();
    s.clearedAt = in.getLong();
    s.holdsAnchor = in.get() == 1;
    s.reports = in.getInt();
    byte[] name = new byte[in.getShort()];
    in.get(name);
    anchor.classNumber = index.rules.number(new String(name, StandardCharsets.UTF_8));
    int sources = in.getInt();
    for (int i = 0; i < sources; i++) {
      s.sources.put(in.getInt(), in.getInt());
    }
    index.restore(anchor, s);
  }
}
