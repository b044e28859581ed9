package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.bench.MadeModels.Answer;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarefulVeilTest {
  private static final View OPEN = new View(DrawnStreet.WIDTH, DrawnStreet.HEIGHT, List.of());
  private static final String FACE = "veils: [face]\n";

  @TempDir Path models;

  private final DrawnStreet street = new DrawnStreet();

  @Test
  void blursNumberPlatesOfEveryColour() {
    Color[][] plates = {
      {new Color(30, 60, 170), Color.WHITE},
      {new Color(235, 190, 40), Color.BLACK},
      {new Color(120, 200, 140), Color.BLACK},
      {new Color(240, 240, 240), Color.BLACK}
    };
    try (Abilities abilities = Abilities.in(models);
        var veil = CarefulVeil.with(abilities)) {
      for (Color[] colours : plates) {
        Frame frame = street.after(10, List.of(plate(280, 290, colours[0], colours[1])));
        Frame veiled = veil.veil(frame, OPEN);
        var letters = new Box(284, 293, 64, 14);
        assertThat(steps(frame, letters)).isGreaterThan(20);
        assertThat(steps(veiled, letters)).as("%s", colours[0]).isLessThan(8);
      }
    }
  }

  @Test
  void blursTheHeadsOfWhoeverMovesAndNothingElseOfTheStreet() {
    try (Abilities abilities = Abilities.in(models);
        var veil = CarefulVeil.with(abilities)) {
      for (int i = 0; i < 9; i++) {
        veil.veil(street.after(10), OPEN);
      }
      Frame frame = street.after(10, List.of(DrawnStreet.person(320, 300, 110, Color.RED)));
      Frame veiled = veil.veil(frame, OPEN);
      assertThat(changed(frame, veiled, new Box(313, 191, 14, 14))).isGreaterThan(0.75);
      assertThat(changed(frame, veiled, new Box(20, 200, 200, 150))).isZero();
    }
  }

  @Test
  void usesTheFaceModelOfTheDataFolder() throws IOException {
    faceModel();
    try (Abilities abilities = Abilities.in(models);
        var veil = CarefulVeil.with(abilities)) {
      assertThat(abilities.problems()).isEmpty();
      Frame frame = SpotModel.frame(64, 64, 24, 24, 8);
      Frame veiled = veil.veil(frame, new View(64, 64, List.of()));
      assertThat(changed(frame, veiled, new Box(23, 23, 10, 10))).isGreaterThan(0.9);
      assertThat(changed(frame, veiled, new Box(0, 0, 16, 64))).isZero();
    }
  }

  @Test
  void showsNothingWhenAModelThatVeilsCannotRun() throws IOException {
    Path folder = faceModel();
    try (Abilities abilities = Abilities.in(models);
        var veil = CarefulVeil.with(abilities)) {
      abilities.close();
      Files.delete(folder.resolve("spots.onnx"));
      Frame frame = SpotModel.frame(64, 64, 24, 24, 8);
      assertThatThrownBy(() -> veil.veil(frame, OPEN)).isInstanceOf(BadManifestException.class);
    }
  }

  @Test
  void coversPrivacyZonesWhollyAndLeavesTheFrameAsItWas() {
    var window =
        List.of(
            new double[] {0.1, 0.1},
            new double[] {0.3, 0.1},
            new double[] {0.3, 0.3},
            new double[] {0.1, 0.3});
    var view = new View(640, 360, List.of(new Zone(ZoneKind.PRIVACY, "window", window)));
    Frame frame = street.after(10);
    byte[] before = frame.pixels().clone();
    try (Abilities abilities = Abilities.in(models);
        var veil = CarefulVeil.with(abilities)) {
      Frame veiled = veil.veil(frame, view);
      assertThat(steps(veiled, new Box(65, 37, 125, 69))).isZero();
      assertThat(frame.pixels()).isEqualTo(before);
    }
  }

  private Path faceModel() throws IOException {
    Path folder = SpotModel.in(models, Answer.YOLOX, FACE);
    Path manifest = folder.resolve("manifest.yaml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("labels: [spot]", "labels: [face]"));
    return folder;
  }

  private static Consumer<Graphics2D> plate(int x, int y, Color ground, Color letters) {
    return to -> {
      to.setColor(new Color(60, 62, 66));
      to.fillRect(x - 60, y - 50, 190, 90);
      to.setColor(ground);
      to.fillRect(x, y, 72, 20);
      to.setColor(letters);
      to.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
      to.drawString("A·F52K6", x + 4, y + 16);
    };
  }

  /** Mean step of green from one pixel to the next one to the right. */
  private static double steps(Frame frame, Box box) {
    long sum = 0;
    int count = 0;
    for (int y = (int) box.y(); y < box.bottom(); y++) {
      for (int x = (int) box.x(); x < box.right(); x++, count++) {
        int at = 3 * (y * frame.width() + x) + 1;
        sum += Math.abs((frame.pixels()[at] & 0xFF) - (frame.pixels()[at + 3] & 0xFF));
      }
    }
    return (double) sum / count;
  }

  private static double changed(Frame before, Frame after, Box box) {
    int changed = 0;
    int count = 0;
    for (int y = (int) box.y(); y < box.bottom(); y++) {
      for (int x = (int) box.x(); x < box.right(); x++, count++) {
        int at = 3 * (y * before.width() + x);
        boolean same = before.pixels()[at] == after.pixels()[at];
        changed += same ? 0 : 1;
      }
    }
    return (double) changed / count;
  }
}
