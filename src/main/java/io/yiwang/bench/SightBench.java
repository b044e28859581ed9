package io.yiwang.bench;

import io.yiwang.demo.street.CameraPlan;
import io.yiwang.demo.street.Sky;
import io.yiwang.demo.street.StreetPainter;
import io.yiwang.demo.street.StreetScene;
import io.yiwang.demo.street.StreetView;
import io.yiwang.demo.street.Thing;
import io.yiwang.kernel.GeoPoint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * From the picture that proves a matter to its dispatch, and from the moment a camera may look
 * again to the closed case, through a running demonstration over HTTP.
 */
final class SightBench {
  private static final long SEED = 77;
  private static final double BETWEEN = 10;
  private static final int WIDTH = 640;
  private static final int ROWS = 360;
  private static final int EMPTY = 12;
  private static final int SHOWN = 16;

  /**
   * One task in ten of the demonstration's workers is a long one; the bench does not wait for it.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final CityLine city;
  private final CaseFeed feed;
  private final List<Eye> eyes = new ArrayList<>();
  private final List<byte[]> pictures = new ArrayList<>();
  private final byte[][] clean;

  /** One camera of the bench. */
  static final class Eye {
    final String code;
    final GeoPoint place;
    Instant last = Instant.EPOCH;

    /** {@link System#nanoTime} when a picture set out, by the millisecond it was taken. */
    final Map<Long, Long> sent = new HashMap<>();

    Eye(String code, GeoPoint place) {
      this.code = code;
      this.place = place;
    }
  }

  private SightBench(CityLine city, CaseFeed feed) throws IOException {
    this.city = city;
    this.feed = feed;
    var scene = new StreetScene(SEED, Sky.day(SEED, 10), 0.4);
    var view = new StreetView(scene, new GeoPoint(0, 0), 0);
    double dropped = EMPTY * BETWEEN;
    scene.drop(new Thing(Thing.Kind.BAG, view.across(0.5), 10, dropped, 1e9, 3));
    var painter = new StreetPainter(scene, WIDTH, ROWS);
    for (int i = 0; i < EMPTY + SHOWN; i++) {
      pictures.add(jpeg(painter.paint(i * BETWEEN).image()));
    }
    this.clean = new byte[][] {pictures.get(2), pictures.get(5), pictures.get(8)};
  }

  /**
   * Options: {@code --cameras N} (100), {@code --closed N} of them are followed to the end (12).
   */
  static void run(String[] options) throws Exception {
    int cameras = Bench.option(options, "--cameras", 100);
    int closed = Bench.option(options, "--closed", 12);
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    Instance.Launch launch =
        Instance.Launch.script("--yiwang.demo.people-scale=0", "--yiwang.demo.ground-scale=0");
    try (Instance instance = Instance.start(launch, data)) {
      var city =
          new CityLine(instance.address(), SignIn.as(instance.address(), "steward", "yiwang"));
      Sites sites;
      try (Wire wire = new Wire(instance.address(), instance.apiKey())) {
        sites = Sites.of(wire);
      }
      try (var feed =
          new CaseFeed(instance.address(), SignIn.as(instance.address(), "city", "yiwang"))) {
        var bench = new SightBench(city, feed);
        bench.setUp(sites, cameras);
        bench.sights();
        bench.closings(closed);
      }
    }
  }

  private void setUp(Sites sites, int cameras) throws IOException, InterruptedException {
    for (int i = 0; i < cameras; i++) {
      Sites.Site site = sites.site(i);
      var place = new GeoPoint(site.lat(), site.lng());
      var eye = new Eye("bench-%03d".formatted(i), place);
      var view = new StreetView(new StreetScene(SEED, Sky.day(SEED, 10), 0), place, 30);
      Map<String, Object> plan =
          CameraPlan.of(
              eye.code, "测试机位 " + i, view, StreetView.Focus.PAVEMENT, Map.of("dropped-things", 1));
      plan.put("silentAfterSeconds", 3600);
      city.post("/api/v1/cameras", plan);
      eyes.add(eye);
    }
  }

  /** Plays each camera the same minutes, until it has reported what it saw. */
  private void sights() throws Exception {
    for (Eye eye : eyes) {
      Instant first = Instant.now().minusMillis((long) (pictures.size() * BETWEEN * 1000));
      for (int i = 0; i < pictures.size() && feed.near(eye.place) == null; i++) {
        show(eye, pictures.get(i), first.plusMillis((long) (i * BETWEEN * 1000)));
      }
    }
    awaitDispatches();
    double[] millis =
        eyes.stream().mapToDouble(this::millisToDispatch).filter(ms -> ms >= 0).sorted().toArray();
    Bench.figure("vision.sight_to_dispatched_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
    Bench.figure("vision.sight_to_dispatched_p99_ms", OpenLoop.percentile(millis, 0.99), "ms");
    Bench.figure("vision.sights_not_dispatched", eyes.size() - millis.length, "cases");
  }

  private void awaitDispatches() throws InterruptedException {
    long give = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < give && eyes.stream().anyMatch(e -> millisToDispatch(e) < 0)) {
      feed.awaitNews(Duration.ofMillis(200));
    }
  }

  /**
   * From sending the picture that made the camera report it; -1 when nothing was dispatched. The
   * case says when that picture was taken.
   */
  private double millisToDispatch(Eye eye) {
    CaseFeed.Matter matter = feed.near(eye.place);
    Long sent = matter == null ? null : eye.sent.get(matter.reportedAt().toEpochMilli());
    return matter == null || sent == null || matter.dispatchedAt() == 0
        ? -1
        : (matter.dispatchedAt() - sent) / 1e6;
  }

  /**
   * The demonstration's workers mend what was seen; from then on the cameras see a clean street.
   * How late is the closed case after the class's quiet interval?
   */
  private void closings(int wanted) throws Exception {
    List<Eye> followed = eyes.stream().filter(this::isWorkedOn).limit(wanted).toList();
    long give = System.nanoTime() + PATIENCE.toNanos();
    int round = 0;
    while (System.nanoTime() < give && followed.stream().anyMatch(e -> !ended(e))) {
      for (Eye eye : followed) {
        CaseFeed.Matter matter = feed.near(eye.place);
        if (matter != null && matter.mended() && !ended(eye)) {
          show(eye, clean[round % clean.length], Instant.now());
        }
      }
      round++;
      feed.awaitNews(Duration.ofSeconds(1));
    }
    double worst = 0;
    int closed = 0;
    for (Eye eye : followed) {
      CaseFeed.Matter matter = feed.near(eye.place);
      if (matter != null && matter.closedAt() != null && matter.lookAt() != null) {
        closed++;
        worst =
            Math.max(worst, Duration.between(matter.lookAt(), matter.closedAt()).toMillis() / 1e3);
      }
    }
    Bench.figure("vision.closed_by_the_eye", closed, "cases of " + followed.size());
    Bench.figure("vision.closed_after_quiet_max_s", worst, "s");
  }

  /** Sent to somebody who has not mended it: its camera has still to look again. */
  private boolean isWorkedOn(Eye eye) {
    CaseFeed.Matter matter = feed.near(eye.place);
    return matter != null && matter.dispatchedAt() != 0 && !matter.mended();
  }

  private boolean ended(Eye eye) {
    CaseFeed.Matter matter = feed.near(eye.place);
    return matter != null && matter.closedAt() != null;
  }

  private void show(Eye eye, byte[] jpeg, Instant at) throws IOException, InterruptedException {
    Instant later = at.isAfter(eye.last) ? at : eye.last.plusMillis(1);
    eye.last = later;
    eye.sent.put(later.toEpochMilli(), System.nanoTime());
    city.send(
        "POST",
        "/api/v1/cameras/" + eye.code + "/frames?wait=true&at=" + later,
        "image/jpeg",
        jpeg);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
