package io.yiwang.vision.review;

import io.yiwang.vision.review.FigureStore.Beside;
import io.yiwang.vision.review.Figures.Share;
import org.jspecify.annotations.Nullable;

/**
 * The version in the shadow against the one at work, on the same things that people have judged.
 *
 * @param judged verdicts about things both had in their pictures
 * @param precisionActive of those, the share that is what the active version took it for
 * @param precisionShadow of those that the shadow saw too, the share that is
 * @param kept of the true ones, the share that the shadow saw too
 * @param own of what only the shadow saw, the share that is true
 */
record ShadowComparison(
    String active,
    String shadow,
    long frames,
    long bothSaw,
    long onlyActive,
    long onlyShadow,
    long judged,
    @Nullable Share precisionActive,
    @Nullable Share precisionShadow,
    @Nullable Share kept,
    @Nullable Share own,
    Advice advice) {

  /** Losing more true things than this is no progress, whatever else is better. */
  private static final double LEAST_KEPT = 0.95;

  /** What the figures say. */
  enum Advice {
    /** Too few verdicts to tell. */
    WAIT,
    /** At least as precise, and it keeps what was found. */
    PROMOTE,
    KEEP
  }

  static ShadowComparison of(String active, String shadow, Beside b, int enough) {
    long right = b.kept() + b.missed();
    long wrong = b.repeated() + b.spared();
    long shadowSaw = b.kept() + b.repeated();
    Share precisionActive = share(right, right + wrong);
    Share precisionShadow = share(b.kept(), shadowSaw);
    Share kept = share(b.kept(), right);
    return new ShadowComparison(
        active,
        shadow,
        b.frames(),
        b.bothSaw(),
        b.onlyActive(),
        b.onlyShadow(),
        right + wrong,
        precisionActive,
        precisionShadow,
        kept,
        share(b.ownRight(), b.ownLooked()),
        advice(precisionActive, precisionShadow, kept, enough));
  }

  private static Advice advice(
      @Nullable Share active, @Nullable Share shadow, @Nullable Share kept, int enough) {
    if (active == null || shadow == null || kept == null || active.of() < enough) {
      return Advice.WAIT;
    }
    return shadow.value() >= active.value() && kept.value() >= LEAST_KEPT
        ? Advice.PROMOTE
        : Advice.KEEP;
  }

  private static @Nullable Share share(long part, long of) {
    return of == 0 ? null : Figures.share(part / (double) of, of);
  }
}
