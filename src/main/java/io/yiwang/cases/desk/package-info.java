/**
 * What desks and screens read of cases and do to them: lists, counters, maps, pages, actions, saved
 * views.
 */
@NullMarked
package io.yiwang.cases.desk;

import org.jspecify.annotations.NullMarked;
