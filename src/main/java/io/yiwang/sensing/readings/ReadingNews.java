package io.yiwang.sensing.readings;

import io.yiwang.house.Live;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.DeviceChanged;
import io.yiwang.sensing.devices.Devices;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells open screens what devices measured just now; a screen that falls behind asks for last
 * values. Of a large batch only a part is told, or screens would do nothing else.
 */
@Component
class ReadingNews {
  static final String EVENT = "reading";
  private static final int MOST = 300;
  private static final int REMEMBERED = 20_000;

  private final Live live;
  private final Devices devices;
  private final Map<Long, Optional<Device>> known = new ConcurrentHashMap<>();

  ReadingNews(Live live, Devices devices) {
    this.live = live;
    this.devices = devices;
  }

  /** As screens hear of it; unit is whose the device is. */
  record ReadingHeard(
      String device,
      String quantity,
      Instant at,
      double value,
      String regionPath,
      @Nullable String unit) {}

  void tell(Collection<Reading> readings) {
    if (!live.hasListeners()) {
      return;
    }
    readings.stream()
        .limit(MOST)
        .forEach(
            r ->
                device(r.device())
                    .ifPresent(
                        d ->
                            live.push(
                                EVENT,
                                new ReadingHeard(
                                    d.code(),
                                    r.quantity(),
                                    r.at(),
                                    r.value(),
                                    d.regionPath(),
                                    d.owner()))));
  }

  private Optional<Device> device(long id) {
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(id, devices::find);
  }

  @EventListener
  void forget(DeviceChanged change) {
    known.remove(change.device());
  }
}
