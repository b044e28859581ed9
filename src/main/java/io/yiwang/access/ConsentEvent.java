package io.yiwang.access;

import java.time.Instant;

/**
 * Consent was given or withdrawn.
 *
 * @param channel how it was said: {@code page}, {@code visit}, {@code paper}, {@code api}
 * @param actor who recorded it, as {@code person:12}
 */
public record ConsentEvent(
    String subject, String purpose, boolean given, Instant at, String channel, String actor) {}
