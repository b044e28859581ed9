package io.yiwang.access;

import java.util.Optional;

/** Port: where the subjects of personal data are. Implemented by whoever keeps them. */
public interface SubjectRegions {

  /**
   * The region path of a subject, e.g. of {@code person:17} or {@code household:5}; empty when
   * nobody keeps it.
   */
  Optional<String> find(String subject);
}
