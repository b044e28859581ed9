package io.yiwang.demo;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Sets the city up before the platform is open, and lets it live as soon as the platform answers.
 */
class Curtain implements SmartLifecycle {
  private final DemoSettings settings;
  private final DemoCity city;
  private final Function<String, Living> lives;
  private @Nullable Living life;
  private boolean running;
  private boolean fresh;

  Curtain(DemoSettings settings, DemoCity city, Function<String, Living> lives) {
    this.settings = settings;
    this.city = city;
    this.lives = lives;
  }

  /** Before the web server, which starts in the last phase but a few. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    fresh = city.setUp();
    running = true;
  }

  @EventListener
  synchronized void open(WebServerInitializedEvent opened) {
    if (settings.life() && life == null) {
      Living begun = lives.apply("http://127.0.0.1:" + opened.getWebServer().getPort());
      life = begun;
      begun.begin(fresh);
    }
  }

  /** Everybody goes home before the platform itself begins to stop. */
  @EventListener
  synchronized void fall(ContextClosedEvent closed) {
    if (life != null) {
      life.close();
      life = null;
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}
