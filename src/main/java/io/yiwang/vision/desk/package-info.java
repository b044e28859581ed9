/** Cameras over HTTP: the registry, pictures coming in, what was seen, the heat of crowds. */
@NullMarked
package io.yiwang.vision.desk;

import org.jspecify.annotations.NullMarked;
