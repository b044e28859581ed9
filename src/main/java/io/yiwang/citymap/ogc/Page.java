package io.yiwang.citymap.ogc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the features asked for.
 *
 * @param next what to ask with for those that follow, null when these are the last
 * @param matched how many there are on all pages; null when counting them would take long
 */
record Page(List<? extends Feature> features, @Nullable String next, @Nullable Long matched) {}
