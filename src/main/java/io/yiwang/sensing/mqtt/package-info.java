/**
 * The MQTT endpoint: devices sign in, may say what is theirs to say, and are answered when it is
 * durable.
 */
@NullMarked
@NamedInterface("mqtt")
package io.yiwang.sensing.mqtt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
