package io.yiwang.vision;

/** What can be seen in pictures, by one manifest. */
public interface Ability {
  Manifest manifest();

  Detector open(View view);

  /** The same for a camera whose ground is measured. */
  default Detector open(View view, GroundScale scale) {
    return open(view);
  }

  /** Whether the light of this picture lets it see; what it does not find otherwise is not gone. */
  default boolean sees(Frame frame) {
    return Daylight.suits(manifest().light(), frame);
  }
}
