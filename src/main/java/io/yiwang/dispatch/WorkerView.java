package io.yiwang.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person of the duty board as lists, the map and the live stream show them.
 *
 * @param load open tasks in hand
 * @param seenAt when the phone last told its place
 */
public record WorkerView(
    long id,
    String name,
    String nameEn,
    WorkerRole role,
    String unitCode,
    String regionPath,
    @Nullable Double lat,
    @Nullable Double lng,
    boolean onDuty,
    int load,
    int maxLoad,
    @Nullable Instant seenAt) {}
