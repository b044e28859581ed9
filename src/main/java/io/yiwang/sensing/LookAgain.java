package io.yiwang.sensing;

/**
 * Port: a source that can look again at what it reported; its word comes later through {@link
 * LookAnswers}.
 */
public interface LookAgain {

  /** Whether it answers for this source, e.g. {@code camera-0042}. */
  boolean knows(String source);

  /** Asks; asked twice with the same id it looks once. */
  void look(LookRequest request);
}
