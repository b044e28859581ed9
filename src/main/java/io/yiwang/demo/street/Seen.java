package io.yiwang.demo.street;

/**
 * What a picture truly shows: a label (person, bicycle, car, litter, stray-bicycle, water) and its
 * box in pixels. For judging detectors; none of them is ever told.
 *
 * @param metres size of the thing itself
 */
public record Seen(String label, double x, double y, double width, double height, double metres) {}
