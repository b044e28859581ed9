package io.yiwang.incidents;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store that remembers the order of its writes, so that a test can crash after any of them.
 */
final class RecordedStore implements KeyValueStore<Bytes, byte[]> {
  private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();
  private final List<Write> writes = new ArrayList<>();

  private record Write(Bytes key, byte @Nullable [] value) {}

  int writes() {
    return writes.size();
  }

  /** What a restart finds if only the first writes have survived. */
  RecordedStore after(int survived) {
    RecordedStore restored = new RecordedStore();
    writes.subList(0, survived).forEach(w -> restored.put(w.key(), w.value()));
    return restored;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    writes.add(new Write(key, value));
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> all) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] former = entries.get(key);
    put(key, null);
    return former;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return entries.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return iterator(new TreeMap<>(entries.subMap(from, true, to, true)));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return iterator(new TreeMap<>(entries));
  }

  private static KeyValueIterator<Bytes, byte[]> iterator(NavigableMap<Bytes, byte[]> view) {
    Iterator<Map.Entry<Bytes, byte[]>> all = view.entrySet().iterator();
    return new KeyValueIterator<>() {
      @Override
      public void close() {}

      @Override
      public Bytes peekNextKey() {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public KeyValue<Bytes, byte[]> next() {
        Map.Entry<Bytes, byte[]> next = all.next();
        return KeyValue.pair(next.getKey(), next.getValue());
      }
    };
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return Correlator.STORE;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
