package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import org.springframework.stereotype.Component;

/** What the layers of the map say about each class. */
@Component
class LayerRules implements ClassRules {
  private static final int MOST_IMPORTANT = 10;
  private static final int MOST_CLASSES = 100_000;

  private final ClassRule[] rules = new ClassRule[MOST_CLASSES];
  private final ClassRule unknown =
      new ClassRule(PyramidPoints.ZOOM, MOST_IMPORTANT, false, false, false);

  LayerRules(Layers layers) {
    for (int classNo = 0; classNo < MOST_CLASSES; classNo++) {
      Layer layer = layers.ofClass(classNo);
      rules[classNo] = layer == null ? unknown : rule(layer);
    }
  }

  private static ClassRule rule(Layer layer) {
    return new ClassRule(
        layer.minZoom(),
        MOST_IMPORTANT - layer.importance(),
        layer.guarded(),
        layer.underground(),
        layer.geometry() == Layer.Shape.LINE);
  }

  @Override
  public ClassRule of(int classNo) {
    return classNo >= 0 && classNo < MOST_CLASSES ? rules[classNo] : unknown;
  }
}
