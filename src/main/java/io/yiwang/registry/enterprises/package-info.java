/** Enterprises at their places. */
@NullMarked
package io.yiwang.registry.enterprises;

import org.jspecify.annotations.NullMarked;
