package io.yiwang.sensing;

/** The way an observation reached us. */
public enum Channel {
  HOTLINE,
  RESIDENT,
  WORKER,
  CAMERA,
  SENSOR,
  OPEN311,
  FEED,
  SYSTEM
}
