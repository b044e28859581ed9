package io.yiwang.house;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same over and over as the platform, in a thread of its own: a round that fails is told
 * and the next one tries again, until it is stopped.
 */
public final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Runnable round;
  private volatile boolean running;
  private Thread thread = new Thread();

  /**
   * @param name of the thread
   * @param pause between two rounds
   */
  public Rounds(String name, Duration pause, Runnable round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
  }

  public void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).start(SystemDuty.of(this::run));
  }

  private void run() {
    while (running) {
      try {
        round.run();
      } catch (RuntimeException e) {
        log.warn("{}: tried again in {}", name, pause, e);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Interrupts the round and waits for its end. */
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isRunning() {
    return running;
  }
}
