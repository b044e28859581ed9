package io.yiwang.vision.patrol;

import io.yiwang.demo.life.Jpeg;
import io.yiwang.demo.street.CameraPlan;
import io.yiwang.demo.street.Sky;
import io.yiwang.demo.street.StreetPainter;
import io.yiwang.demo.street.StreetScene;
import io.yiwang.demo.street.StreetView;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import io.yiwang.vision.cameras.Ground;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.review.Band;
import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.tracks.Scene;
import io.yiwang.vision.tracks.Track;
import io.yiwang.vision.tracks.TrackEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drawn street before the eyes of the patrol: pictures as the demonstration's cameras send them,
 * JPEG files every ten seconds, looked at by the built-in abilities with their own manifests,
 * zones, ground and evidence. What the patrol would file, or ask people about, is noted with its
 * time.
 */
final class WatchedStreet implements AutoCloseable {
  private static final int WIDTH = 640;
  private static final int ROWS = 360;
  private static final float QUALITY = 0.82f;
  private static final int SECONDS = 10;
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

  /**
   * Something that was proven.
   *
   * @param asked seconds after which people were asked about it; negative when they never were
   * @param filed seconds after which it was filed; negative when it never was
   */
  record Found(String ability, String track, Box box, double asked, double filed) {}

  final StreetScene scene;
  final StreetView drawn;
  private final Ground ground;
  private final StreetPainter painter;
  private final Abilities abilities = Abilities.in(Path.of("no-models"));
  private final List<Eye> eyes = new ArrayList<>();
  private final Scene judge = new Scene();
  private final Map<String, Found> found = new LinkedHashMap<>();
  private double now;

  WatchedStreet(long seed, Sky sky, double busy) {
    scene = new StreetScene(seed, sky, busy);
    painter = new StreetPainter(scene, WIDTH, ROWS);
    drawn = new StreetView(scene, new GeoPoint(31.22, 121.43), 20);
    List<GroundPoint> points =
        drawn.ground().stream()
            .map(m -> new GroundPoint(m.px(), m.py(), m.place().lng(), m.place().lat()))
            .toList();
    ground = Ground.of(points);
    for (StreetView.Focus focus : StreetView.Focus.values()) {
      open(focus);
    }
  }

  /** One camera for the pavement, one for the road, as the demonstration hangs them. */
  private void open(StreetView.Focus focus) {
    List<Zone> zones =
        drawn.zones(focus).stream()
            .map(z -> new Zone(ZoneKind.valueOf(z.kind()), z.name(), z.corners()))
            .toList();
    var view = new View(WIDTH, ROWS, zones);
    GroundScale scale = ground.scale(view);
    CameraPlan.usual(focus)
        .forEach(
            (id, seconds) ->
                eyes.add(
                    new Eye(
                        abilities.newest(id).orElseThrow(),
                        Duration.ofSeconds(seconds),
                        view,
                        scale)));
  }

  /** Lets so many seconds pass. */
  WatchedStreet watch(double seconds) {
    for (double end = now + seconds; now < end; now += SECONDS) {
      look();
    }
    return this;
  }

  double now() {
    return now;
  }

  /** What was proven so far. */
  Collection<Found> found() {
    return found.values();
  }

  /** What stands at this place, metres across and along the street, of one ability. */
  Optional<Found> at(String ability, double x, double y, double within) {
    double[] part = ground.seen(drawn.place(x, y)).orElseThrow();
    return found.values().stream()
        .filter(f -> f.ability().equals(ability))
        .filter(
            f ->
                Math.hypot(f.box().centreX() - part[0] * WIDTH, f.box().bottom() - part[1] * ROWS)
                    < within)
        .findFirst();
  }

  private void look() {
    byte[] file = Jpeg.of(painter.paint(now).image(), QUALITY);
    Frame frame = Shot.file(BEGIN.plusMillis(Math.round(now * 1000)), file).frame("street");
    Scene.Verdict verdict = judge.look(frame);
    for (Eye eye : eyes) {
      if (eye.isDue(frame.at()) && eye.sees(frame)) {
        var seen = eye.detect(frame);
        if (verdict == Scene.Verdict.STEADY) {
          note(eye, eye.step(frame.at(), seen));
        }
      }
    }
  }

  private void note(Eye eye, List<TrackEvent> events) {
    for (TrackEvent event : events) {
      if (event.kind() == TrackEvent.Kind.PROVEN) {
        Track track = event.track();
        found.put(track.id(), new Found(eye.manifest().id(), track.id(), track.box(), -1, -1));
      }
    }
    for (Track track : eye.tracks()) {
      Found known = found.get(track.id());
      if (known != null && known.filed() < 0) {
        Band band = eye.band(track).orElseThrow();
        double asked = known.asked() < 0 && band == Band.BETWEEN ? now : known.asked();
        double filed = band == Band.FIRED ? now : -1;
        found.put(track.id(), new Found(known.ability(), known.track(), track.box(), asked, filed));
      }
    }
  }

  @Override
  public void close() {
    eyes.forEach(Eye::close);
    abilities.close();
  }
}
