package io.yiwang.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ability is, as its file says: where its model lies and how to read it, which labels are
 * which matters, and how much evidence a matter needs.
 *
 * @param settings numbers of an ability without a model, by name
 * @param counts the label whose detections are counted as people
 * @param veils labels that are blurred before a picture is stored or shown: face, plate, person
 */
public record Manifest(
    String id,
    String version,
    String titleZh,
    String titleEn,
    Kind kind,
    String licence,
    @Nullable Model model,
    List<Matter> matters,
    Evidence evidence,
    int everySeconds,
    Light light,
    Map<String, Double> settings,
    @Nullable String counts,
    Set<String> veils) {

  /** How it sees. */
  public enum Kind {
    ONNX,
    ABANDONED,
    PEOPLE,
    BIKES,
    PONDING
  }

  /** When it can see. */
  public enum Light {
    ANY,
    DAY,
    NIGHT
  }

  /** The order of the three colours in the model's input. */
  public enum Colours {
    RGB,
    BGR
  }

  /** How a picture of another shape is brought to the size of the input. */
  public enum Fit {
    /** Kept in shape at the upper left, the rest filled; YOLOX. */
    CORNER,
    /** Kept in shape in the middle, the rest filled; YOLOv5 and later. */
    CENTRE,
    /** Pulled to the size. */
    STRETCH
  }

  /** What the numbers of the output mean; {@code io.yiwang.vision.detect.Decoding} says each. */
  public enum Layout {
    YOLOX,
    YOLOV5,
    YOLOV8,
    BOXES,
    SCORES_BOXES
  }

  /** The model's file and how to talk to it. */
  public record Model(
      Path file, String sha256, String licence, Input input, Output output, List<String> labels) {}

  /**
   * A value of the input is (pixel × scale − mean) ÷ deviation, by colour.
   *
   * @param fill the pixel value where a kept shape leaves the input empty
   */
  public record Input(
      int width,
      int height,
      Colours colours,
      double scale,
      List<Double> mean,
      List<Double> deviation,
      Fit fit,
      int fill) {}

  /**
   * @param strides pixels of the input to a cell of each grid; YOLOX only
   * @param overlap boxes of one label that overlap more (as IoU) are one
   * @param least detections below this confidence are nothing
   */
  public record Output(Layout layout, List<Integer> strides, double overlap, double least) {}

  /**
   * A label that is a matter: from {@code low} a person decides, from {@code high} it is one. Where
   * {@code inside} names kinds of zones it must stand in one of them, and in none of {@code
   * outside}.
   */
  public record Matter(
      String label,
      String classCode,
      double low,
      double high,
      Set<ZoneKind> inside,
      Set<ZoneKind> outside) {}

  /** Seen in {@code seen} of the last {@code of} pictures and for so many seconds. */
  public record Evidence(int seen, int of, int dwellSeconds) {}

  public Manifest {
    matters = List.copyOf(matters);
    settings = Map.copyOf(settings);
    veils = Set.copyOf(veils);
  }

  /** The thresholds of a matter class, the first rule that names it. */
  public Optional<Matter> findMatter(String classCode) {
    return matters.stream().filter(matter -> matter.classCode().equals(classCode)).findFirst();
  }

  /** A number of an ability without a model. */
  public double setting(String name, double otherwise) {
    return settings.getOrDefault(name, otherwise);
  }
}
