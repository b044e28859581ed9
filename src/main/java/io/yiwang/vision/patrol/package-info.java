/**
 * The patrol: each camera's pictures are looked at in turn by few threads, what is there becomes
 * observations, and what was mended is looked at again.
 */
@NullMarked
package io.yiwang.vision.patrol;

import org.jspecify.annotations.NullMarked;
