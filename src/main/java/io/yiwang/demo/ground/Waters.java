package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where there is water: everything nearer to a river's middle than half its width. */
final class Waters {
  private static final double BUCKET = 500;

  /** How far from a bank {@link #shore} still knows of the river. */
  static final double REACH = 120;

  private final Map<Long, double[][]> buckets = new HashMap<>();

  Waters(List<Line> lines) {
    Map<Long, List<double[]>> building = new HashMap<>();
    for (Line line : lines) {
      if (line.kind() == Line.Kind.RIVER) {
        for (int i = 0; i + 1 < line.size(); i++) {
          spread(
              building,
              new double[] {line.x(i), line.y(i), line.x(i + 1), line.y(i + 1), line.width() / 2});
        }
      }
    }
    building.forEach((key, some) -> buckets.put(key, some.toArray(new double[0][])));
  }

  private static void spread(Map<Long, List<double[]>> building, double[] s) {
    double reach = s[4] + REACH;
    int west = bucket(Math.min(s[0], s[2]) - reach);
    int east = bucket(Math.max(s[0], s[2]) + reach);
    int south = bucket(Math.min(s[1], s[3]) - reach);
    int north = bucket(Math.max(s[1], s[3]) + reach);
    for (int i = west; i <= east; i++) {
      for (int j = south; j <= north; j++) {
        double near = distance(s, (i + 0.5) * BUCKET, (j + 0.5) * BUCKET);
        if (near < reach + BUCKET * 0.75) {
          building.computeIfAbsent(key(i, j), k -> new ArrayList<>()).add(s);
        }
      }
    }
  }

  private static int bucket(double metres) {
    return (int) Math.floor(metres / BUCKET);
  }

  private static long key(int i, int j) {
    return Geo.key(i, j);
  }

  /** Metres to the nearest bank, negative in the water, {@link #REACH} where none is near. */
  double shore(double x, double y) {
    double[][] near = buckets.get(key(bucket(x), bucket(y)));
    double least = REACH;
    if (near != null) {
      for (double[] s : near) {
        least = Math.min(least, distance(s, x, y) - s[4]);
      }
    }
    return least;
  }

  boolean wet(double x, double y) {
    return shore(x, y) < 1;
  }

  private static double distance(double[] s, double x, double y) {
    return Geo.distance(x, y, s[0], s[1], s[2], s[3]);
  }
}
