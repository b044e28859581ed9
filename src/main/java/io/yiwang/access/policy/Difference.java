package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import java.util.List;

/**
 * What another policy would change for the holders of a duty in one situation.
 *
 * @param before whether rows are given now
 * @param after whether they would be
 * @param fields those that would be shown otherwise
 */
record Difference(
    Duty duty,
    String dataClass,
    Action action,
    Scope where,
    boolean purpose,
    Picture.Rows before,
    Picture.Rows after,
    List<FieldChange> fields) {
  Difference {
    fields = List.copyOf(fields);
  }

  /** What happens to a field. */
  enum Effect {
    /** It would be seen, in the clear or masked, where it is not seen now. */
    GAINED,
    LOST,
    /** It is masked now and would be plain. */
    UNMASKED,
    /** It is plain now and would be masked. */
    MASKED,
    MASKED_OTHERWISE,
    /** It would be hidden even from those to whom another duty shows it. */
    FORBIDDEN,
    NOT_FORBIDDEN;

    static Effect of(String before, String after) {
      int was = openness(before);
      int is = openness(after);
      if (was == is) {
        return MASKED_OTHERWISE;
      }
      if (is <= 1 && was <= 1) {
        return is < was ? FORBIDDEN : NOT_FORBIDDEN;
      }
      if (was <= 1) {
        return GAINED;
      }
      if (is <= 1) {
        return LOST;
      }
      return is > was ? UNMASKED : MASKED;
    }

    private static int openness(String shown) {
      return switch (shown) {
        case Picture.DENIED -> 0;
        case "NONE" -> 1;
        case "PLAIN" -> 3;
        default -> 2;
      };
    }
  }

  /** How a field is shown and would be. */
  record FieldChange(String field, String before, String after, Effect effect) {
    FieldChange(String field, String before, String after) {
      this(field, before, after, Effect.of(before, after));
    }
  }
}
