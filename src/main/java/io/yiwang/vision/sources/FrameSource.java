package io.yiwang.vision.sources;

import org.jspecify.annotations.Nullable;

/**
 * Something that brings pictures of one camera until it is closed; it never waits for its taker.
 */
public interface FrameSource extends AutoCloseable {

  /** Why no pictures come at the moment, in words for people; null when they do. */
  @Nullable String fault();

  @Override
  void close();
}
