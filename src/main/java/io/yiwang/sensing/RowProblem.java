package io.yiwang.sensing;

import org.jspecify.annotations.Nullable;

/**
 * Why one row was not accepted, in the words of RFC 9457.
 *
 * @param type stable name in kebab-case, e.g. {@code outside-city}; what issues are counted by
 * @param detail one sentence naming field and value
 * @param advice one sentence that starts with "Maybe"
 */
public record RowProblem(
    String type, String detail, @Nullable String field, @Nullable String value, String advice) {}
