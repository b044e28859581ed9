package io.yiwang.vision.cameras;

/**
 * A point of the picture whose place on the ground is known.
 *
 * @param px in parts of the picture's width, 0 to 1
 * @param py in parts of its height
 */
public record GroundPoint(double px, double py, double lng, double lat) {}
