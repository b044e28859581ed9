package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** The partitions that this process correlates at present, for questions from outside. */
@Component
class Partitions {
  private final Map<Integer, Partition> live = new ConcurrentHashMap<>();

  void add(Partition partition) {
    live.put(partition.number(), partition);
  }

  void remove(Partition partition) {
    live.remove(partition.number(), partition);
  }

  Collection<Partition> list() {
    return live.values();
  }

  int rows() {
    return live.values().stream().mapToInt(p -> p.index().rows.size()).sum();
  }

  /** What is made of a retained row, under its partition's lock. */
  <T> Optional<T> find(ObservationId id, BiFunction<Partition, Integer, T> answer) {
    for (Partition partition : live.values()) {
      partition.lock().lock();
      try {
        int r = partition.index().find(id);
        if (r != RowStore.NONE) {
          return Optional.of(answer.apply(partition, r));
        }
      } finally {
        partition.lock().unlock();
      }
    }
    return Optional.empty();
  }
}
