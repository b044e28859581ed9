package io.yiwang.cases.book;

import io.yiwang.access.People;
import io.yiwang.cases.lifecycle.Command;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Names of workers, remembered: a batch of dispatches must not ask for each. */
@Component
class Names {
  private static final int MANY = 20_000;

  private final People people;
  private final Map<Long, String> known = new ConcurrentHashMap<>();

  Names(People people) {
    this.people = people;
  }

  Command.Worker worker(long id) {
    if (known.size() > MANY) {
      known.clear();
    }
    return new Command.Worker(id, known.computeIfAbsent(id, i -> people.get(i).name()));
  }
}
