package io.yiwang.vision.cameras;

/** What is looked for at a camera, and how often: one picture in so many seconds. */
public record WatchedAbility(String id, int everySeconds) {}
