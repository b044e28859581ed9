package io.yiwang.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by name and prints a figure a line: name, value, unit. */
public final class Bench {
  private Bench() {}

  /** One benchmark: measures and prints. */
  interface Benchmark {
    void run(String[] options) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    Map<String, Benchmark> known =
        new TreeMap<>(
            Map.of(
                "loop",
                LoopBench::run,
                "crash",
                CrashBench::run,
                "access",
                AccessBench::run,
                "registry",
                RegistryBench::run,
                "rules",
                RulesBench::run,
                "map",
                MapBench::run,
                "vision",
                VisionBench::run,
                "sight",
                SightBench::run,
                "sensors",
                SensorBench::run));
    Benchmark benchmark = args.length == 0 ? null : known.get(args[0]);
    if (benchmark == null) {
      System.err.println("bench NAME must be one of " + known.keySet() + ".");
      System.exit(2);
      return;
    }
    benchmark.run(Arrays.copyOfRange(args, 1, args.length));
    System.exit(0);
  }

  /** Prints one figure. */
  static void figure(String name, double value, String unit) {
    String text = value >= 100 ? Long.toString(Math.round(value)) : "%.2f".formatted(value);
    System.out.println(name + " " + text + " " + unit);
  }

  /** What was said for an option, such as {@code --seconds}. */
  static String option(String[] options, String name, String otherwise) {
    int at = Arrays.asList(options).indexOf(name);
    return at < 0 ? otherwise : options[at + 1];
  }

  static int option(String[] options, String name, int otherwise) {
    return Integer.parseInt(option(options, name, Integer.toString(otherwise)));
  }

  /** Says on the side what is going on. */
  static void note(String text) {
    System.err.println("· " + text);
  }
}
