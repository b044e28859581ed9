package io.yiwang.sensing.readings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** The readings of one span of time, begin included and end not; a span without any is left out. */
@Schema(name = "ReadingBucket")
public record Bucket(
    Instant from, Instant to, long count, double min, double mean, double max, double last) {}
