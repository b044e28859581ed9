package io.yiwang.vision.patrol;

import org.jspecify.annotations.Nullable;

/**
 * Something seen in a picture, in parts of it.
 *
 * @param trackId of the thing, once it has one
 * @param proven whether it was seen often and long enough
 */
public record SeenBox(
    String label,
    @Nullable String classCode,
    double confidence,
    double x,
    double y,
    double width,
    double height,
    @Nullable String trackId,
    boolean proven) {}
