package io.yiwang.citymap.tiles;

import io.yiwang.citymap.City;
import io.yiwang.citymap.components.ComponentChanged;
import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds the pyramid: once a day if anything has changed, soon after a load or a large import, and
 * when an administrator asks. One build at a time; a request during a build makes another follow.
 */
@Component
class PyramidJob implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(PyramidJob.class);

  /** A set of so many changes makes a new pyramid worth its while. */
  private static final int LARGE_SET = 5_000;

  private static final Duration DAILY = Duration.ofHours(24);

  private final DataSource database;
  private final ComponentNews news;
  private final TouchedTiles touched;
  private final Pyramid pyramid;
  private final PyramidSource source;
  private final LayerRules rules;
  private final City city;
  private final JsonMapper json;
  private final Clock clock;
  private final ExecutorService builder =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pyramid").daemon().factory());

  private @Nullable PyramidBuild running;
  private boolean wanted;
  private @Nullable String error;

  PyramidJob(
      DataSource database,
      ComponentNews news,
      TouchedTiles touched,
      Pyramid pyramid,
      PyramidSource source,
      LayerRules rules,
      City city,
      JsonMapper json,
      Clock clock) {
    this.database = database;
    this.news = news;
    this.touched = touched;
    this.pyramid = pyramid;
    this.source = source;
    this.rules = rules;
    this.city = city;
    this.json = json;
    this.clock = clock;
    news.listen(this::changed);
  }

  private void changed(List<ComponentChanged> changes) {
    if (changes.isEmpty() || changes.size() >= LARGE_SET) {
      request();
    }
  }

  /** Asks for a build; if one is running another follows. */
  synchronized void request() {
    if (!wanted) {
      wanted = true;
      builder.execute(SystemDuty.of(this::build));
    }
  }

  /** Builds what is missing or a day old and no longer true. */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT20S")
  void look() {
    ComponentNews.Version version = news.version();
    Pyramid.Served served = pyramid.served();
    boolean due =
        served == null
            ? version.seq() > 0 || version.load() > 0
            : served.facts().load() != version.load()
                || !served.facts().isOf(version)
                    && served.facts().builtAt().plus(DAILY).isBefore(clock.instant());
    if (due) {
      request();
    }
  }

  private void build() {
    PyramidBuild build = new PyramidBuild(source, rules, city);
    synchronized (this) {
      wanted = false;
      running = build;
      error = null;
    }
    try {
      long before = touched.now();
      build.run(clock.instant(), database, news.version(), pyramid, json);
      pyramid.serve(before);
      touched.forget(before);
      log.info("The pyramid was built: {}", pyramid.served());
    } catch (IOException | SQLException | RuntimeException | OutOfMemoryError e) {
      log.error("The pyramid could not be built; the old one stays.", e);
      synchronized (this) {
        error = String.valueOf(e.getMessage());
      }
    } finally {
      synchronized (this) {
        running = null;
      }
    }
  }

  /** What a build is doing. */
  enum State {
    IDLE,
    READING,
    DRAWING,
    FAILED
  }

  /**
   * The pyramid that is served and the build that is under way.
   *
   * @param done of the rows while reading, of the zooms while drawing
   * @param error why the last build failed
   */
  record Status(
      State state,
      long done,
      long of,
      @Nullable Instant builtAt,
      @Nullable Double seconds,
      long points,
      long shapes,
      long tiles,
      long bytes,
      long largestTileBytes,
      @Nullable String error) {}

  synchronized Status status() {
    PyramidBuild build = running;
    Pyramid.Served served = pyramid.served();
    State state =
        build != null
            ? build.drawing() ? State.DRAWING : State.READING
            : wanted ? State.READING : error != null ? State.FAILED : State.IDLE;
    long done = build == null ? 0 : build.drawing() ? build.zoomsDrawn() : build.rowsRead();
    long of =
        build == null
            ? 0
            : build.drawing() ? PyramidBuild.zooms() : Math.max(build.rowsExpected(), done);
    return served == null
        ? new Status(state, done, of, null, null, 0, 0, 0, 0, 0, error)
        : new Status(
            state,
            done,
            of,
            served.facts().builtAt(),
            served.facts().seconds(),
            served.facts().points(),
            served.facts().shapes(),
            served.file().header().entries(),
            served.file().header().tiles().length(),
            served.file().largest(),
            error);
  }

  @Override
  public void destroy() {
    builder.shutdownNow();
  }
}
