package io.yiwang.dispatch;

import io.yiwang.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * A person on duty as the choice sees them at one moment.
 *
 * @param regionPath the beat: codes from the city down, joined by dots
 * @param at last known place; null until the phone has told one
 * @param load open tasks in hand
 * @param maxLoad open tasks at which no more are given
 */
record OnDutyWorker(
    long id,
    String name,
    @Nullable String nameEn,
    WorkerRole role,
    String unitCode,
    String regionPath,
    @Nullable GeoPoint at,
    int load,
    int maxLoad) {}
