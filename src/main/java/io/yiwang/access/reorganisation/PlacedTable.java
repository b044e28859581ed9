package io.yiwang.access.reorganisation;

/**
 * A table whose rows have a place of their own (columns id, lat, lng): where a region is divided,
 * each goes to the part its place lies in.
 *
 * @param hasPath whether it has a column region_path
 * @param codeFollows whether its column region_code tells the present region rather than that of
 *     the day it was written
 */
public record PlacedTable(String table, boolean hasPath, boolean codeFollows) {}
