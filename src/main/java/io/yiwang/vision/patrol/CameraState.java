package io.yiwang.vision.patrol;

/** How a camera does. */
public enum CameraState {
  /** No picture yet. */
  WAITING,
  ONLINE,
  /** No picture for too long. */
  OFFLINE,
  /** Always the same picture. */
  FROZEN,
  /** Not looked at by its schedule. */
  RESTING,
  /** Switched off by its keeper. */
  OFF
}
