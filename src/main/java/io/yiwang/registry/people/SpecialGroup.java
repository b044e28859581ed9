package io.yiwang.registry.people;

import org.jspecify.annotations.Nullable;

/**
 * A kind of people the neighbourhood looks after or counts on.
 *
 * @param bit its place in {@code person.groups}; null when it follows from the age
 * @param minAge in years, inclusive
 * @param maxAge in years, inclusive
 */
public record SpecialGroup(
    String code,
    String nameZh,
    String nameEn,
    @Nullable Integer bit,
    @Nullable Integer minAge,
    @Nullable Integer maxAge) {

  boolean includes(int noted, @Nullable Integer age) {
    if (bit != null) {
      return (noted >> bit & 1) == 1;
    }
    return age != null && (minAge == null || age >= minAge) && (maxAge == null || age <= maxAge);
  }
}
