package io.yiwang.sensing.devices;

/** The device models of the program, without a platform around them. */
public final class ShippedModels {
  private static final DeviceModels MODELS = new DeviceModels();

  private ShippedModels() {}

  public static DeviceModels get() {
    return MODELS;
  }
}
