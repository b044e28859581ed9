package io.yiwang.demo.street;

/**
 * Something that lies in the street from one time to another, in seconds.
 *
 * @param x metres across the street
 * @param y metres along it
 */
public record Thing(Kind kind, double x, double y, double from, double until, long seed) {

  /** What it is, with the length of its longer side in metres. */
  public enum Kind {
    SCRAP(0.34),
    BAG(0.5),
    BOX(0.75);

    private final double metres;

    Kind(double metres) {
      this.metres = metres;
    }

    public double metres() {
      return metres;
    }
  }

  boolean there(double t) {
    return t >= from && t < until;
  }

  Thing gone(double t) {
    return new Thing(kind, x, y, from, Math.min(until, t), seed);
  }
}
