/**
 * Regions and units that are divided, united, renamed or put elsewhere: asked for, looked at,
 * approved, done on their day, undone; what has them written on it follows.
 */
@NamedInterface("reorganisation")
@NullMarked
package io.yiwang.access.reorganisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
