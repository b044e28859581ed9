package io.yiwang.registry.fusion;

import io.yiwang.registry.people.Residences.Stay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody lived, from what was said over time: each door from the first time it was told
 * until the next door is. What was said against the present door after it was last told is not
 * believed and left out.
 */
final class Stays {
  private Stays() {}

  /**
   * @param present the door that is believed in now
   */
  static List<Stay> of(List<Statement> statements, @Nullable Long present, ZoneId zone) {
    List<Statement> told =
        statements.stream()
            .filter(s -> s.doorId() != null)
            .sorted(Comparator.comparing(Statement::at).thenComparing(Statement::identity))
            .toList();
    int last = told.size() - 1;
    while (last >= 0 && !Objects.equals(told.get(last).doorId(), present)) {
      last--;
    }
    List<Stay> stays = new ArrayList<>();
    for (Statement s : told.subList(0, last + 1)) {
      long door = Objects.requireNonNull(s.doorId());
      LocalDate day = LocalDate.ofInstant(s.at(), zone);
      if (!stays.isEmpty() && stays.getLast().doorId() == door) {
        continue;
      }
      if (!stays.isEmpty()) {
        Stay before = stays.removeLast();
        stays.add(new Stay(before.doorId(), before.since(), day));
      }
      stays.add(new Stay(door, day, null));
    }
    return stays;
  }
}
