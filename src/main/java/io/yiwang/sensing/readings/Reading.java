package io.yiwang.sensing.readings;

import java.time.Instant;

/**
 * One value of one device.
 *
 * @param device its number, see {@link io.yiwang.sensing.devices.Device#id}
 * @param quantity code of what was measured, e.g. {@code level}
 * @param at when it was measured, to the millisecond
 * @param value in the unit its quantity is kept in
 */
public record Reading(long device, String quantity, Instant at, double value) {}
