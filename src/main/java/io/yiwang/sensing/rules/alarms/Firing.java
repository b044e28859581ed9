package io.yiwang.sensing.rules.alarms;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.rules.SensorRule.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule fires at a device, over a time.
 *
 * @param since what is seen began
 * @param startedAt the rule fires, by the device's time
 * @param foundAt by the clock here
 * @param why with the numbers, in Chinese and English
 * @param together codes of the devices that say the same, none unless the rule asks for several
 * @param suppressed somebody worked there, so nothing was raised
 * @param level how often it was escalated
 */
record Firing(
    UUID id,
    String rule,
    int version,
    String nameZh,
    String nameEn,
    Severity severity,
    @Nullable String classCode,
    long device,
    String deviceCode,
    String deviceName,
    @Nullable Long component,
    String quantity,
    String regionPath,
    GeoPoint point,
    Instant since,
    Instant startedAt,
    Instant foundAt,
    @Nullable Instant endedAt,
    double value,
    @Nullable Double peak,
    String whyZh,
    String whyEn,
    List<String> together,
    boolean suppressed,
    @Nullable Instant raisedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable String acknowledgeNote,
    int level,
    @Nullable Instant escalateAt) {

  Firing {
    together = List.copyOf(together);
  }

  /** The same rule, device and beginning are the same firing, however often it is found. */
  static UUID id(String rule, long device, long startedAt) {
    String name = rule + "/" + device + "/" + startedAt;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Name of the device as a source of observations. */
  static String source(String deviceCode) {
    return "sensor-" + deviceCode;
  }
}
