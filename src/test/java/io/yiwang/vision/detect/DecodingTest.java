package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest.Colours;
import io.yiwang.vision.Manifest.Fit;
import io.yiwang.vision.Manifest.Input;
import io.yiwang.vision.Manifest.Layout;
import io.yiwang.vision.Manifest.Model;
import io.yiwang.vision.Manifest.Output;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodingTest {
  private static final float[] NOTHING = {};

  private final Candidates found = new Candidates();

  @Test
  void readsCellsOfEveryGridOfYolox() {
    float[] numbers = new float[5 * 7];
    row(numbers, 3, 0.5f, 0.25f, (float) Math.log(2), 0, 0.9f, 0.1f, 0.8f);
    row(numbers, 4, 0, 0, 0, 0, 1, 1, 0);
    decoding(Layout.YOLOX, List.of(16, 32)).read(numbers, NOTHING, 5, found);
    assertThat(found.size()).isEqualTo(2);
    assertThat(box(0)).isEqualTo(new Box(-16, -16, 32, 32));
    assertThat(found.label(0)).isZero();
    assertThat(box(1)).isEqualTo(new Box(24 - 16, 20 - 8, 32, 16));
    assertThat(found.label(1)).isEqualTo(1);
    assertThat(found.score(1)).isEqualTo(0.9f * 0.8f);
  }

  @Test
  void readsRowsOfYolov5AndKeepsTheSurestOfThoseThatOverlap() {
    float[] numbers = new float[3 * 7];
    row(numbers, 0, 10, 10, 8, 8, 0.8f, 1, 0);
    row(numbers, 1, 11, 10, 8, 8, 0.9f, 1, 0);
    row(numbers, 2, 10, 10, 8, 8, 0.7f, 0, 1);
    decoding(Layout.YOLOV5, List.of()).read(numbers, NOTHING, 3, found);
    assertThat(found.size()).isEqualTo(2);
    assertThat(box(0)).isEqualTo(new Box(7, 6, 8, 8));
    assertThat(found.label(1)).isEqualTo(1);
  }

  @Test
  void readsColumnsOfYolov8() {
    float[] numbers = {10, 20, 10, 20, 4, 8, 4, 8, 0.1f, 0.6f, 0.2f, 0.7f};
    decoding(Layout.YOLOV8, List.of()).read(numbers, NOTHING, 2, found);
    assertThat(found.size()).isEqualTo(1);
    assertThat(box(0)).isEqualTo(new Box(16, 16, 8, 8));
    assertThat(found.label(0)).isEqualTo(1);
  }

  @Test
  void takesSuppressedBoxesAsTheyAre() {
    float[] numbers = {2, 2, 10, 12, 0.9f, 1, 2, 2, 10, 12, 0.8f, 1, 0, 0, 1, 1, 0.1f, 0};
    decoding(Layout.BOXES, List.of()).read(numbers, NOTHING, 3, found);
    assertThat(found.size()).isEqualTo(2);
    assertThat(box(0)).isEqualTo(new Box(2, 2, 8, 10));
  }

  @Test
  void readsScoresAndBoxesOfTwoOutputs() {
    float[] scores = {0.9f, 0.1f, 0, 0.1f, 0.2f, 0.7f};
    float[] corners = {0, 0, 1, 1, 0.25f, 0.25f, 0.5f, 0.75f};
    decoding(Layout.SCORES_BOXES, List.of()).read(scores, corners, 2, found);
    assertThat(found.size()).isEqualTo(1);
    assertThat(box(0)).isEqualTo(new Box(8, 8, 8, 16));
    assertThat(found.label(0)).isEqualTo(1);
  }

  @Test
  void bringsBoxesBackFromTheMiddleOfTheInput() {
    Input input = input(Fit.CENTRE);
    var letterbox = new Letterbox(input);
    letterbox.fill(
        new Frame("c1", Instant.EPOCH, 64, 32, new byte[3 * 64 * 32]),
        FloatBuffer.allocate(3 * 1024));
    assertThat(letterbox.toFrame(8, 8, 16, 16)).isEqualTo(new Box(16, 0, 32, 32));
  }

  @Test
  void fillsPlanesInTheOrderOfTheManifest() {
    byte[] pixels = new byte[3 * 32 * 32];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = 10;
      pixels[i + 2] = 30;
    }
    FloatBuffer values = FloatBuffer.allocate(3 * 1024);
    new Letterbox(input(Fit.STRETCH)).fill(new Frame("c1", Instant.EPOCH, 32, 32, pixels), values);
    assertThat(values.get(500)).isEqualTo(30);
    assertThat(values.get(1024 + 500)).isZero();
    assertThat(values.get(2048 + 500)).isEqualTo(10);
  }

  private static void row(float[] numbers, int row, float... values) {
    System.arraycopy(values, 0, numbers, row * values.length, values.length);
  }

  private Box box(int number) {
    return new Box(found.x(number), found.y(number), found.width(number), found.height(number));
  }

  private static Decoding decoding(Layout layout, List<Integer> strides) {
    return new Decoding(
        new Model(
            Path.of("m.onnx"),
            "",
            "MIT",
            input(Fit.CORNER),
            new Output(layout, strides, 0.5, 0.5),
            List.of("a", "b")));
  }

  private static Input input(Fit fit) {
    return new Input(
        32, 32, Colours.RGB, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), fit, 0);
  }
}
