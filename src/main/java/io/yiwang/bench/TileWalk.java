package io.yiwang.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Wanders over the map as people do: looks around, goes closer, steps back, now and then somewhere
 * else; in the middle of the city more often than at its fringe.
 */
final class TileWalk {
  private static final int BATCH_STEPS = 12;

  private final SplittableRandom random;
  private final List<double[]> places;
  private final int lowest;
  private final int highest;
  private int z;
  private int x;
  private int y;
  private int steps;

  /** A tile by its address. */
  record Address(int z, int x, int y) {
    double west() {
      return (double) x / (1 << z) * 360 - 180;
    }

    double north() {
      double n = Math.PI - 2 * Math.PI * y / (1 << z);
      return Math.toDegrees(Math.atan(Math.sinh(n)));
    }
  }

  /**
   * @param places lng, lat, radius in degrees, of where people look, the likelier the earlier
   */
  TileWalk(long seed, List<double[]> places, int lowest, int highest) {
    this.random = new SplittableRandom(seed);
    this.places = places;
    this.lowest = lowest;
    this.highest = highest;
    jump();
  }

  static Address at(int z, double lng, double lat) {
    int n = 1 << z;
    double sin = Math.sin(Math.toRadians(lat));
    int x = (int) ((lng + 180) / 360 * n);
    int y = (int) ((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * n);
    return new Address(z, x, y);
  }

  /** Somewhere people look at: lng, lat. */
  double[] place() {
    double skewed = random.nextDouble() * random.nextDouble();
    double[] p = places.get((int) (skewed * places.size()));
    double away = Math.sqrt(random.nextDouble()) * p[2];
    double turn = random.nextDouble() * 2 * Math.PI;
    return new double[] {p[0] + away * Math.cos(turn), p[1] + 0.85 * away * Math.sin(turn)};
  }

  private void jump() {
    double[] p = place();
    Address there = at(lowest + random.nextInt(highest - lowest + 1), p[0], p[1]);
    z = there.z;
    x = there.x;
    y = there.y;
    steps = 0;
  }

  Address next() {
    int dice = random.nextInt(100);
    if (steps++ > BATCH_STEPS && dice < 20) {
      jump();
    } else if (dice < 60) {
      x += random.nextInt(3) - 1;
      y += random.nextInt(3) - 1;
    } else if (dice < 80 && z < highest) {
      z++;
      x = 2 * x + random.nextInt(2);
      y = 2 * y + random.nextInt(2);
    } else if (z > lowest) {
      z--;
      x /= 2;
      y /= 2;
    }
    return new Address(z, x, y);
  }
}
