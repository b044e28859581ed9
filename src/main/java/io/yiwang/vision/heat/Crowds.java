package io.yiwang.vision.heat;

import com.google.common.geometry.S2CellId;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Ground;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts people on the grid. Each picture puts those it shows into the cells they stand in; a
 * minute of a camera is the mean of its pictures. Nothing is kept of a picture but the counts.
 */
@Component
public class Crowds {
  /** Cells of about 35 m. */
  static final int LEVEL = 18;

  private final HeatStore store;
  private final CrowdMatters matters;
  private final Map<Long, Minute> minutes = new HashMap<>();

  Crowds(HeatStore store, CrowdMatters matters) {
    this.store = store;
    this.matters = matters;
  }

  /** The pictures of one camera within a minute. */
  static final class Minute {
    final Camera camera;
    final Instant begins;
    private final Map<Long, Double> sums = new HashMap<>();
    private int pictures;

    Minute(Camera camera, Instant begins) {
      this.camera = camera;
      this.begins = begins;
    }

    void add(Map<Long, Double> people) {
      pictures++;
      people.forEach((cell, count) -> sums.merge(cell, count, Double::sum));
    }

    /** Mean number of people, by cell. */
    Map<Long, Double> means() {
      Map<Long, Double> means = new HashMap<>();
      sums.forEach((cell, sum) -> means.put(cell, sum / pictures));
      return means;
    }
  }

  /** Counts what an ability that counts people has seen. */
  public void count(
      Camera camera,
      Frame frame,
      Optional<Ground> ground,
      Manifest manifest,
      List<Detection> detections) {
    boolean counts =
        manifest.counts() != null
            || detections.stream().anyMatch(d -> d.label().equals(Detection.PEOPLE));
    if (!counts) {
      return;
    }
    Map<Long, Double> people = people(camera, frame, ground, manifest, detections);
    Instant begins = frame.at().truncatedTo(ChronoUnit.MINUTES);
    Minute over = null;
    synchronized (minutes) {
      Minute now = minutes.get(camera.id());
      if (now == null || now.begins.isBefore(begins)) {
        over = now;
        now = new Minute(camera, begins);
        minutes.put(camera.id(), now);
      }
      if (now.begins.equals(begins)) {
        now.add(people);
      }
    }
    if (over != null) {
      keep(over);
    }
  }

  /**
   * Those who are boxed one by one where they stand; without boxes all in the middle of the view.
   */
  private static Map<Long, Double> people(
      Camera camera,
      Frame frame,
      Optional<Ground> ground,
      Manifest manifest,
      List<Detection> detections) {
    Map<Long, Double> people = new HashMap<>();
    for (Detection d : detections) {
      if (d.label().equals(manifest.counts())) {
        people.merge(cell(place(camera, frame, ground, d.box())), 1.0, Double::sum);
      }
    }
    if (people.isEmpty()) {
      for (Detection d : detections) {
        if (d.label().equals(Detection.PEOPLE)) {
          double count = d.measures().getOrDefault(Detection.COUNT, 0.0);
          Box whole = new Box(0, 0, frame.width(), frame.height() * 0.75);
          people.merge(cell(place(camera, frame, ground, whole)), count, Double::sum);
        }
      }
    }
    people.values().removeIf(count -> count <= 0);
    return people;
  }

  private static GeoPoint place(Camera camera, Frame frame, Optional<Ground> ground, Box box) {
    return ground
        .flatMap(
            g -> g.place(box.centreX() / frame.width(), Math.min(1, box.bottom() / frame.height())))
        .filter(p -> p.distanceMetres(camera.point()) < 300)
        .orElse(camera.point());
  }

  static long cell(GeoPoint point) {
    return new S2CellId(point.s2Leaf()).parent(LEVEL).id();
  }

  /** Keeps the minutes that are over by our clock, also those of cameras that bring no more. */
  public void flush(Instant now) {
    List<Minute> over = new ArrayList<>();
    synchronized (minutes) {
      Iterator<Minute> all = minutes.values().iterator();
      while (all.hasNext()) {
        Minute minute = all.next();
        if (!minute.begins.plus(1, ChronoUnit.MINUTES).isAfter(now)) {
          over.add(minute);
          all.remove();
        }
      }
    }
    over.forEach(this::keep);
  }

  private void keep(Minute minute) {
    Map<Long, Double> means = minute.means();
    store.keep(minute.camera, minute.begins, means);
    matters.minute(minute.camera, minute.begins, means);
  }
}
