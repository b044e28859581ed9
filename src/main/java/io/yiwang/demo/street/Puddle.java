package io.yiwang.demo.street;

/**
 * Water that gathers: grows to its radius in so many seconds, and stands until it is pumped away.
 */
public record Puddle(double x, double y, double radius, double from, double growth, double until) {

  double radiusAt(double t) {
    return t < from || t >= until ? 0 : radius * Math.sqrt(Math.clamp((t - from) / growth, 0, 1));
  }

  Puddle gone(double t) {
    return new Puddle(x, y, radius, from, growth, Math.min(until, t));
  }
}
