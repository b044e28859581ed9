package io.yiwang.vision.detect;

import io.yiwang.bench.MadeModels;
import io.yiwang.bench.MadeModels.Answer;
import io.yiwang.vision.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** A model made by our own tooling that sees bright spots, in a folder with its manifest. */
final class SpotModel {
  private SpotModel() {}

  static Path in(Path models, Answer answer, String more) throws IOException {
    Path folder = Files.createDirectories(models.resolve("spots"));
    byte[] model = MadeModels.spots(64, answer);
    Files.write(folder.resolve("spots.onnx"), model);
    Files.writeString(
        folder.resolve("manifest.yaml"), manifest(answer, Models.sha256(model)) + more);
    return folder;
  }

  static String manifest(Answer answer, String sha256) {
    return """
    id: spots
    version: "1"
    title: { zh: 亮斑, en: Bright spots }
    kind: onnx
    licence: Apache-2.0
    model:
      file: spots.onnx
      sha256: %s
      licence: Apache-2.0
      input: { width: 64, height: 64, colours: bgr, fit: corner, fill: 0 }
      output: { layout: %s, least: 0.5 }
      labels: [spot]
    evidence: { seen: 1, of: 1, dwell: 0 }
    every: 1
    """
        .formatted(
            sha256,
            answer.name().toLowerCase(Locale.ROOT)
                + (answer == Answer.YOLOX ? ", strides: [8]" : ""));
  }

  /** A dark picture with one bright square, sides in pixels. */
  static Frame frame(int width, int height, int left, int top, int side) {
    byte[] pixels = new byte[3 * width * height];
    Arrays.fill(pixels, (byte) 20);
    for (int y = top; y < top + side; y++) {
      Arrays.fill(pixels, 3 * (y * width + left), 3 * (y * width + left + side), (byte) 250);
    }
    return new Frame("c1", Instant.EPOCH, width, height, pixels);
  }
}
