package io.yiwang.access;

import java.util.Set;

/**
 * The piece of work that a purpose is tied to, as far as whoever asks may see it.
 *
 * @param name such as {@code case:123}
 * @param objects what it is known to be about, as {@code kind:id}, itself included
 * @param regionPath where it is
 */
public record Reference(String name, Set<String> objects, String regionPath) {
  public Reference {
    objects = Set.copyOf(objects);
  }

  public String kind() {
    return name.substring(0, name.indexOf(':'));
  }
}
