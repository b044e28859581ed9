package io.yiwang.sensing.readings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the topic {@code readings} carries: the readings of one message of one device, or that it
 * came or went. Layout: kind (1 byte), device (8), then of readings their number (2) and for each
 * time in milliseconds (8), quantity (length and UTF-8), value (8); of presence online (1), time
 * (8).
 */
final class ReadingPacket {
  private static final byte READINGS = 1;
  private static final byte PRESENCE = 2;
  private static final int BYTES_EACH = 28;

  private ReadingPacket() {}

  /** Takes what a packet holds. */
  interface Taker {
    void reading(Reading reading);

    void presence(long device, boolean online, Instant at);
  }

  /** At most 65,535 readings, all of this device. */
  static byte[] of(long device, List<Reading> readings) {
    var bytes = new ByteArrayOutputStream(16 + BYTES_EACH * readings.size());
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(READINGS);
      out.writeLong(device);
      out.writeShort(readings.size());
      for (Reading reading : readings) {
        out.writeLong(reading.at().toEpochMilli());
        out.writeUTF(reading.quantity());
        out.writeDouble(reading.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] presence(long device, boolean online, Instant at) {
    var bytes = new ByteArrayOutputStream(18);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(PRESENCE);
      out.writeLong(device);
      out.writeBoolean(online);
      out.writeLong(at.toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void read(byte[] packet, Taker taker) {
    try (var in = new DataInputStream(new ByteArrayInputStream(packet))) {
      byte kind = in.readByte();
      long device = in.readLong();
      switch (kind) {
        case READINGS -> readings(in, device).forEach(taker::reading);
        case PRESENCE ->
            taker.presence(device, in.readBoolean(), Instant.ofEpochMilli(in.readLong()));
        default -> throw new IllegalArgumentException("kind (" + kind + ") must be 1 or 2.");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("The packet of readings is cut off.", e);
    }
  }

  private static List<Reading> readings(DataInputStream in, long device) throws IOException {
    int count = in.readUnsignedShort();
    List<Reading> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochMilli(in.readLong());
      all.add(new Reading(device, in.readUTF(), at, in.readDouble()));
    }
    return all;
  }
}
