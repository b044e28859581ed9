package io.yiwang.sensing.devices;

import java.time.Duration;
import java.util.List;

/**
 * A kind of device.
 *
 * @param quantities codes of what it measures
 * @param every how often it speaks when all is well
 * @param perMinute how many messages of it are taken in a minute; more is a flood
 */
public record DeviceModel(
    String code, String zh, String en, List<String> quantities, Duration every, int perMinute) {

  public DeviceModel {
    quantities = List.copyOf(quantities);
  }
}
