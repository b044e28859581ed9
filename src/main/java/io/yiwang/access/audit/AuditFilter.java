package io.yiwang.access.audit;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the trail; null and empty mean any.
 *
 * @param actor id of a person or client
 * @param region path of a region, of who looked or of what was seen
 * @param before below this position
 */
record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    @Nullable List<AuditAction> action,
    @Nullable String dataClass,
    @Nullable String object,
    @Nullable String purpose,
    @Nullable String reference,
    @Nullable String unit,
    @Nullable String region,
    @Nullable AuditOutcome outcome,
    @Nullable Long before) {

  /** A condition with its parameters. */
  record Where(String sql, List<Object> parameters) {}

  /** Sees only what is below the auditor's own region. */
  Where within(String ownRegion) {
    var terms = new Terms();
    terms.add("at >= ?", from, java.sql.Timestamp::from);
    terms.add("at < ?", to, java.sql.Timestamp::from);
    terms.add("actor_id = ?", actor, a -> a);
    terms.add("data_class = ?", dataClass, c -> c);
    terms.add("objects @> array[?]::text[]", object, o -> o);
    terms.add("purpose = ?", purpose, p -> p);
    terms.add("reference = ?", reference, r -> r);
    terms.add("unit = ?", unit, u -> u);
    terms.add("outcome = ?", outcome, Enum::name);
    terms.add("seq < ?", before, b -> b);
    if (action != null && !action.isEmpty()) {
      terms.add(
          "action = any(?)", action, all -> all.stream().map(Enum::name).toArray(String[]::new));
    }
    terms.addRegion(region);
    terms.addRegion(ownRegion);
    return terms.where();
  }

  private static final class Terms {
    private final List<String> sql = new ArrayList<>(List.of("true"));
    private final List<Object> parameters = new ArrayList<>();

    <T> void add(String term, @Nullable T value, Function<T, Object> parameter) {
      if (value != null && !value.equals("")) {
        sql.add(term);
        parameters.add(parameter.apply(value));
      }
    }

    void addRegion(@Nullable String path) {
      if (path != null && !path.isEmpty()) {
        sql.add(
            "(actor_region = ? or starts_with(actor_region, ?) or object_region = ? or"
                + " starts_with(object_region, ?))");
        parameters.addAll(List.of(path, path + ".", path, path + "."));
      }
    }

    Where where() {
      return new Where(String.join(" and ", sql), List.copyOf(parameters));
    }
  }
}
