package io.yiwang.access.audit;

import io.yiwang.access.Actor;
import io.yiwang.access.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An entry as the bytes that are hashed: PostgreSQL's binary form of the columns {@link #COLUMNS},
 * each with its length in four bytes before it. Times are microseconds since 2000-01-01, numbers
 * eight bytes, texts UTF-8, all big-endian; {@code text[]} as {@code array_send} writes it.
 */
final class CanonicalEntry {
  static final String COLUMNS =
      "seq, at, actor_kind, actor_id, actor_name, duty, unit, actor_region, action, data_class,"
          + " objects, object_region, purpose, reference, count, remote, outcome";
  static final int FIELDS = 17;

  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int TEXT_OID = 25;

  private CanonicalEntry() {}

  static byte[] of(long seq, AuditEntry e) {
    var bytes = new ByteArrayOutputStream(256);
    var out = new DataOutputStream(bytes);
    Actor actor = e.actor();
    try {
      number(out, seq);
      number(out, Duration.between(EPOCH, e.at()).toNanos() / 1_000);
      text(out, actor.kind().name());
      text(out, actor.id());
      text(out, actor.name());
      text(out, actor.duty());
      text(out, actor.unit());
      text(out, actor.regionPath());
      text(out, e.action().name());
      text(out, e.dataClass());
      array(out, e.objects());
      text(out, e.objectRegion());
      text(out, e.purpose());
      text(out, e.reference());
      number(out, e.count());
      text(out, e.remote());
      text(out, e.outcome().name());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void number(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void array(DataOutputStream out, List<String> values) throws IOException {
    var bytes = new ByteArrayOutputStream(64);
    var array = new DataOutputStream(bytes);
    array.writeInt(values.isEmpty() ? 0 : 1); // dimensions
    array.writeInt(0); // has no null
    array.writeInt(TEXT_OID);
    if (!values.isEmpty()) {
      array.writeInt(values.size());
      array.writeInt(1); // first index
      for (String value : values) {
        text(array, value);
      }
    }
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }
}
