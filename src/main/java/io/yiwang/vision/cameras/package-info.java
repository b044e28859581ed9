/** The registry of cameras: where they stand, what they see, what is drawn on their pictures. */
@NullMarked
package io.yiwang.vision.cameras;

import org.jspecify.annotations.NullMarked;
