package io.yiwang.demo.street;

import java.util.ArrayList;
import java.util.List;

/** One street with what lies, stands and happens in it. Safe for several threads. */
public final class StreetScene {
  private static final int BAY_BIKES = 6;

  final Layout layout;
  final Lens lens;
  final Sky sky;
  final Traffic traffic;
  private final List<Thing> things = new ArrayList<>();
  private final List<Puddle> puddles = new ArrayList<>();
  private final List<ParkedBike> bikes = new ArrayList<>();
  private final List<Walk> walks = new ArrayList<>();

  /**
   * @param seed the same seed makes the same street
   * @param busy 1 is an ordinary street, 0 an empty one
   */
  public StreetScene(long seed, Sky sky, double busy) {
    this.layout = Layout.of(seed);
    this.sky = sky;
    this.traffic = new Traffic(layout, seed, busy);
    var r = Dice.of(seed, 9, 0);
    this.lens =
        new Lens(
            layout.wall() + 3.4 + r.nextDouble() * 1.4,
            4.6 + r.nextDouble() * 0.8,
            Math.toRadians(18.5 + r.nextDouble() * 2.5),
            Math.toRadians(4 + r.nextDouble() * 7),
            Math.toRadians(62),
            960,
            540);
    Layout.Bay bay = layout.bays().getFirst();
    for (int i = 0; i < BAY_BIKES; i++) {
      double y = bay.y0() + 0.5 + i * (bay.y1() - bay.y0() - 1) / BAY_BIKES;
      if (r.nextInt(6) > 0) {
        double middle = (bay.x0() + bay.x1()) / 2;
        bikes.add(
            new ParkedBike(
                middle,
                y,
                0.05 * r.nextDouble(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                r.nextLong()));
      }
    }
  }

  public synchronized void drop(Thing thing) {
    things.add(thing);
  }

  public synchronized void flood(Puddle puddle) {
    puddles.add(puddle);
  }

  public synchronized void leave(ParkedBike bike) {
    bikes.add(bike);
  }

  synchronized void enter(Walk walk) {
    walks.add(walk);
  }

  synchronized List<Thing> things(double t) {
    return things.stream().filter(x -> x.there(t)).toList();
  }

  synchronized List<Puddle> puddles(double t) {
    return puddles.stream().filter(p -> p.radiusAt(t) > 0).toList();
  }

  synchronized List<ParkedBike> bikes(double t) {
    return bikes.stream().filter(b -> b.there(t)).toList();
  }

  synchronized List<Walk> walks(double t) {
    walks.removeIf(w -> w.steps().getLast().t() < t - 600);
    return List.copyOf(walks);
  }

  /** Whether a bicycle here stands in a marked place. */
  boolean inBay(double x, double y) {
    return layout.bays().stream().anyMatch(b -> b.holds(x, y));
  }

  /** Everything that lies about and does not belong is taken away at this time. */
  synchronized void tidy(double t) {
    things.replaceAll(x -> x.gone(t));
    puddles.replaceAll(p -> p.gone(t));
    bikes.replaceAll(b -> inBay(b.x(), b.y()) ? b : b.gone(t));
  }
}
