package io.yiwang.sensing.readings;

import io.yiwang.sensing.devices.DeviceModel;

/** A device that says something, as far as its words are judged by it. */
public record Speaker(long device, String code, DeviceModel model) {

  /** The source its refused messages are counted under. */
  public String source() {
    return "sensor-" + code;
  }
}
