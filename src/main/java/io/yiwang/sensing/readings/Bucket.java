package io.yiwang.sensing.readings;

import java.time.Instant;

/** The readings of one span of time, begin included and end not; a span without any is left out. */
public record Bucket(
    Instant from, Instant to, long count, double min, double mean, double max, double last) {}
