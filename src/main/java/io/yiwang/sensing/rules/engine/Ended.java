package io.yiwang.sensing.rules.engine;

/**
 * A firing is over.
 *
 * @param began {@link Began#at} of its beginning
 * @param value of the newest reading
 * @param peak the farthest value while it lasted
 */
public record Ended(
    String rule, int version, long device, long began, long at, double value, double peak) {}
