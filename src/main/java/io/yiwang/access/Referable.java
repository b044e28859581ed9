package io.yiwang.access;

import java.util.Optional;

/** A kind of work that purposes are tied to, such as cases. A module brings in its own. */
public interface Referable {
  /** As in {@code case:123}. */
  String kind();

  /** Empty when there is none, or none that whoever asks may see. */
  Optional<Reference> find(long id);
}
