package io.yiwang.sensing.devices;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A device as the platform knows it.
 *
 * @param code what is written on it and what it signs in with
 * @param model code of its {@link DeviceModel}
 * @param component the component it sits on
 * @param regionPath where it is, from the city down
 * @param owner code of the unit whose it is
 * @param calibratedOn day of its last calibration
 * @param maintenance somebody works on it; what it says now is no reason to act
 * @param online connected, or heard of by HTTP within its model's silence
 * @param seenAt when it was last heard of
 */
public record Device(
    long id,
    String code,
    String model,
    @Nullable Long component,
    GeoPoint point,
    String regionPath,
    String name,
    @Nullable String owner,
    @Nullable String firmware,
    @Nullable LocalDate calibratedOn,
    boolean maintenance,
    boolean online,
    @Nullable Instant seenAt) {}
