package io.yiwang.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Pictures;
import io.yiwang.vision.Veil;
import io.yiwang.vision.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What seeing costs: the whole way from a camera's JPEG to boxes, against ONNX Runtime alone in a
 * loop on the same cores, in turns within one run. {@code --model FILE} takes another YOLOX model
 * of 416×416 and 80 labels than the one made here, {@code --picture FILE} another picture, {@code
 * --seconds N} the length of a turn, {@code --frames N} how many pictures are to leave the memory
 * flat.
 */
final class VisionBench {
  private static final int SIDE = 416;
  private static final int TURNS = 9;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int EVERY_SECONDS = 10;
  private static final double MIB = 1 << 20;

  private VisionBench() {}

  static void run(String[] options) throws Exception {
    Map<String, String> given = options(options);
    byte[] model =
        given.containsKey("--model")
            ? Files.readAllBytes(Path.of(given.get("--model")))
            : MadeModels.nano();
    byte[] jpeg =
        given.containsKey("--picture")
            ? Files.readAllBytes(Path.of(given.get("--picture")))
            : drawn();
    int seconds = Integer.parseInt(given.getOrDefault("--seconds", "3"));
    int frames = Integer.parseInt(given.getOrDefault("--frames", "100000"));
    Path folder = Files.createTempDirectory("vision-bench");
    manifest(folder, model);
    try (Abilities abilities = Abilities.in(folder)) {
      if (!abilities.problems().isEmpty()) {
        throw new IllegalArgumentException(abilities.problems().getFirst());
      }
      speed(abilities, model, jpeg, seconds);
      veil(abilities, jpeg);
      memory(abilities, jpeg, frames);
    }
  }

  private static Map<String, String> options(String[] options) {
    Map<String, String> given = new java.util.HashMap<>();
    for (int i = 0; i + 1 < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return given;
  }

  private static void manifest(Path folder, byte[] model) throws Exception {
    Path inside = Files.createDirectories(folder.resolve("nano"));
    Files.write(inside.resolve("nano.onnx"), model);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      labels.add("label-" + i);
    }
    Files.writeString(
        inside.resolve("manifest.yaml"),
        """
        id: nano
        version: "1"
        title: { zh: 测速, en: Measured }
        kind: onnx
        licence: Apache-2.0
        model:
          file: nano.onnx
          sha256: %s
          licence: Apache-2.0
          input: { width: 416, height: 416, colours: bgr, fit: corner }
          output: { layout: yolox, least: 0.3 }
          labels: %s
        """
            .formatted(sha256, labels));
  }

  /** A street of 1,280 × 720 with the roughness of a photo. */
  private static byte[] drawn() {
    var random = new SplittableRandom(3);
    byte[] pixels = new byte[3 * 1280 * 720];
    for (int y = 0; y < 720; y++) {
      for (int x = 0; x < 1280; x++) {
        int ground = y < 240 ? 150 : 96 + y / 12;
        int patch = (x / 90 * 31 + y / 70 * 17) % 60;
        int value = Math.clamp((long) ground + patch + random.nextInt(-9, 10), 0, 255);
        Arrays.fill(pixels, 3 * (y * 1280 + x), 3 * (y * 1280 + x) + 3, (byte) value);
      }
    }
    return Pictures.jpeg(new Frame("bench", Instant.EPOCH, 1280, 720, pixels));
  }

  private static void speed(Abilities abilities, byte[] model, byte[] jpeg, int seconds)
      throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (var alone = new Bare(model, CORES, 1);
        var together = new Bare(model, 1, CORES)) {
      turn(together.callers(), 1);
      turn(alone.callers(), 1);
      turn(pipelines(abilities, jpeg), 2);
      for (int turn = 0; turn < TURNS; turn++) {
        double one = turn(together.callers(), seconds);
        double each = turn(alone.callers(), seconds);
        double pipeline = turn(pipelines(abilities, jpeg), seconds);
        Bench.note(
            "bare %.1f/s by one caller on all cores, %.1f/s by a caller a core; pipeline %.1f/s"
                .formatted(one, each, pipeline));
        bare.add(Math.max(one, each));
        whole.add(pipeline);
        ratios.add(pipeline / Math.max(one, each));
      }
    }
    Bench.figure("vision.bare_fps", middle(bare), "1/s");
    Bench.figure("vision.pipeline_fps", middle(whole), "1/s");
    Bench.figure("vision.fps_over_bare_ratio", middle(ratios), "ratio");
    Bench.figure(
        "vision.cameras_per_core_at_10s", middle(whole) / CORES * EVERY_SECONDS, "cameras");
  }

  private static double middle(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  /** ONNX Runtime and nothing else: a session, inputs that are there already, outputs kept. */
  private static final class Bare implements AutoCloseable {
    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int callers;

    Bare(byte[] model, int callers, int threads) throws OrtException {
      this.callers = callers;
      try (var options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        session = runtime.createSession(model, options);
      }
    }

    List<Callable<Object>> callers() throws OrtException {
      List<Callable<Object>> all = new ArrayList<>();
      String name = session.getInputNames().iterator().next();
      for (int i = 0; i < callers; i++) {
        OnnxTensor input = tensor(1, 3, SIDE, SIDE);
        String output = session.getOutputNames().iterator().next();
        OnnxTensor answer = tensor(1, 3549, 85);
        all.add(
            () -> {
              session.run(Map.of(name, input), Map.of(output, answer)).close();
              return answer;
            });
      }
      return all;
    }

    private OnnxTensor tensor(long... shape) throws OrtException {
      int bytes = (int) (4 * Arrays.stream(shape).reduce(1, Math::multiplyExact));
      var buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
      return OnnxTensor.createTensor(runtime, buffer, shape);
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }

  private static List<Callable<Object>> pipelines(Abilities abilities, byte[] jpeg) {
    List<Callable<Object>> all = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      Detector detector =
          abilities.newest("nano").orElseThrow().open(new View(1280, 720, List.of()));
      all.add(() -> detector.detect(Pictures.read(jpeg).of("bench", Instant.EPOCH)));
    }
    return all;
  }

  /** How often a second all callers together do what they do. */
  private static double turn(List<Callable<Object>> callers, int seconds) throws Exception {
    var done = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    each(
        callers,
        caller -> {
          while (System.nanoTime() < end) {
            caller.call();
            done.incrementAndGet();
          }
        });
    return done.get() / ((System.nanoTime() - begin) / 1e9);
  }

  /** What every caller does on a thread of its own. */
  private interface Work {
    void with(Callable<Object> caller) throws Exception;
  }

  private static void each(List<Callable<Object>> callers, Work work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
      List<Future<Object>> all = new ArrayList<>();
      for (Callable<Object> caller : callers) {
        all.add(
            threads.submit(
                () -> {
                  work.with(caller);
                  return caller;
                }));
      }
      for (Future<Object> one : all) {
        one.get();
      }
    }
  }

  /** What it costs to make a picture fit to be stored or shown, on one thread. */
  private static void veil(Abilities abilities, byte[] jpeg) {
    Veil veil = Veil.with(abilities);
    Frame frame = Pictures.read(jpeg).of("bench", Instant.EPOCH);
    var view = new View(frame.width(), frame.height(), List.of());
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long begin = System.nanoTime();
      Pictures.jpeg(veil.veil(frame, view));
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    Bench.figure("vision.veiled_picture_ms", middle(millis), "ms");
  }

  /** What is held after collecting garbage, in the heap and by the whole process. */
  private record Memory(double heap, double process) {
    static Memory settled() throws IOException {
      System.gc();
      Runtime java = Runtime.getRuntime();
      return new Memory((java.totalMemory() - java.freeMemory()) / MIB, Resident.mib("self"));
    }
  }

  /** The model and everything without one look at every picture. */
  private static void memory(Abilities abilities, byte[] jpeg, int frames) throws Exception {
    List<Callable<Object>> pipelines = watching(abilities, jpeg);
    frames(pipelines, Math.min(3000, frames / 4));
    Memory before = Memory.settled();
    for (int part = 1; part <= 4; part++) {
      frames(pipelines, frames / 4);
      Memory now = Memory.settled();
      Bench.note(
          "%,d pictures, heap %.1f MiB, process %.1f MiB"
              .formatted(part * (frames / 4), now.heap, now.process));
    }
    Memory after = Memory.settled();
    Bench.figure("vision.memory_pictures", frames, "pictures");
    Bench.figure("vision.rss_mib", after.process, "MiB");
    Bench.figure("vision.memory_growth_mib", after.process - before.process, "MiB");
    Bench.figure("vision.heap_growth_mib", after.heap - before.heap, "MiB");
  }

  private static List<Callable<Object>> watching(Abilities abilities, byte[] jpeg) {
    List<Callable<Object>> all = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      List<Detector> detectors = new ArrayList<>();
      var view = new View(1280, 720, List.of());
      for (Ability ability : abilities.list()) {
        detectors.add(ability.open(view));
      }
      var at = new AtomicLong();
      all.add(() -> look(detectors, jpeg, at.addAndGet(EVERY_SECONDS)));
    }
    return all;
  }

  private static Object look(List<Detector> detectors, byte[] jpeg, long second) {
    Frame frame = Pictures.read(jpeg).of("bench", Instant.ofEpochSecond(second));
    detectors.forEach(detector -> detector.detect(frame));
    return frame;
  }

  private static void frames(List<Callable<Object>> pipelines, int count) throws Exception {
    var left = new AtomicLong(count);
    each(
        pipelines,
        caller -> {
          while (left.getAndDecrement() > 0) {
            caller.call();
          }
        });
  }
}
