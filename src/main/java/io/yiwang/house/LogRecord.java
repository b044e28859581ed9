package io.yiwang.house;

import java.time.Instant;

/** One record of a log topic as a {@link LogConsumer} receives it. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per record would only cost
public record LogRecord(int partition, long offset, byte[] key, byte[] value, Instant at) {}
