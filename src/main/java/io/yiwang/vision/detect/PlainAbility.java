package io.yiwang.vision.detect;

import io.yiwang.vision.Ability;
import io.yiwang.vision.Detector;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.View;

/** An ability without a model. */
record PlainAbility(Manifest manifest) implements Ability {
  @Override
  public Detector open(View view) {
    return open(view, GroundScale.assumed(view));
  }

  @Override
  public Detector open(View view, GroundScale scale) {
    var rules = new MatterRules(manifest, view);
    return switch (manifest.kind()) {
      case ABANDONED -> new AbandonedDetector(manifest, "dropped", rules, scale);
      case BIKES -> new AbandonedDetector(manifest, "bike", rules, scale);
      case PEOPLE -> new PeopleDetector(manifest, rules, scale);
      case PONDING -> new PondingDetector(manifest, rules, view, scale);
      case ONNX -> throw new IllegalStateException(manifest.id() + " needs its model.");
    };
  }
}
