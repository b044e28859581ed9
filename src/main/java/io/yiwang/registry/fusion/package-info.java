/** Statements of several sources about one person, and what they add up to. */
@NullMarked
package io.yiwang.registry.fusion;

import org.jspecify.annotations.NullMarked;
