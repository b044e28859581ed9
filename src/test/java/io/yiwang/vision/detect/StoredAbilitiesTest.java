package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.bench.MadeModels.Answer;
import io.yiwang.citymap.Catalogue;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredAbilitiesTest {
  private static final String MATTERS =
      "matters: [{ label: spot, class: \"06010\", low: 0.6, high: 0.9, inside: [pavement] }]\n";

  @TempDir Path models;

  @Test
  void hasFourAbilitiesThatNeedNoModel() {
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.list())
          .extracting(ability -> ability.manifest().id())
          .containsExactly("bikes", "dropped-things", "people", "ponding");
    }
  }

  @Test
  void namesOnlyMatterClassesThatTheCatalogueKnows() {
    var catalogue = Catalogue.bundled();
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.list().stream().flatMap(a -> a.manifest().matters().stream()))
          .isNotEmpty()
          .allMatch(matter -> catalogue.find(matter.classCode()).isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  void loadsAModelMadeHereAndSeesWhereTheSpotIs(Answer answer) throws IOException {
    SpotModel.in(models, answer, "");
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.problems()).isEmpty();
      Frame frame = SpotModel.frame(128, 96, 32, 48, 16);
      try (Detector detector = spots(abilities, List.of())) {
        assertThat(detector.detect(frame))
            .singleElement()
            .satisfies(
                seen -> {
                  assertThat(seen.label()).isEqualTo("spot");
                  assertThat(seen.confidence()).isGreaterThan(0.9);
                  assertThat(seen.box()).isEqualTo(new Box(32, 48, 16, 16));
                  assertThat(seen.classCode()).isNull();
                });
        assertThat(detector.detect(SpotModel.frame(128, 96, 0, 0, 4))).isEmpty();
      }
    }
  }

  @Test
  void callsItAMatterOnlyInTheZoneOfItsRule() throws IOException {
    SpotModel.in(models, Answer.YOLOX, MATTERS);
    try (Abilities abilities = Abilities.in(models)) {
      Frame frame = SpotModel.frame(64, 64, 8, 8, 8);
      assertThat(classes(abilities, frame, ZoneKind.PAVEMENT)).containsExactly("06010");
      assertThat(classes(abilities, frame, ZoneKind.ROADWAY)).containsExactly((String) null);
      assertThat(classes(abilities, frame, ZoneKind.IGNORE)).isEmpty();
      Frame elsewhere = SpotModel.frame(64, 64, 48, 8, 8);
      assertThat(classes(abilities, elsewhere, ZoneKind.PAVEMENT)).containsExactly((String) null);
    }
  }

  /** The zone is the left half. */
  private static List<String> classes(Abilities abilities, Frame frame, ZoneKind kind) {
    var half =
        List.of(
            new double[] {0, 0}, new double[] {0.5, 0}, new double[] {0.5, 1}, new double[] {0, 1});
    try (Detector detector = spots(abilities, List.of(new Zone(kind, "half", half)))) {
      return detector.detect(frame).stream().map(Detection::classCode).toList();
    }
  }

  private static Detector spots(Abilities abilities, List<Zone> zones) {
    return abilities.newest("spots").orElseThrow().open(new View(128, 96, zones));
  }

  @Test
  void leavesOutAModelThatIsNotTheOneMeantAndSaysSo() throws IOException {
    Path folder = SpotModel.in(models, Answer.YOLOX, "");
    Files.write(folder.resolve("spots.onnx"), new byte[] {1, 2, 3});
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.newest("spots")).isEmpty();
      assertThat(abilities.newest("people")).isPresent();
      assertThat(abilities.problems())
          .singleElement()
          .asString()
          .contains("model.sha256 (", "is not that of spots.onnx", "Maybe");
    }
  }

  @Test
  void saysWhenTheModelDoesNotAnswerAsTheManifestSays() throws IOException {
    Path folder = SpotModel.in(models, Answer.YOLOV5, "");
    Path manifest = folder.resolve("manifest.yaml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("labels: [spot]", "labels: [spot, other]"));
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.problems())
          .singleElement()
          .asString()
          .contains("model.output.layout (yolov5)", "[1, 64, 6]", "labels (2)");
    }
  }

  @Test
  void saysWhenTheInputHasAnotherSize() throws IOException {
    Path folder = SpotModel.in(models, Answer.YOLOX, "");
    Path manifest = folder.resolve("manifest.yaml");
    Files.writeString(manifest, Files.readString(manifest).replace("width: 64", "width: 128"));
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.problems())
          .singleElement()
          .asString()
          .contains("model.input ([1, 3, 64, 128])", "Maybe other width and height.");
    }
  }

  @Test
  void takesTheHighestVersionAsTheNewest() throws IOException {
    SpotModel.in(models, Answer.YOLOX, "");
    for (String version : List.of("1.9", "1.10")) {
      Path copy = SpotModel.in(models.resolve("more"), Answer.YOLOX, "");
      Path folder = models.resolve("spots-" + version);
      Files.move(copy, folder);
      Path manifest = folder.resolve("manifest.yaml");
      Files.writeString(
          manifest, Files.readString(manifest).replace("\"1\"", "\"" + version + "\""));
    }
    try (Abilities abilities = Abilities.in(models)) {
      assertThat(abilities.newest("spots").orElseThrow().manifest().version()).isEqualTo("1.10");
      assertThat(abilities.find("spots", "1.9")).isPresent();
      assertThat(abilities.find("spots", "2")).isEmpty();
    }
  }
}
