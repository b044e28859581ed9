package io.yiwang.incidents;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationPacket;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Rows a second through the codec and through the correlator's core, one thread; run by hand,
 * prints one figure a line.
 */
final class CorrelatorBench {
  private static final int PACKET = 60;
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  private CorrelatorBench() {}

  public static void main(String[] args) {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 3_000_000;
    codec(rows / 10);
    codec(rows / 3);
    for (int late : new int[] {0, 5}) {
      core(rows / 4, late);
      core(rows, late);
    }
  }

  private static void codec(int rows) {
    Random random = new Random(1);
    List<Observation> batch = new ArrayList<>();
    for (int i = 0; i < PACKET; i++) {
      batch.add(observation(i, random, rows / 250, 0));
    }
    long start = System.nanoTime();
    byte[] bytes = {};
    for (int i = 0; i < rows / PACKET; i++) {
      bytes = ObservationPacket.encode(batch);
    }
    print("packet.encode", rows, start);
    start = System.nanoTime();
    long sum = 0;
    Sight s = new Sight();
    for (int i = 0; i < rows / PACKET; i++) {
      ObservationPacket packet = ObservationPacket.of(bytes);
      for (int j = 0; j < packet.size(); j++) {
        s.take(packet, j, packet.classCode(j).length(), i);
        sum += s.at;
      }
    }
    print("packet.read_for_correlation", rows, start);
    start = System.nanoTime();
    for (int i = 0; i < rows / PACKET; i++) {
      ObservationPacket packet = ObservationPacket.of(bytes);
      for (int j = 0; j < packet.size(); j++) {
        sum += packet.observation(j).description() == null ? 0 : 1;
      }
    }
    print("packet.decode_whole", rows, start);
    System.out.println(
        "packet.bytes_per_row " + bytes.length / PACKET + " B" + (sum == 1 ? "!" : ""));
  }

  private static void core(int rows, int latePercent) {
    Random random = new Random(2);
    IncidentIndex index =
        new IncidentIndex(
            code -> new ClassRule(code, code, 50, 86_400_000, Weight.CERTAIN, Set.of()));
    long used = used();
    Sight s = new Sight();
    long journal = 0;
    long spent = 0;
    for (int i = 0; i < rows; i += PACKET) {
      List<Observation> batch = new ArrayList<>();
      for (int j = 0; j < PACKET; j++) {
        batch.add(observation(i + j, random, rows / 250, latePercent));
      }
      byte[] bytes = ObservationPacket.encode(batch);
      long start = System.nanoTime();
      ObservationPacket packet = ObservationPacket.of(bytes);
      JournalEntry entry = new JournalEntry();
      for (int j = 0; j < PACKET; j++) {
        s.take(packet, j, index.rules.number(packet.classCode(j)), i);
        if (index.add(s)) {
          entry.add(s, "06010");
        }
      }
      while (index.agenda.nextUrgent() >= 0 || index.agenda.nextRepaired() >= 0) {
        // said at once
      }
      journal += entry.bytes(i).length;
      spent += System.nanoTime() - start;
    }
    while (index.agenda.nextGrown() >= 0) {
      // said later
    }
    System.out.printf(
        "core.rows_per_second(late %d%%) %d rows/s (%d rows, %d incidents)%n",
        latePercent, rows * 1_000_000_000L / spent, rows, index.incidents.size());
    System.out.printf("core.heap_per_row %d B%n", (used() - used) / index.rows.size());
    System.out.printf("core.journal_per_row %d B%n", journal / rows);
  }

  private static Observation observation(int i, Random random, int places, int latePercent) {
    int place = random.nextInt(Math.max(1, places));
    long late = random.nextInt(100) < latePercent ? random.nextInt(600_000) : 0;
    Instant at = START.plusMillis(i / 50 - late);
    double lat = 30.9 + (place / 200) * 0.002 + random.nextInt(100) * 1e-6;
    double lng = 121.2 + (place % 200) * 0.002 + random.nextInt(100) * 1e-6;
    String source = "camera-" + random.nextInt(2_000);
    return new Observation(
        ObservationId.of(source, Integer.toString(i)),
        source,
        Integer.toString(i),
        Channel.CAMERA,
        Sighting.OBSERVED,
        "0" + (6010 + place % 8),
        GeoPoint.ofE7((int) Math.round(lat * 1e7), (int) Math.round(lng * 1e7)),
        "310105002003001",
        at,
        at.plusMillis(300),
        0.7,
        null,
        null,
        null,
        "暴露垃圾一处",
        null,
        List.of(),
        Map.of());
  }

  private static void print(String name, long rows, long start) {
    System.out.println(
        name + " " + rows * 1_000_000_000L / (System.nanoTime() - start) + " rows/s");
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
