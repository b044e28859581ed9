package io.yiwang.vision.detect;

/**
 * What tells a thing from a change of light. Light and shade multiply brightness and leave colours
 * and relative steps as they are; a thing has steps of its own across its outline, and its inside
 * is no even multiple of the ground.
 *
 * @param edge mean relative step across the outline, now
 * @param before the same, always
 * @param fresh how much of the step is new: mean change of the step from inside to outside
 * @param lit whether all that has changed may be light
 */
record Structure(double edge, double before, double fresh, boolean lit) {
  private static final float BASE = 8;
  private static final double NEW_EDGE = 0.12;
  private static final double MORE_EDGE = 1.15;
  private static final double EVEN = 0.12;
  private static final double NOISE = 1.5;
  private static final double NEARLY_EVEN = 0.3;
  private static final double SAME_PATTERN = 0.6;
  private static final double OTHER_PATTERN = 0.3;
  private static final double PATTERNED = 0.08;
  private static final double COLOUR = 0.06;
  private static final double BRIGHTEST = 2.2;
  private static final int BRIGHT_PART = 20;

  /** Whether it is a thing that has come: with an edge of its own, more than was there before. */
  boolean isNew() {
    return fresh >= NEW_EDGE && edge >= MORE_EDGE * before && !lit;
  }

  static Structure of(Scene street, Blob blob) {
    double edge = 0;
    double before = 0;
    double fresh = 0;
    int pairs = 0;
    for (int[] pair : blob.outline(street.small.width, street.small.height)) {
      int in = pair[0];
      int out = pair[1];
      float middle = (street.nowLuma(in) + street.nowLuma(out)) / 2 + BASE;
      float middleBefore = (street.alwaysLuma(in) + street.alwaysLuma(out)) / 2 + BASE;
      double luma = step(street.nowLuma(in), street.nowLuma(out));
      double lumaBefore = step(street.alwaysLuma(in), street.alwaysLuma(out));
      edge += Math.abs(luma);
      before += Math.abs(lumaBefore);
      fresh += Math.abs(luma - lumaBefore);
      for (int plane = 1; plane < 3; plane++) {
        float now = (street.nowColour(in, plane) - street.nowColour(out, plane)) / middle;
        float was =
            (street.alwaysColour(in, plane) - street.alwaysColour(out, plane)) / middleBefore;
        edge += Math.abs(now);
        before += Math.abs(was);
        fresh += Math.abs(now - was);
      }
      pairs++;
    }
    int count = Math.max(1, pairs);
    return new Structure(edge / count, before / count, fresh / count, lit(street, blob));
  }

  private static double step(float a, float b) {
    return Math.log((Math.max(0, a) + BASE) / (Math.max(0, b) + BASE));
  }

  /** Whether its darker and its brighter part are each an even multiple of the ground. */
  private static boolean lit(Scene street, Blob blob) {
    Part darker = new Part();
    Part brighter = new Part();
    for (int p : blob.pixels()) {
      double ratio = step(street.nowLuma(p), street.alwaysLuma(p));
      (ratio < 0 ? darker : brighter).add(street, p, ratio);
    }
    return darker.even()
        && brighter.even()
        && darker.mean() > Math.log(Scene.DARKEST)
        && brighter.mean() < Math.log(BRIGHTEST)
        && (brighter.count < blob.size() / 4
            || brighter.luma / brighter.count <= brightest(street, blob));
  }

  private static final class Part {
    int count;
    double luma;
    private double colour;
    private double noise;
    private double sum;
    private double squares;
    private double now;
    private double nowSquares;
    private double was;
    private double wasSquares;
    private double both;

    void add(Scene street, int p, double ratio) {
      double here = Math.log(Math.max(0, street.nowLuma(p)) + BASE);
      double before = here - ratio;
      count++;
      sum += ratio;
      squares += ratio * ratio;
      now += here;
      nowSquares += here * here;
      was += before;
      wasSquares += before * before;
      both += here * before;
      luma += street.nowLuma(p);
      noise += Math.pow(NOISE * street.noise(p) / (street.nowLuma(p) + BASE), 2);
      for (int plane = 1; plane < 3; plane++) {
        colour +=
            Math.abs(
                street.nowColour(p, plane) / (street.nowLuma(p) + BASE)
                    - street.alwaysColour(p, plane) / (street.alwaysLuma(p) + BASE));
      }
    }

    double mean() {
      return count == 0 ? 0 : sum / count;
    }

    /** Of the colours of the ground, and as even as light is or with the ground's own pattern. */
    boolean even() {
      if (count == 0) {
        return true;
      }
      double spread = Math.max(0, squares - sum * mean() - noise) / count;
      boolean hidden = patternBefore() > PATTERNED * PATTERNED && pattern() < OTHER_PATTERN;
      return colour / count < COLOUR
          && !hidden
          && (spread < EVEN * EVEN
              || spread < NEARLY_EVEN * NEARLY_EVEN && pattern() > SAME_PATTERN);
    }

    private double patternBefore() {
      return (wasSquares - was * was / count) / count;
    }

    /** How well brightness now follows what it always was: a thing hides the pattern below it. */
    private double pattern() {
      double varied = nowSquares - now * now / count;
      double variedBefore = wasSquares - was * was / count;
      return (both - now * was / count) / Math.sqrt(Math.max(1e-9, varied * variedBefore));
    }
  }

  /** Brightness of the bright parts about it: no light makes the ground brighter than those. */
  private static double brightest(Scene street, Blob blob) {
    int width = street.small.width;
    int reach = Math.max(6, Math.max(blob.width(), blob.height()));
    int left = Math.max(0, blob.left() - reach);
    int right = Math.min(width - 1, blob.right() + reach);
    int top = Math.max(0, blob.top() - reach);
    int bottom = Math.min(street.small.height - 1, blob.bottom() + reach);
    int[] levels = new int[256];
    int count = 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        byte state = street.mask[y * width + x];
        if ((state & Scene.FRONT) == 0) {
          levels[Math.clamp((int) street.nowLuma(y * width + x), 0, 255)]++;
          count++;
        }
      }
    }
    int above = count / BRIGHT_PART;
    for (int level = 255; level > 0; level--) {
      above -= levels[level];
      if (above < 0) {
        return level;
      }
    }
    return 255;
  }
}
