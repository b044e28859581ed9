package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.bench.MadeModels.Answer;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.Manifest.Layout;
import io.yiwang.vision.Manifest.Model;
import io.yiwang.vision.ZoneKind;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  private static final String GOOD = SpotModel.manifest(Answer.YOLOX, "a".repeat(64));

  @Test
  void readsAModel() {
    Model model = Objects.requireNonNull(read(GOOD).model());
    assertThat(model.output().layout()).isEqualTo(Layout.YOLOX);
    assertThat(model.output().strides()).containsExactly(8);
    assertThat(model.file()).isEqualTo(Path.of("models", "spots.onnx"));
  }

  @Test
  void readsRulesWithZones() {
    Manifest manifest =
        read(
            GOOD
                + "matters: [{label: spot, class: \"09010\", low: 0.4, high: 0.7, inside:"
                + " [no-parking], outside: [parking]}]");
    assertThat(manifest.findMatter("09010").orElseThrow().inside())
        .containsExactly(ZoneKind.NO_PARKING);
    assertThat(manifest.findMatter("06010")).isEmpty();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    String bad =
        GOOD.replace("id: spots", "id: Bright Spots")
            .replace("width: 64", "width: \"64\"")
            .replace("strides: [8]", "stride: [8]")
            .replace("seen: 1", "seen: 3");
    assertThatThrownBy(() -> read(bad))
        .hasMessageContaining("id (\"Bright Spots\") must match")
        .hasMessageContaining(
            "model.input.width (\"64\") must be a number from 16 to 4096. Maybe take the quotation"
                + " marks away.")
        .hasMessageContaining("model.output.stride ([8]) is not known here.")
        .hasMessageContaining("evidence.seen (3) must not be above of. Maybe exchange them.");
  }

  @Test
  void refusesLabelsTheModelDoesNotHave() {
    assertThatThrownBy(
            () -> read(GOOD + "matters: [{label: bike, class: \"09010\", low: 0.4, high: 0.7}]"))
        .hasMessageContaining("matters[0].label (\"bike\") must be a label of the model.");
  }

  @Test
  void refusesThresholdsTheWrongWayRound() {
    assertThatThrownBy(
            () -> read(GOOD + "matters: [{label: spot, class: \"09010\", low: 0.8, high: 0.7}]"))
        .hasMessageContaining("matters[0].low (0.8) must not be above high.");
  }

  @Test
  void doesNotFollowAFileOutOfItsFolder() {
    assertThatThrownBy(() -> read(GOOD.replace("spots.onnx", "../../secrets/vault.master")))
        .hasMessageContaining("model.file (\"../../secrets/vault.master\") must match");
  }

  @Test
  void saysWhereTheYamlIsBroken() {
    assertThatThrownBy(() -> read("id: [")).isInstanceOf(BadManifestException.class);
    assertThatThrownBy(() -> read("")).hasMessageContaining("is not a manifest");
  }

  private static Manifest read(String yaml) {
    return ManifestReader.read("models/spots/manifest.yaml", yaml, Path.of("models"));
  }
}
