package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one partition's correlator must find again after a restart, in its state store. There is one
 * store, and so one changelog partition, for everything, because then what was written first is
 * there whenever what was written later is.
 */
final class Ledger {
  /** Rows by offset of their packet. */
  private static final byte JOURNAL = 'J';

  /**
   * The anchor's whole observation as JSON, for every row that was ever announced as an incident.
   */
  private static final byte ANCHOR = 'A';

  /** Incidents some of whose rows are forgotten. */
  private static final byte SUMMARY = 'S';

  /** Rows concerned by a repair whose announcement may not be durable yet. */
  private static final byte DOUBT = 'D';

  /** What {@link #settle} is about to do. */
  private static final Bytes INTENT = Bytes.wrap(new byte[] {'I'});

  /** Rows up to this offset are forgotten. */
  private static final Bytes HORIZON = Bytes.wrap(new byte[] {'H'});

  /** Rows below this offset have been announced. */
  private static final Bytes TOLD = Bytes.wrap(new byte[] {'P'});

  private final KeyValueStore<Bytes, byte[]> store;
  private long horizon;

  Ledger(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.horizon = number(HORIZON, -1);
  }

  /** What is done with each entry found. */
  interface Visitor<K> {
    void visit(K key, byte[] value);
  }

  /** Takes an entry, or says that it is not wanted, nor any later one. */
  interface Chooser {
    boolean wants(long offset, byte[] entry);
  }

  void journal(long offset, byte[] entry) {
    store.put(key(JOURNAL, offset), entry);
  }

  /** Every entry of the journal, by offset. */
  void journal(Visitor<Long> visitor) {
    try (KeyValueIterator<Bytes, byte[]> all = range(JOURNAL)) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> next = all.next();
        visitor.visit(ByteBuffer.wrap(next.key.get()).getLong(1), next.value);
      }
    }
  }

  /** Entries after this offset, oldest first, as long as the visitor wants more. */
  void oldest(long after, Chooser chooser) {
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(key(JOURNAL, after + 1), key(JOURNAL, Long.MAX_VALUE))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> next = all.next();
        if (!chooser.wants(ByteBuffer.wrap(next.key.get()).getLong(1), next.value)) {
          return;
        }
      }
    }
  }

  byte @Nullable [] anchor(long idHigh, long idLow) {
    return store.get(key(ANCHOR, idHigh, idLow));
  }

  void anchor(long idHigh, long idLow, byte[] json) {
    store.put(key(ANCHOR, idHigh, idLow), json);
  }

  void dropAnchor(long idHigh, long idLow) {
    store.delete(key(ANCHOR, idHigh, idLow));
  }

  /** Ids of all rows that were announced as incidents; key is the higher half, then the lower. */
  List<long[]> anchors() {
    return ids(ANCHOR);
  }

  void doubt(long idHigh, long idLow) {
    store.put(key(DOUBT, idHigh, idLow), new byte[] {1});
  }

  void trust(long idHigh, long idLow) {
    store.delete(key(DOUBT, idHigh, idLow));
  }

  List<long[]> doubts() {
    return ids(DOUBT);
  }

  /**
   * Puts summaries in the place of all rows up to this offset, whole or not at all: what is to be
   * done is written down in one entry first, and done again after a crash.
   */
  void settle(Map<ObservationId, byte[]> summaries, long horizon) {
    store.put(INTENT, Intent.encode(summaries, horizon));
    carryOut(summaries, horizon);
  }

  /** Does what was written down but perhaps not done. */
  void carryOutIntent() {
    byte[] intent = store.get(INTENT);
    if (intent != null) {
      carryOut(Intent.summaries(intent), Intent.horizon(intent));
    }
  }

  private void carryOut(Map<ObservationId, byte[]> summaries, long horizon) {
    summaries.forEach(
        (id, summary) -> {
          UUID key = id.value();
          store.put(
              key(SUMMARY, key.getMostSignificantBits(), key.getLeastSignificantBits()), summary);
        });
    List<Bytes> settled = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(key(JOURNAL, Math.min(horizon() + 1, horizon)), key(JOURNAL, horizon))) {
      all.forEachRemaining(entry -> settled.add(entry.key));
    }
    settled.forEach(store::delete);
    store.put(HORIZON, number(horizon));
    this.horizon = horizon;
    store.delete(INTENT);
  }

  void dropSummary(long idHigh, long idLow) {
    store.delete(key(SUMMARY, idHigh, idLow));
  }

  void summaries(Visitor<Bytes> visitor) {
    try (KeyValueIterator<Bytes, byte[]> all = range(SUMMARY)) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> next = all.next();
        visitor.visit(next.key, next.value);
      }
    }
  }

  /** Offset up to which all rows are forgotten. */
  long horizon() {
    return horizon;
  }

  long told() {
    return number(TOLD, 0);
  }

  void told(long offset) {
    store.put(TOLD, number(offset));
  }

  private List<long[]> ids(byte kind) {
    List<long[]> ids = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = range(kind)) {
      while (all.hasNext()) {
        ByteBuffer key = ByteBuffer.wrap(all.next().key.get());
        ids.add(new long[] {key.getLong(1), key.getLong(9)});
      }
    }
    return ids;
  }

  private KeyValueIterator<Bytes, byte[]> range(byte kind) {
    return store.range(
        Bytes.wrap(new byte[] {kind, 0}), Bytes.wrap(new byte[] {(byte) (kind + 1)}));
  }

  private long number(Bytes key, long otherwise) {
    byte[] value = store.get(key);
    return value == null ? otherwise : ByteBuffer.wrap(value).getLong();
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static Bytes key(byte kind, long offset) {
    return Bytes.wrap(ByteBuffer.allocate(9).put(kind).putLong(offset).array());
  }

  private static Bytes key(byte kind, long idHigh, long idLow) {
    return Bytes.wrap(ByteBuffer.allocate(17).put(kind).putLong(idHigh).putLong(idLow).array());
  }
}
