package io.yiwang.sensing.mqtt;

import io.yiwang.sensing.readings.Speaker;

/**
 * A device that is connected.
 *
 * @param number tells it from the connections of the same device before and after
 */
record DeviceSession(Speaker speaker, long number, Pace pace) {
  private static final String ROOT = "yiwang/v1/d/";

  /** What a topic of the device begins with. */
  static String topic(String code, String which) {
    return ROOT + code + "/" + which;
  }

  String upTopic() {
    return topic(speaker.code(), "up");
  }

  String stateTopic() {
    return topic(speaker.code(), "state");
  }
}
