package io.yiwang.demo.street;

import io.yiwang.demo.life.Jpeg;
import io.yiwang.demo.life.Web;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The cameras of the demonstration: somebody sets them up, and from then on each sends a picture of
 * its street every ten seconds, over HTTP like any camera.
 */
public final class StreetLife {
  private static final Logger log = LoggerFactory.getLogger(StreetLife.class);
  private static final int WIDTH = 640;
  private static final int ROWS = 360;
  private static final float QUALITY = 0.82f;
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final double FIRST_SECONDS = 240;
  private static final double PAUSE_SECONDS = 420;
  private static final double RAIN_SLOT = 1800;

  private final Web web;
  private final String password;
  private final Clock clock;
  private final Web.Caller cameras;
  private final List<Watched> watched = new ArrayList<>();
  private final Thread thread;
  private volatile boolean open = true;

  /** One camera with its street. */
  private record Watched(
      StreetSite site, StreetView view, StreetPainter painter, StreetPlot plot) {}

  /**
   * @param key of an API key that may send pictures
   * @param password of the steward's account
   * @param clock in the city's zone
   */
  public StreetLife(
      Web web, String key, String password, List<StreetSite> sites, Clock clock, long seed) {
    this.web = web;
    this.password = password;
    this.cameras = web.withKey(key);
    this.clock = clock;
    double now = clock.millis() / 1000.0;
    Sky sky = sky(clock.getZone(), seed);
    for (int i = 0; i < sites.size(); i++) {
      StreetSite site = sites.get(i);
      var scene = new StreetScene(seed + i, sky, i == sites.size() - 1 ? 2.2 : 0.8);
      var view = new StreetView(scene, site.pole(), site.bearing());
      double first = now + FIRST_SECONDS + i * PAUSE_SECONDS / sites.size();
      watched.add(
          new Watched(
              site,
              view,
              new StreetPainter(scene, WIDTH, ROWS),
              new StreetPlot(
                  view, site.focus(), first, PAUSE_SECONDS, new SplittableRandom(seed + 31L * i))));
    }
    this.thread = Thread.ofPlatform().name("demo-cameras").daemon().unstarted(this::run);
  }

  /** The hour is the city's; it rains in some half hours. */
  private static Sky sky(ZoneId zone, long seed) {
    return new Sky(
        seed,
        t -> {
          ZonedDateTime there = Instant.ofEpochMilli((long) (t * 1000)).atZone(zone);
          return there.toLocalTime().toSecondOfDay() / 3600.0;
        },
        0.7,
        t -> {
          double wet = Dice.of(seed, 91, (long) (t / RAIN_SLOT)).nextDouble() < 0.2 ? 0.75 : 0;
          double part = t / RAIN_SLOT - Math.floor(t / RAIN_SLOT);
          return wet * Math.min(1, 8 * Math.min(part, 1 - part));
        },
        0.002);
  }

  public void begin() {
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  public void close() {
    open = false;
    thread.interrupt();
  }

  /** Hears of every case; what a worker mended is gone from the street. */
  public void hear(JsonNode c) {
    double now = clock.millis() / 1000.0;
    watched.forEach(w -> w.plot().hear(c, now));
  }

  private void run() {
    try {
      while (open && !setUp()) {
        Thread.sleep(BETWEEN);
      }
      Instant due = clock.instant();
      for (int i = 0; open; i = (i + 1) % watched.size()) {
        due = due.plus(BETWEEN.dividedBy(watched.size()));
        Instant now = clock.instant();
        if (now.isBefore(due)) {
          Thread.sleep(Duration.between(now, due));
        } else if (now.isAfter(due.plus(BETWEEN))) {
          due = now; // what was missed is not sent later
        }
        send(watched.get(i), due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean setUp() throws InterruptedException {
    try {
      Web.Caller steward = web.signedIn("steward", password);
      for (Watched w : watched) {
        if (!known(steward, w.site().code())) {
          steward.post("/api/v1/cameras", description(w));
        }
      }
      return true;
    } catch (IOException | RuntimeException e) {
      log.debug("The demonstration's cameras are not set up yet: {}", e.toString());
      return false;
    }
  }

  private static boolean known(Web.Caller steward, String code)
      throws IOException, InterruptedException {
    try {
      steward.get("/api/v1/cameras/" + code);
      return true;
    } catch (Web.Refused refused) {
      if (refused.status == 404) {
        return false;
      }
      throw refused;
    }
  }

  private static Map<String, Object> description(Watched w) {
    StreetSite site = w.site();
    Map<String, Object> camera =
        CameraPlan.of(
            site.code(), site.nameZh(), w.view(), site.focus(), CameraPlan.usual(site.focus()));
    camera.put("owner", site.owner());
    if (site.component() != null) {
      camera.put("componentId", site.component());
    }
    return camera;
  }

  /** At even times, however long painting and sending took. */
  private void send(Watched w, Instant at) throws InterruptedException {
    double now = at.toEpochMilli() / 1000.0;
    w.plot().tick(now);
    byte[] jpeg = Jpeg.of(w.painter().paint(now).image(), QUALITY);
    try {
      cameras.picture("/api/v1/cameras/" + w.site().code() + "/frames?at=" + at, jpeg);
    } catch (IOException e) {
      log.debug("Camera {} could not send its picture: {}", w.site().code(), e.toString());
    }
  }
}
