package io.yiwang.citymap;

import com.sun.management.OperatingSystemMXBean;
import io.yiwang.kernel.GeoPoint;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

/**
 * Prints how much processor time finding a point's region takes in a city of 41,000 regions; run by
 * hand.
 */
final class RegionBench {
  private RegionBench() {}

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  public static void main(String[] args) {
    List<RegionDraft> drafts = Towns.nested(3);
    long start = cpuNanos();
    Regions regions = Regions.of(Towns.city(), drafts);
    System.out.printf("regions.index_cpu_seconds %.2f s%n", (cpuNanos() - start) / 1e9);
    System.out.printf("regions.count %d regions%n", drafts.size());
    System.out.printf("regions.cells %d cells%n", regions.index().cells());
    Random random = new Random(1);
    GeoPoint[] points = new GeoPoint[100_000];
    for (int i = 0; i < points.length; i++) {
      points[i] = new GeoPoint(random.nextDouble(31, 32), random.nextDouble(121, 122));
    }
    int depth = 0;
    for (int round = 0; round < 20; round++) {
      start = cpuNanos();
      for (GeoPoint point : points) {
        depth += regions.locate(point).orElseThrow().level().ordinal();
      }
      if (round >= 17) {
        System.out.printf(
            "regions.locate_microseconds %.2f us%n", (cpuNanos() - start) / 1e3 / points.length);
      }
    }
    System.out.println("depth " + depth);
  }
}
