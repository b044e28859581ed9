package io.yiwang.citymap.components;

import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Things have changed since the change to them was decided; nothing was written. */
public final class ConflictException extends Problem {
  private static final long serialVersionUID = 1;
  private static final int MOST_NAMED = 10;

  private final transient List<Long> ids;

  ConflictException(List<Long> ids) {
    super(
        HttpStatus.CONFLICT,
        "component-changed",
        "Components %s have been changed meanwhile."
            .formatted(
                ids.stream()
                    .limit(MOST_NAMED)
                    .map(ComponentId::text)
                    .collect(Collectors.joining(", "))),
        null,
        null,
        "Maybe look at them again and decide anew.");
    this.ids = List.copyOf(ids);
  }

  /** Identifiers of all of them. */
  public List<Long> ids() {
    return ids;
  }
}
