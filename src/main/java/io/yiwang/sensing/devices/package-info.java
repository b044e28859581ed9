/** The devices of the city: what they are, where they sit, whose they are, what they measure. */
@NullMarked
package io.yiwang.sensing.devices;

import org.jspecify.annotations.NullMarked;
