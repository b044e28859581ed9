package io.yiwang.demo.street;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong before one camera, one thing after another: something is dropped, bicycles are
 * left about or water gathers, and it stays until a worker who was sent there says it is mended.
 * Safe for several threads.
 */
final class StreetPlot {
  /** What a street's troubles are. */
  enum Trouble {
    LITTER,
    BICYCLES,
    WATER
  }

  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** A case so near is about it, metres. */
  private static final double NEAR = 25;

  /** When nobody came for so long, the street sweeper passes, seconds. */
  private static final double FORGOTTEN = 3600;

  /** The worker has overlooked something once in so many times. */
  private static final int OVERLOOKED = 9;

  private static final Set<String> MENDED =
      Set.of("HANDLE_FINISH", "PENDING_CHECK", "CHECKING", "PENDING_CLOSE", "CLOSED");

  private final StreetView view;
  private final StreetView.Focus focus;
  private final SplittableRandom random;
  private final double pause;
  private double next;
  private @Nullable Open open;

  /** The trouble there is now. */
  private record Open(Trouble trouble, double x, double y, double since, int visits) {}

  /**
   * @param first seconds (of the epoch) at which the first thing goes wrong
   * @param pause seconds of quiet between two
   */
  StreetPlot(
      StreetView view,
      StreetView.Focus focus,
      double first,
      double pause,
      SplittableRandom random) {
    this.view = view;
    this.focus = focus;
    this.next = first;
    this.pause = pause;
    this.random = random;
  }

  /** Lets happen what is due at this second. */
  synchronized void tick(double now) {
    Open there = open;
    if (there != null && now > there.since() + FORGOTTEN) {
      tidy(now);
    } else if (there == null && now >= next && canBeSeen(now)) {
      begin(now);
    }
  }

  /** Water on a road at night is beyond these cameras. */
  private boolean canBeSeen(double now) {
    return focus == StreetView.Focus.PAVEMENT || view.scene().sky.at(now).daylight() > 0.8;
  }

  private void begin(double now) {
    Layout layout = view.scene().layout;
    Trouble trouble = trouble();
    double y = 8.5 + random.nextDouble() * 5;
    double x = layout.wall() + 2 + random.nextDouble() * (layout.kerb() - layout.wall() - 4);
    switch (trouble) {
      case LITTER -> {
        Thing.Kind[] kinds = Thing.Kind.values();
        Thing.Kind kind = kinds[random.nextInt(kinds.length)];
        view.scene().drop(new Thing(kind, x, y, now, NEVER, random.nextLong()));
        passBy(now, x, y);
      }
      case BICYCLES -> {
        y += 3;
        for (int i = 0; i < 3; i++) {
          double turn = 0.5 + random.nextDouble() * 0.8;
          view.scene()
              .leave(new ParkedBike(x + i * 0.7, y + i * 0.4, turn, now, NEVER, random.nextLong()));
        }
      }
      case WATER -> {
        x = layout.kerb() + 1.5 + random.nextDouble();
        y += 3;
        view.scene().flood(new Puddle(x, y, 1.3 + random.nextDouble(), now, 240, NEVER));
      }
    }
    open = new Open(trouble, x, y, now, 0);
  }

  private Trouble trouble() {
    if (focus == StreetView.Focus.ROADWAY) {
      return Trouble.WATER;
    }
    return random.nextInt(10) < 6 ? Trouble.LITTER : Trouble.BICYCLES;
  }

  /** Whoever dropped it walks on. */
  private void passBy(double now, double x, double y) {
    view.scene()
        .enter(
            new Walk(
                Person.of(random),
                List.of(
                    new Walk.Step(now - 12, x - 0.4, y + 14),
                    new Walk.Step(now, x - 0.3, y),
                    new Walk.Step(now + 9, x - 0.2, 2))));
  }

  /**
   * Hears of a case as it moves. The drawn worker does at once what the worker of the case says to
   * have done.
   */
  synchronized void hear(JsonNode c, double now) {
    Open there = open;
    if (there == null || !MENDED.contains(c.path("state").asString())) {
      return;
    }
    var place = view.place(there.x(), there.y());
    var at = new GeoPoint(c.path("lat").asDouble(), c.path("lng").asDouble());
    double reported = Instant.parse(c.path("reportedAt").asString()).toEpochMilli() / 1e3;
    if (place.distanceMetres(at) > NEAR || reported < there.since()) {
      return;
    }
    boolean again = c.path("rework").asInt() > 0;
    if (!again && there.visits() == 0 && random.nextInt(OVERLOOKED) == 0) {
      open = new Open(there.trouble(), there.x(), there.y(), there.since(), 1);
    } else if (again || there.visits() == 0) {
      work(now, there.x(), there.y());
      tidy(now);
    }
  }

  private void work(double now, double x, double y) {
    view.scene()
        .enter(
            new Walk(
                Person.worker(random),
                List.of(
                    new Walk.Step(now - 1, x + 0.6, y + 0.2),
                    new Walk.Step(now + 4, x + 0.6, y + 0.2),
                    new Walk.Step(now + 30, x + 1, y + 34))));
  }

  private void tidy(double now) {
    view.scene().tidy(now);
    open = null;
    next = now + pause * (0.7 + 0.6 * random.nextDouble());
  }
}
