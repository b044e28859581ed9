package io.yiwang.sensing.devices;

import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.Optional;

/** The registry of devices, for the platform's own work (inside {@code SystemDuty}). */
public interface Devices {

  Optional<Device> find(long id);

  Optional<Device> find(String code);

  /** The devices of a model within so many metres, nearest first. */
  List<Device> near(GeoPoint point, double metres, String model);
}
