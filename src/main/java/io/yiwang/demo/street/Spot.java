package io.yiwang.demo.street;

/**
 * A place in a drawn street, in metres: x to the right of the street's direction, y along it, z up.
 * The camera's pole stands at y = 0.
 */
record Spot(double x, double y, double z) {

  static Spot ground(double x, double y) {
    return new Spot(x, y, 0);
  }

  Spot plus(double dx, double dy, double dz) {
    return new Spot(x + dx, y + dy, z + dz);
  }

  /** So far towards another place: 0 is here, 1 is there. */
  Spot towards(Spot other, double share) {
    return new Spot(
        x + share * (other.x - x), y + share * (other.y - y), z + share * (other.z - z));
  }
}
