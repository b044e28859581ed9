package io.yiwang.citymap;

/** A class a text may be about; the score only ranks. */
public record Suggestion(MatterClass matterClass, double score) {}
