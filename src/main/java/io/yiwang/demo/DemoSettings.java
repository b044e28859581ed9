package io.yiwang.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the demonstration city is made.
 *
 * @param enabled whether there is one at all
 * @param seed the same seed makes the same city
 * @param scale 1 is the size of the real city: 40,625 unit grids
 * @param peopleScale the same for the registry: 1 is 24 million residents, 0 leaves it empty
 * @param groundScale the same for the map: 1 is 14.95 million components, 0 leaves it empty; a
 *     fifth of {@code scale} unless given, so that the first start stays short
 * @param life whether simulated people act in it
 */
@ConfigurationProperties("yiwang.demo")
record DemoSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("20260701") long seed,
    @DefaultValue("0.1") double scale,
    @DefaultValue("0.002") double peopleScale,
    @Nullable Double groundScale,
    @DefaultValue("true") boolean life) {

  DemoSettings {
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "yiwang.demo.scale (" + scale + ") must be above 0 and at most 1.");
    }
    if (!(peopleScale >= 0 && peopleScale <= 1)) {
      throw new IllegalArgumentException(
          "yiwang.demo.people-scale (" + peopleScale + ") must be between 0 and 1.");
    }
    if (groundScale != null && !(groundScale >= 0 && groundScale <= 1)) {
      throw new IllegalArgumentException(
          "yiwang.demo.ground-scale (" + groundScale + ") must be between 0 and 1.");
    }
  }

  /** How much of the map is filled. */
  double ground() {
    return groundScale != null ? groundScale : scale >= 1 ? 1 : scale / 5;
  }
}
