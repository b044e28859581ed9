package io.yiwang.dispatch;

import io.yiwang.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be put on the duty board.
 *
 * @param personId id in {@code access}
 * @param regionPath the beat: codes from the city down, joined by dots
 * @param maxLoad open tasks at which no more are given
 * @param at where the person is first taken to be
 */
public record NewWorker(
    long personId,
    String name,
    String nameEn,
    WorkerRole role,
    String unitCode,
    String regionPath,
    int maxLoad,
    @Nullable GeoPoint at) {

  /** Open tasks one worker is given at most unless said otherwise. */
  public static final int USUAL_MAX_LOAD = 8;
}
