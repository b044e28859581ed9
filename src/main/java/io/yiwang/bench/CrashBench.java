package io.yiwang.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Kills the platform again and again under load and counts what was lost or doubled: promises R1
 * and R7.
 */
final class CrashBench {
  private CrashBench() {}

  /**
   * Options: {@code --rounds N} kills (5), {@code --acks N} acknowledged rows before each kill
   * (50,000).
   */
  static void run(String[] options) throws Exception {
    int rounds = Bench.option(options, "--rounds", 5);
    int acks = Bench.option(options, "--acks", 50_000);
    Path data = Files.createTempDirectory("yiwang-crash");
    Bench.note("data folder " + data);
    CrashRounds.Verdict verdict =
        CrashRounds.run(Instance.Launch.script("--empty"), data, rounds, acks);
    Bench.figure("crash.rounds", rounds, "kills");
    Bench.figure("crash.acknowledged", verdict.acknowledged(), "rows");
    Bench.figure("crash.lost", verdict.lost(), "rows");
    Bench.figure("crash.incidents", verdict.incidents(), "incidents");
    Bench.figure("crash.incidents_without_case", verdict.incidentsWithoutCase(), "incidents");
    Bench.figure("crash.cases_doubled", verdict.casesDoubled(), "cases");
    double[] seconds = verdict.secondsToFirstWrite();
    Arrays.sort(seconds);
    int p95 = Math.max(0, (int) Math.ceil(0.95 * seconds.length) - 1);
    Bench.figure("crash.kill_to_first_write_p95", seconds[p95], "s");
  }
}
