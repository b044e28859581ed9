package io.yiwang.dispatch;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;

/** Where a worker was at a moment. */
record Position(long workerId, GeoPoint point, Instant at) {}
