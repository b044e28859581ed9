package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.Manifest.Matter;
import io.yiwang.vision.View;
import io.yiwang.vision.ZoneKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which matter something seen is, by its label, its confidence and the zone it stands in. */
final class MatterRules {
  private final List<Matter> matters;
  private final View view;

  MatterRules(Manifest manifest, View view) {
    this.matters = manifest.matters();
    this.view = view;
  }

  /** Whether it stands where this camera is not to look. */
  boolean ignored(Box box, int width, int height) {
    return in(ZoneKind.IGNORE, box, width, height) || in(ZoneKind.PRIVACY, box, width, height);
  }

  Detection judge(
      String label, double confidence, Box box, Map<String, Double> measures, int w, int h) {
    return new Detection(label, classOf(label, confidence, box, w, h), confidence, box, measures);
  }

  private @Nullable String classOf(String label, double confidence, Box box, int w, int h) {
    for (Matter matter : matters) {
      if (matter.label().equals(label)
          && confidence >= matter.low()
          && (matter.inside().isEmpty() || in(matter.inside(), box, w, h))
          && !in(matter.outside(), box, w, h)) {
        return matter.classCode();
      }
    }
    return null;
  }

  private boolean in(Set<ZoneKind> kinds, Box box, int width, int height) {
    return kinds.stream().anyMatch(kind -> in(kind, box, width, height));
  }

  /** Things stand where their foot is: the middle of the lower edge. */
  private boolean in(ZoneKind kind, Box box, int width, int height) {
    double x = box.centreX() / width;
    double y = Math.min(box.bottom() / height, 0.999);
    return view.zones(kind).anyMatch(zone -> zone.contains(x, y));
  }
}
