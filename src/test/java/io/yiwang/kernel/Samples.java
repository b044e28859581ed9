package io.yiwang.kernel;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a property on many generated samples; a failure names the seed and the sample's number,
 * which repeat it.
 */
public final class Samples {
  private Samples() {}

  public static void check(long seed, int count, Consumer<Random> property) {
    for (int i = 0; i < count; i++) {
      long sampleSeed = seed * 1_000_003 + i;
      try {
        property.accept(new Random(sampleSeed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "sample "
                + i
                + " of seed "
                + seed
                + " (new Random("
                + sampleSeed
                + "L)): "
                + e.getMessage(),
            e);
      }
    }
  }
}
