package io.yiwang.registry.houses;

/** A building of a quarter. */
public record Building(long id, long quarterId, String name, int floors, String regionPath) {}
