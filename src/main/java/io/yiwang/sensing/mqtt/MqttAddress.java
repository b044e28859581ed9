package io.yiwang.sensing.mqtt;

import java.util.OptionalInt;

/** Where devices connect. */
public interface MqttAddress {
  String host();

  /** The port without encryption; empty when there is none. */
  OptionalInt plainPort();

  /** The port with TLS; empty when there is none. */
  OptionalInt tlsPort();
}
