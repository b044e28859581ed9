package io.yiwang.sensing.devices;

/** A device is otherwise, has another secret, or is gone. */
public record DeviceChanged(long device, String code) {}
