package io.yiwang.demo.street;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who passes by: walkers, bicycles and cars, all a function of the time. Time is cut into slots; in
 * each at most one of a stream sets out.
 *
 * @param busy 1 is an ordinary street: a walker every 12, a bicycle every 25, a car every 15 s
 */
record Traffic(Layout layout, long seed, double busy) {
  private static final double REACH = 55;
  private static final Color[] CARS = {
    new Color(206, 208, 210), new Color(52, 54, 60), new Color(150, 154, 158),
    new Color(132, 40, 44), new Color(44, 66, 112), new Color(228, 226, 220)
  };
  static final Color[] BIKES = {
    new Color(240, 196, 40),
    new Color(52, 140, 208),
    new Color(72, 178, 120),
    new Color(60, 60, 64),
    new Color(196, 70, 60)
  };

  /** A bicycle on its way, {@code ahead} 1 away from the camera. */
  record Ride(double x, double y, int ahead, double gone, Person person, Color colour) {}

  /** A car on its way. */
  record Drive(double x, double y, int ahead, Color colour, String plate) {}

  private interface Start<T> {
    void add(double since, double begin, SplittableRandom r, List<T> to);
  }

  private <T> List<T> stream(int number, double t, double slot, double chance, Start<T> start) {
    List<T> all = new ArrayList<>();
    long last = (long) Math.floor(t / slot);
    for (long k = last - (long) Math.ceil(150 / slot); k <= last; k++) {
      SplittableRandom r = Dice.of(seed, number, k);
      if (r.nextDouble() < chance * busy) {
        double begin = (k + r.nextDouble()) * slot;
        if (begin <= t) {
          start.add(t - begin, begin, r, all);
        }
      }
    }
    return all;
  }

  List<Walk> walkers(double t) {
    return stream(11, t, 6, 0.5, (since, begin, r, to) -> to.add(walk(begin, r)));
  }

  private Walk walk(double begin, SplittableRandom r) {
    Person person = Person.of(r);
    double speed = 1.0 + r.nextDouble() * 0.5;
    boolean away = r.nextBoolean();
    boolean over = r.nextInt(3) == 0;
    double wide = layout.kerb() - 1.6 - layout.wall();
    double x =
        over
            ? layout.farKerb() + 0.8 + r.nextDouble() * 2
            : layout.wall() + 0.6 + r.nextDouble() * wide;
    double from = away ? 1 : REACH;
    double to = away ? REACH : 1;
    List<Walk.Step> steps = new ArrayList<>();
    steps.add(new Walk.Step(begin, x, from));
    double time = begin;
    double at = from;
    for (int i = 0; i < 3; i++) {
      double next = i == 2 ? to : from + (to - from) * (0.3 + 0.3 * i + 0.1 * r.nextDouble());
      double sideways = over ? 0 : (r.nextDouble() - 0.5) * 0.8;
      time += Math.abs(next - at) / speed;
      x = Math.clamp(x + sideways, layout.wall() + 0.4, layout.farWall() - 0.4);
      steps.add(new Walk.Step(time, x, next));
      if (i < 2 && r.nextInt(9) == 0) { // stops to look at something
        time += 5 + r.nextDouble() * 30;
        steps.add(new Walk.Step(time, x, next));
      }
      at = next;
    }
    return new Walk(person, steps);
  }

  List<Ride> rides(double t) {
    return stream(
        12,
        t,
        10,
        0.4,
        (since, begin, r, to) -> {
          double speed = 3.4 + r.nextDouble() * 1.8;
          int ahead = r.nextInt(4) == 0 ? 1 : -1; // keeps right: nearer ones come towards us
          double x = ahead < 0 ? layout.kerb() + 0.9 : layout.farKerb() - 0.9;
          double gone = since * speed;
          double y = ahead > 0 ? gone : 75 - gone;
          if (y > 0.5 && y < 75) {
            Color colour = BIKES[r.nextInt(BIKES.length)];
            to.add(new Ride(x + r.nextDouble() * 0.3, y, ahead, gone, Person.of(r), colour));
          }
        });
  }

  List<Drive> drives(double t) {
    return stream(
        13,
        t,
        6,
        0.4,
        (since, begin, r, to) -> {
          int ahead = r.nextBoolean() ? 1 : -1;
          double lane = (layout.farKerb() - layout.kerb()) / 4;
          double x = ahead < 0 ? layout.kerb() + lane + 0.55 : layout.farKerb() - lane - 0.55;
          double gone = since * 9; // all the same, or they would drive through one another
          double y = ahead > 0 ? gone - 4 : 95 - gone;
          if (y > -4 && y < 95) {
            Color colour = CARS[r.nextInt(CARS.length)];
            to.add(new Drive(x, y, ahead, colour, plate(r)));
          }
        });
  }

  /** Made up; the letters after the province are never handed out together. */
  private static String plate(SplittableRandom r) {
    return "A" + (char) ('A' + r.nextInt(8)) + "·" + (1000 + r.nextInt(9000));
  }
}
