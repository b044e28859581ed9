package io.yiwang.vision.detect;

import io.yiwang.vision.Manifest;
import io.yiwang.vision.Manifest.Evidence;
import io.yiwang.vision.Manifest.Input;
import io.yiwang.vision.Manifest.Kind;
import io.yiwang.vision.Manifest.Layout;
import io.yiwang.vision.Manifest.Light;
import io.yiwang.vision.Manifest.Matter;
import io.yiwang.vision.Manifest.Model;
import io.yiwang.vision.Manifest.Output;
import io.yiwang.vision.ZoneKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a manifest and says everything that is wrong with it at once. */
final class ManifestReader {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String WORD = "[a-z0-9][a-z0-9-]{0,39}";
  private static final List<Double> NONE = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

  private final String name;
  private final @Nullable Path folder;
  private final List<String> wrong = new ArrayList<>();

  private ManifestReader(String name, @Nullable Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * @param name what complaints call the file
   * @param folder where the model lies; null for those built in, which have none
   * @throws BadManifestException with all that is wrong
   */
  static Manifest read(String name, String yaml, @Nullable Path folder) {
    return new ManifestReader(name, folder).read(yaml);
  }

  private Manifest read(String yaml) {
    Manifest manifest = manifest(tree(yaml));
    if (!wrong.isEmpty()) {
      throw new BadManifestException(name, wrong);
    }
    return manifest;
  }

  private JsonNode tree(String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JacksonException e) {
      wrong.add(e.getOriginalMessage() + " Maybe a tab or a missing quotation mark.");
      throw new BadManifestException(name, wrong);
    }
    throw new BadManifestException(name, List.of("is not a manifest. Maybe the file is empty."));
  }

  private Manifest manifest(JsonNode tree) {
    var fields = new Fields("", tree, wrong);
    Fields title = fields.part("title");
    Kind kind = fields.choice("kind", Kind.class, null);
    Model model = kind == Kind.ONNX ? model(fields.part("model")) : null;
    Fields settings = fields.part("settings");
    var manifest =
        new Manifest(
            fields.text("id", WORD, "Maybe small letters and hyphens, e.g. dropped-things."),
            fields.text("version", "[0-9A-Za-z][0-9A-Za-z.-]{0,19}", "Maybe \"1\"."),
            title.text("zh", ".{1,40}", "Maybe 遗留物."),
            title.text("en", ".{1,60}", "Maybe Dropped things."),
            kind,
            fields.text("licence", ".{2,60}", "Maybe an SPDX name, e.g. Apache-2.0."),
            model,
            matters(fields, model),
            evidence(fields.part("evidence")),
            fields.whole("every", 1, 3600, 10),
            fields.choice("light", Light.class, Light.ANY),
            settings.numbersByName(Settings.of(kind)),
            label(fields, "counts", model),
            veils(fields, model));
    title.nothingElse();
    settings.nothingElse();
    fields.nothingElse();
    return manifest;
  }

  private Model model(Fields fields) {
    Fields input = fields.part("input");
    Fields output = fields.part("output");
    String file = fields.text("file", "[^/\\\\]{1,100}", "Maybe the file's name without folders.");
    String sha256 = fields.text("sha256", "[0-9a-f]{64}", "Maybe what `sha256sum FILE` prints.");
    var model =
        new Model(
            folder == null ? Path.of(file) : folder.resolve(file),
            sha256,
            fields.text("licence", ".{2,60}", "Maybe the licence of the weights."),
            input(input),
            output(output),
            labels(fields));
    if (folder == null) {
      wrong.add("model.file (" + file + ") is not possible here. Maybe use the data folder.");
    }
    input.nothingElse();
    output.nothingElse();
    fields.nothingElse();
    return model;
  }

  private static Input input(Fields fields) {
    return new Input(
        fields.whole("width", 16, 4096, null),
        fields.whole("height", 16, 4096, null),
        fields.choice("colours", Manifest.Colours.class, Manifest.Colours.RGB),
        fields.number("scale", 1e-6, 1e3, 1.0),
        fields.numbers("mean", 3, -1e4, 1e4, NONE),
        fields.numbers("deviation", 3, 1e-6, 1e4, ONE),
        fields.choice("fit", Manifest.Fit.class, Manifest.Fit.CENTRE),
        fields.whole("fill", 0, 255, 114));
  }

  private static Output output(Fields fields) {
    Layout layout = fields.choice("layout", Layout.class, null);
    List<Double> strides =
        layout == Layout.YOLOX
            ? fields.numbers("strides", 0, 2, 256, List.of(8.0, 16.0, 32.0))
            : List.of();
    return new Output(
        layout,
        strides.stream().map(Double::intValue).toList(),
        fields.number("overlap", 0, 1, 0.45),
        fields.number("least", 0.01, 0.99, 0.25));
  }

  private List<String> labels(Fields fields) {
    List<String> labels = fields.texts("labels");
    if (labels.isEmpty()) {
      fields.bad(
          "labels", fields.at("labels"), "must name every class of the model in order.", null);
    }
    return labels;
  }

  private List<Matter> matters(Fields fields, @Nullable Model model) {
    List<Matter> matters = new ArrayList<>();
    for (Fields part : fields.parts("matters")) {
      double low = part.number("low", 0.01, 1, null);
      double high = part.number("high", 0.01, 1, null);
      if (low > high) {
        part.bad("low", part.at("low"), "must not be above high.", "Maybe exchange them.");
      }
      matters.add(
          new Matter(
              known(part, "label", model),
              part.text("class", "[0-9]{4,6}", "Maybe in quotation marks, e.g. \"06010\"."),
              low,
              high,
              part.choices("inside", ZoneKind.class),
              part.choices("outside", ZoneKind.class)));
      part.nothingElse();
    }
    return matters;
  }

  private Evidence evidence(Fields fields) {
    int of = fields.whole("of", 1, 100, 4);
    var evidence =
        new Evidence(fields.whole("seen", 1, 100, 3), of, fields.whole("dwell", 0, 86_400, 30));
    if (evidence.seen() > of) {
      fields.bad("seen", fields.at("seen"), "must not be above of.", "Maybe exchange them.");
    }
    fields.nothingElse();
    return evidence;
  }

  private @Nullable String label(Fields fields, String name, @Nullable Model model) {
    return fields.has(name) ? known(fields, name, model) : null;
  }

  private Set<String> veils(Fields fields, @Nullable Model model) {
    Set<String> veils = new HashSet<>(fields.texts("veils"));
    for (String label : veils) {
      if (!Set.of("face", "plate", "person").contains(label)) {
        fields.bad("veils", fields.at("veils"), "must be some of face, person, plate.", null);
      } else if (model == null || !model.labels().contains(label)) {
        fields.bad("veils", fields.at("veils"), "must be labels of the model.", null);
      }
    }
    return veils;
  }

  private static String known(Fields fields, String name, @Nullable Model model) {
    String label = fields.text(name, ".{1,60}", null == model ? "" : "Maybe one of its labels.");
    if (model != null && !model.labels().isEmpty() && !model.labels().contains(label)) {
      fields.bad(
          name, fields.at(name), "must be a label of the model.", "Maybe the spelling differs.");
    }
    return label;
  }

  /** The settings an ability without a model has, with least and most. */
  private static final class Settings {
    private static final Map<String, double[]> SIZES =
        Map.of(
            "least-metres", new double[] {0.02, 20},
            "most-metres", new double[] {0.05, 50},
            "long-minutes", new double[] {2, 1440},
            "short-seconds", new double[] {2, 600},
            "contrast", new double[] {2, 100});
    private static final Map<String, double[]> PEOPLE =
        Map.of(
            "crowded-at", new double[] {0.1, 10},
            "contrast", new double[] {2, 100},
            "long-minutes", new double[] {1, 1440});
    private static final Map<String, double[]> PONDING =
        Map.of(
            "least-square-metres", new double[] {0.2, 10_000},
            "smoother", new double[] {0.05, 0.95},
            "long-minutes", new double[] {10, 10_080});

    static Map<String, double[]> of(Kind kind) {
      return switch (kind) {
        case ONNX -> Map.of("crowded-at", new double[] {0.1, 10});
        case ABANDONED, BIKES -> SIZES;
        case PEOPLE -> PEOPLE;
        case PONDING -> PONDING;
      };
    }
  }
}
