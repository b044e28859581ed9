package io.yiwang.vision;

import io.yiwang.vision.detect.CarefulVeil;

/**
 * Blurs faces and number plates and what privacy zones cover; nothing is stored or shown that did
 * not pass here. It answers with a new frame, or throws and then there is none.
 */
public interface Veil {
  Frame veil(Frame frame, View view);

  /** The platform's own, for programs beside it. */
  static Veil with(Abilities abilities) {
    return CarefulVeil.with(abilities);
  }
}
