package io.yiwang.vision;

import java.util.List;

/** One ability at one camera; it may remember earlier pictures. Not for several threads. */
public interface Detector extends AutoCloseable {
  List<Detection> detect(Frame frame);

  @Override
  void close();
}
