package io.yiwang.sensing.rules.engine;

/**
 * How many devices near one another must say the same.
 *
 * @param atLeast of the devices around, itself among them
 * @param metres 0: those on the same component
 */
public record Group(int atLeast, double metres) {}
