/**
 * Kafka of the one-machine default: a broker in this process that flushes before it acknowledges.
 */
@NullMarked
package io.yiwang.house.kafka;

import org.jspecify.annotations.NullMarked;
