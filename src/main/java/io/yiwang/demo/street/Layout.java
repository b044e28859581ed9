package io.yiwang.demo.street;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What stands in a street for good: across it lie houses, pavement, road, pavement, houses.
 *
 * @param seed the same seed makes the same street
 * @param wall where the houses of this side stand, metres across
 * @param kerb where this side's pavement ends
 * @param farKerb where the other pavement begins
 * @param farWall where the houses over there stand
 */
record Layout(
    long seed,
    double wall,
    double kerb,
    double farKerb,
    double farWall,
    List<House> houses,
    List<Spot> trees,
    List<Spot> lamps,
    List<Bay> bays) {

  static final double KERB_HEIGHT = 0.14;
  static final double LENGTH = 95;
  private static final double LAMP_HEIGHT = 6.5;

  Layout {
    houses = List.copyOf(houses);
    trees = List.copyOf(trees);
    lamps = List.copyOf(lamps);
    bays = List.copyOf(bays);
  }

  /** A house front along the street, seen from the road. */
  record House(boolean near, double from, double to, double height, long seed) {}

  /** A marked place for bicycles on the pavement. */
  record Bay(double x0, double x1, double y0, double y1) {
    boolean holds(double x, double y) {
      return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    }
  }

  static Layout of(long seed) {
    SplittableRandom r = Dice.of(seed, 1, 0);
    double wall = -5.2 - r.nextDouble();
    double kerb = 1.6 + r.nextDouble() * 0.5;
    double farKerb = kerb + 8.5 + r.nextDouble();
    double farWall = farKerb + 3.6;
    List<Spot> trees = new ArrayList<>();
    List<Spot> lamps = new ArrayList<>();
    double first = 13 + r.nextDouble() * 2;
    for (double y = first; y < LENGTH; y += 8.5) {
      trees.add(Spot.ground(kerb - 0.6, y));
      trees.add(Spot.ground(farKerb + 0.7, y - 4));
    }
    for (double y = first - 4.6; y < LENGTH; y += 17) {
      lamps.add(new Spot(kerb - 0.4, y, LAMP_HEIGHT));
      lamps.add(new Spot(farKerb + 0.4, y + 8, LAMP_HEIGHT));
    }
    return new Layout(
        seed,
        wall,
        kerb,
        farKerb,
        farWall,
        houses(r),
        trees,
        lamps,
        List.of(new Bay(kerb - 2, kerb - 0.15, first + 1.6, first + 7)));
  }

  private static List<House> houses(SplittableRandom r) {
    List<House> houses = new ArrayList<>();
    for (boolean near : new boolean[] {true, false}) {
      for (double y = -6; y < LENGTH; ) {
        double to = y + 8 + r.nextInt(9);
        houses.add(new House(near, y, to, 8 + r.nextInt(4) * 3, r.nextLong()));
        y = to;
      }
    }
    return houses;
  }

  /** Height of the ground: the pavement lies above the road. */
  double ground(double across) {
    return across > kerb && across < farKerb ? -KERB_HEIGHT : 0;
  }
}
