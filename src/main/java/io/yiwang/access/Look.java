package io.yiwang.access;

import java.time.Instant;

/**
 * That somebody looked at a person, told to that person: the unit and its reason, not the
 * official's name.
 *
 * @param position of the entry in the trail
 */
public record Look(
    long position,
    Instant at,
    AuditAction action,
    String dataClass,
    String duty,
    String unit,
    String purpose,
    String reference) {}
