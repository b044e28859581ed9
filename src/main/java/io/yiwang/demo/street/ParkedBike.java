package io.yiwang.demo.street;

/**
 * A bicycle somebody left.
 *
 * @param turn where it points, radians from the right of the street
 */
public record ParkedBike(double x, double y, double turn, double from, double until, long seed) {

  boolean there(double t) {
    return t >= from && t < until;
  }

  ParkedBike gone(double t) {
    return new ParkedBike(x, y, turn, from, Math.min(until, t), seed);
  }
}
