/** From what an ability sees picture by picture to things that are there: one thing, one track. */
@NullMarked
package io.yiwang.vision.tracks;

import org.jspecify.annotations.NullMarked;
