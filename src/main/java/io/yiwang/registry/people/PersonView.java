package io.yiwang.registry.people;

import io.yiwang.kernel.Sex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the policy shows them to whoever asks: fields masked or left out, no date of birth.
 *
 * @param groups codes of special groups
 * @param doorId where they live now
 */
public record PersonView(
    long id,
    @Nullable String name,
    Sex sex,
    @Nullable Integer age,
    @Nullable String number,
    @Nullable String phone,
    List<String> groups,
    Relation relation,
    @Nullable Long doorId,
    @Nullable Long householdId,
    String regionPath) {
  public PersonView {
    groups = List.copyOf(groups);
  }
}
