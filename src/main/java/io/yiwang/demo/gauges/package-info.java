/** Simulated sensors of the demonstration city: they know the platform by MQTT only. */
@NullMarked
package io.yiwang.demo.gauges;

import org.jspecify.annotations.NullMarked;
