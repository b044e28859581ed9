package io.yiwang.cli;

import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Pictures;
import io.yiwang.vision.Veil;
import io.yiwang.vision.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code ./yiwang score}: how well an ability, or the veil, does on pictures somebody has labelled.
 */
public final class Score {
  private static final String USAGE =
      """
      ./yiwang score ABILITY FOLDER [--data DIR]
          precision and recall of each label on a folder of labelled pictures, in order of their names
          ABILITY   the id of an ability built in or in models/ of the data folder; id@version; or veil
          FOLDER    YOLO: images/NAME.jpg with labels/NAME.txt and classes.txt; COCO: pictures with one .json
          veil      says how many labelled faces, plates and the like can still be made out
      """;

  private static final double SAME = 0.5;

  /** Less than this part of the steps of brightness is left of what was made unreadable. */
  private static final double READABLE = 0.5;

  private Score() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    if (args.length != 2) {
      System.err.print(USAGE);
      return 2;
    }
    Path models = Path.of(System.getProperty("yiwang.data", "data")).resolve("models");
    try (Abilities abilities = Abilities.in(models)) {
      abilities.problems().forEach(System.err::println);
      Path folder = Path.of(args[1]);
      if (args[0].equals("veil")) {
        veil(abilities, LabelledFolder.read(folder, List.of("face", "plate")));
      } else {
        score(ability(abilities, args[0]), folder);
      }
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static Ability ability(Abilities abilities, String name) {
    String[] parts = name.split("@", 2);
    return (parts.length == 2 ? abilities.find(parts[0], parts[1]) : abilities.newest(parts[0]))
        .orElseThrow(
            () ->
                new ImportException(
                    "ABILITY (%s) must be one of %s."
                        .formatted(
                            name, abilities.list().stream().map(a -> a.manifest().id()).toList())));
  }

  /** What there was, what was seen, and what of it was right, at one confidence. */
  private static final class Count {
    private int truths;
    private int seen;
    private int right;

    String line(String label) {
      return "%-22s %7d %7d %7d %10s %7s"
          .formatted(label, truths, seen, right, part(right, seen), part(right, truths));
    }

    private static String part(int some, int all) {
      return all == 0 ? "–" : "%.3f".formatted((double) some / all);
    }
  }

  private static void score(Ability ability, Path folder) throws IOException {
    var model = ability.manifest().model();
    LabelledFolder labelled =
        LabelledFolder.read(folder, model == null ? List.of() : model.labels());
    Map<String, Count> counts = new TreeMap<>();
    int counted = 0;
    Detector detector = null;
    Frame before = null;
    for (LabelledFolder.Shot shot : labelled.shots()) {
      Frame frame = frame(shot, before, ability.manifest().everySeconds());
      if (detector == null || before == null || before.width() != frame.width()) {
        detector = ability.open(new View(frame.width(), frame.height(), List.of()));
      }
      before = frame;
      List<Detection> seen = detector.detect(frame);
      if (shot.truths() != null) {
        counted++;
        count(frame, shot.truths(), seen, counts);
      }
    }
    if (detector != null) {
      detector.close();
    }
    System.out.printf(
        "%s %s: %d of %d pictures are labelled%n",
        ability.manifest().id(), ability.manifest().version(), counted, labelled.shots().size());
    System.out.println("label                   truths    seen   right  precision  recall");
    counts.forEach((label, count) -> System.out.println(count.line(label)));
  }

  private static Frame frame(
      LabelledFolder.Shot shot, @org.jspecify.annotations.Nullable Frame before, int every)
      throws IOException {
    Instant at = before == null ? Instant.EPOCH : before.at().plusSeconds(every);
    return Pictures.read(Files.readAllBytes(shot.picture())).of("score", at);
  }

  private static void count(
      Frame frame,
      List<LabelledFolder.Truth> truths,
      List<Detection> seen,
      Map<String, Count> counts) {
    Set<LabelledFolder.Truth> open = new HashSet<>(truths);
    for (LabelledFolder.Truth truth : truths) {
      counts.computeIfAbsent(truth.label(), label -> new Count()).truths++;
    }
    List<Detection> surest = new ArrayList<>(seen);
    surest.removeIf(detection -> detection.label().equals(Detection.PEOPLE));
    surest.sort(Comparator.comparingDouble(Detection::confidence).reversed());
    for (Detection detection : surest) {
      Count count = counts.computeIfAbsent(detection.label(), label -> new Count());
      count.seen++;
      open.stream()
          .filter(truth -> truth.label().equals(detection.label()))
          .max(Comparator.comparingDouble(truth -> iou(frame, truth, detection)))
          .filter(truth -> iou(frame, truth, detection) >= SAME)
          .ifPresent(
              truth -> {
                open.remove(truth);
                count.right++;
              });
    }
  }

  private static double iou(Frame frame, LabelledFolder.Truth truth, Detection detection) {
    return truth.in(frame.width(), frame.height()).iou(detection.box());
  }

  private static void veil(Abilities abilities, LabelledFolder labelled) throws IOException {
    Veil veil = Veil.with(abilities);
    Map<String, Count> counts = new TreeMap<>();
    for (LabelledFolder.Shot shot : labelled.shots()) {
      if (shot.truths() == null) {
        continue;
      }
      Frame frame =
          Pictures.read(Files.readAllBytes(shot.picture()))
              .of(String.valueOf(shot.picture().getFileName()), Instant.EPOCH);
      Frame veiled = veil.veil(frame, new View(frame.width(), frame.height(), List.of()));
      for (LabelledFolder.Truth truth : shot.truths()) {
        Count count = counts.computeIfAbsent(truth.label(), label -> new Count());
        Box box = truth.in(frame.width(), frame.height());
        count.truths++;
        count.right += steps(veiled, box) < READABLE * steps(frame, box) ? 1 : 0;
      }
    }
    System.out.println("label                   truths  veiled  readable");
    counts.forEach(
        (label, count) ->
            System.out.printf(
                "%-22s %7d %7d %9d%n",
                label, count.truths, count.right, count.truths - count.right));
  }

  /** Sum of the steps of green between neighbours in the box. */
  private static long steps(Frame frame, Box box) {
    Box inside = box.within(frame.width() - 1, frame.height() - 1);
    byte[] pixels = frame.pixels();
    long sum = 0;
    for (int y = (int) inside.y(); y < inside.bottom(); y++) {
      for (int x = (int) inside.x(); x < inside.right(); x++) {
        int at = 3 * (y * frame.width() + x) + 1;
        int here = pixels[at] & 0xFF;
        sum += Math.abs((pixels[at + 3] & 0xFF) - here);
        sum += Math.abs((pixels[at + 3 * frame.width()] & 0xFF) - here);
      }
    }
    return sum;
  }
}
