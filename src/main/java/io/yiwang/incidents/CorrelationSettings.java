package io.yiwang.incidents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much correlation remembers and how often it speaks.
 *
 * @param settling how long after its arrival a row may still be decided anew
 * @param maxRows rows retained in this process; beyond, the oldest are forgotten early
 * @param threads threads that correlate
 * @param growthPerSecond announcements of mere growth, all partitions together
 */
@ConfigurationProperties("yiwang.correlation")
record CorrelationSettings(
    @DefaultValue("24h") Duration settling,
    @DefaultValue("5000000") int maxRows,
    @DefaultValue("1") int threads,
    @DefaultValue("1000") int growthPerSecond) {}
