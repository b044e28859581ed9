package io.yiwang.house;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened, read back from the outbox.
 *
 * @param position grows with every committed event; usable as an SSE {@code Last-Event-ID}
 * @param type past-tense name, e.g. {@code CaseFiled}
 */
public record OutboxEvent(
    long position, String topic, String key, String type, JsonNode payload, Instant at) {}
