package io.yiwang.demo.life;

import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A city that lives: everybody reports, walks, mends and checks until it is closed. */
public final class CityLife {
  private static final Logger log = LoggerFactory.getLogger(CityLife.class);
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final List<String> STAGES =
      List.of("REPORT", "FILE", "DISPATCH", "HANDLE", "FEEDBACK");
  private static final int HISTORY = 150;
  private static final String WATCHER = "sim-o-310000-centre-1";

  private final Play play;
  private final Web web;
  private final JsonMapper json;
  private final Stage stage = new Stage();
  private final Walkers walkers;
  private final Reporters reporters;
  private final Actors actors;
  private final SplittableRandom random;
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  public CityLife(Play play, JsonMapper json) {
    this.play = play;
    this.json = json;
    this.random = new SplittableRandom(play.seed() ^ System.nanoTime());
    this.web = new Web(play.address(), json);
    this.walkers = new Walkers(random.split());
    this.reporters = new Reporters(play, web, stage, random.split());
    this.actors = new Actors(play, web, stage, walkers, random.split());
  }

  /** Somebody else in the city who hears of each case as it moves. */
  public void listen(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  /** Lets everybody begin; with a past if there has been none yet. */
  public void begin(boolean withHistory) {
    thread("demo-watch", this::watch);
    thread("demo-sweep", this::sweep);
    thread("demo-walk", this::walk);
    thread("demo-report", () -> report(withHistory));
  }

  public void close() {
    open = false;
    stage.close();
    threads.forEach(Thread::interrupt);
  }

  private void thread(String name, Stage.Act loop) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  while (open) {
                    try {
                      loop.run();
                    } catch (InterruptedException e) {
                      return;
                    } catch (IOException | RuntimeException e) {
                      log.debug("{}: {}", name, e.toString());
                    }
                    pause(STEP);
                  }
                }));
  }

  /** Hears of every case as it moves. */
  private void watch() throws IOException, InterruptedException {
    actors.learn(web.anybody().get("/api/v1/catalogue/classes"));
    try (Stream<String> lines = actors.session(WATCHER).stream("/api/v1/live", "")) {
      var wanted = new boolean[1];
      lines.takeWhile(line -> open).forEach(line -> hear(line, wanted));
    }
  }

  private void hear(String line, boolean[] wanted) {
    if (line.startsWith("event:")) {
      wanted[0] = line.substring(6).strip().equals("case");
    } else if (line.startsWith("data:") && wanted[0]) {
      JsonNode subject = json.readTree(line.substring(5)).path("case");
      if (subject.isObject()) {
        actors.see(subject);
        listeners.forEach(listener -> listener.accept(subject));
      }
    }
  }

  /** Finds what was not heard of: after a start, or when an act failed. */
  private void sweep() throws IOException, InterruptedException {
    while (open) {
      Web.Caller watcher = actors.session(WATCHER);
      walkers.learn(watcher.get("/api/v1/workers"));
      for (String name : STAGES) {
        JsonNode page = watcher.get("/api/v1/cases?stage=" + name + "&size=200&sort=-reportedAt");
        page.path("items").forEach(actors::see);
      }
      pause(SWEEP);
    }
  }

  private void walk() throws IOException, InterruptedException {
    Web.Caller gateway = web.withKey(play.keys().getOrDefault("positions", ""));
    while (open) {
      walkers.tell(gateway, STEP.toMillis() / 1000.0);
      pause(STEP);
    }
  }

  private void report(boolean withHistory) throws IOException, InterruptedException {
    if (withHistory) {
      reporters.history(HISTORY, now());
    }
    while (open) {
      reporters.newMatter(now());
      double mean = reporters.pauseSeconds(now());
      double wait = Math.min(-Math.log(1 - random.nextDouble()) * mean, 5 * mean);
      pause(Duration.ofMillis((long) (wait * 1000)));
    }
  }

  private ZonedDateTime now() {
    return ZonedDateTime.now(play.zone());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
