package io.yiwang.sensing.mqtt;

import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.readings.ReadingIntake;
import io.yiwang.sensing.readings.Speaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What becomes of a device that floods: each ten seconds of it are an issue with the number of
 * messages that came too fast, and each day of it a matter of the device, filed where the device's
 * model or the component it sits on has a class for that.
 */
@Component
class Floods {
  private static final String REASON = "flood";
  private static final Duration TOGETHER = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Floods.class);

  private final ReadingIntake readings;
  private final Intake intake;
  private final Devices devices;
  private final Clock clock;
  private final Map<Long, Flood> open = new HashMap<>();

  Floods(ReadingIntake readings, Intake intake, Devices devices, Clock clock) {
    this.readings = readings;
    this.intake = intake;
    this.devices = devices;
    this.clock = clock;
  }

  private static final class Flood {
    private final Instant since;
    private long messages;

    Flood(Instant since) {
      this.since = since;
    }
  }

  /** A message of the device came too fast. */
  void slowed(Speaker speaker) {
    Instant now = clock.instant();
    long before;
    synchronized (open) {
      Flood flood = open.get(speaker.device());
      if (flood != null && flood.since.plus(TOGETHER).isAfter(now)) {
        flood.messages++;
        return;
      }
      before = flood == null ? 0 : flood.messages;
      open.put(speaker.device(), new Flood(now));
    }
    Thread.ofVirtual().start(() -> tell(speaker, before + 1, now));
  }

  private void tell(Speaker speaker, long messages, Instant now) {
    readings.refuse(
        speaker,
        new RowProblem(
            REASON,
            messages + " messages came faster than " + speaker.model().perMinute() + " a minute.",
            null,
            Long.toString(messages),
            "Maybe the device is stuck in a loop; it is answered again when it slows down."),
        "");
    try {
      SystemDuty.run(() -> file(speaker, now));
    } catch (RuntimeException e) {
      LOG.warn("The flood of {} could not be filed: {}", speaker.code(), e.toString());
    }
  }

  private void file(Speaker speaker, Instant now) {
    Optional<Device> found = devices.find(speaker.device());
    String classCode = found.map(device -> matter(speaker, device)).orElse(null);
    if (found.isEmpty() || classCode == null) {
      return;
    }
    Device device = found.get();
    String key = "flood-" + now.toString().substring(0, 10);
    intake.accept(
        new Source(speaker.source(), Channel.SENSOR),
        List.of(
            ObservationDraft.observed(
                    key, classCode, device.point().lat(), device.point().lng(), now)
                .withText(device.name() + "（" + device.code() + "）上报过于频繁，已限速", null)));
  }

  private static @Nullable String matter(Speaker speaker, Device device) {
    Long component = device.component();
    return component == null
        ? speaker.model().matter()
        : ComponentId.classCode(ComponentId.classOf(component));
  }
}
