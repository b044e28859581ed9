package io.yiwang.vision.detect;

import io.yiwang.vision.Ability;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An ability by a model. */
final class OnnxAbility implements Ability {
  private final Manifest manifest;
  private final Models models;
  private final List<String> labels;

  OnnxAbility(Manifest manifest, Models models) {
    this.manifest = manifest;
    this.models = models;
    this.labels = Objects.requireNonNull(manifest.model()).labels();
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public Detector open(View view) {
    return open(view, GroundScale.assumed(view));
  }

  @Override
  public Detector open(View view, GroundScale scale) {
    return new OnnxDetector(models.get(manifest), new MatterRules(manifest, view), scale);
  }

  private final class OnnxDetector implements Detector {
    private final LoadedModel model;
    private final MatterRules rules;
    private final GroundScale scale;

    OnnxDetector(LoadedModel model, MatterRules rules, GroundScale scale) {
      this.model = model;
      this.rules = rules;
      this.scale = scale;
    }

    @Override
    public List<Detection> detect(Frame frame) {
      List<Detection> seen = model.see(frame, (found, box) -> read(frame, found, box));
      String counted = manifest.counts();
      if (counted != null) {
        List<Box> people =
            seen.stream().filter(d -> d.label().equals(counted)).map(Detection::box).toList();
        double crowdedAt = manifest.setting("crowded-at", Crowd.CROWDED_AT);
        seen.add(Crowd.detection(people, frame, scale, crowdedAt, rules));
      }
      return seen;
    }

    private List<Detection> read(Frame frame, Candidates found, Letterbox letterbox) {
      List<Detection> seen = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        Box box = letterbox.toFrame(found.x(i), found.y(i), found.width(i), found.height(i));
        if (box.area() > 0 && !rules.ignored(box, frame.width(), frame.height())) {
          String label = labels.get(found.label(i));
          seen.add(
              rules.judge(label, found.score(i), box, Map.of(), frame.width(), frame.height()));
        }
      }
      return seen;
    }

    @Override
    public void close() {
      // the model is shared
    }
  }
}
