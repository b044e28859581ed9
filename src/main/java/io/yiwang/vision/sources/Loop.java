package io.yiwang.vision.sources;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source with a thread of its own that is tried again after every fault, later and later up to a
 * minute. Virtual, as it mostly waits.
 */
abstract class Loop implements FrameSource {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private final String camera;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable String fault;
  private volatile boolean brought;

  Loop(String camera) {
    this.camera = camera;
    this.thread = Thread.ofVirtual().name("camera-" + camera).unstarted(this::run);
  }

  /** For subclasses, when they are whole. */
  void begin() {
    thread.start();
  }

  /** Brings pictures until the source ends, by itself or by a fault; begun again afterwards. */
  abstract void bring() throws IOException, InterruptedException;

  /** Told with each picture: all is well. */
  void well() {
    fault = null;
    brought = true;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public @Nullable String fault() {
    return fault;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      brought = false;
      try {
        bring();
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        tell(e);
      }
      pause = brought ? FIRST_PAUSE : pause.plus(pause);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      if (!rest(pause)) {
        return;
      }
    }
  }

  private void tell(Exception e) {
    String said = e instanceof RefusedAddressException r ? "The address " + r.reason() : reason(e);
    if (!said.equals(fault) && !closed) {
      log.info("Camera {} brings no pictures: {}", camera, said);
    }
    fault = said;
  }

  /** Without the address, which may hold a password. */
  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.contains("://") ? e.getClass().getSimpleName() : message;
  }

  /** False when it was closed meanwhile. */
  boolean rest(Duration time) {
    try {
      Thread.sleep(time);
      return !closed;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
