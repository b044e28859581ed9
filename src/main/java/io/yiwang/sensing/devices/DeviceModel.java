package io.yiwang.sensing.devices;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of device.
 *
 * @param quantities codes of what it measures
 * @param every how often it speaks when all is well
 * @param perMinute how many messages of it are taken in a minute; more is a flood
 * @param matter class of the matter that such a device is out of order, if it has one of its own
 */
public record DeviceModel(
    String code,
    String zh,
    String en,
    List<String> quantities,
    Duration every,
    int perMinute,
    @Nullable String matter) {

  public DeviceModel {
    quantities = List.copyOf(quantities);
  }
}
