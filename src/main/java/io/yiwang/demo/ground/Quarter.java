package io.yiwang.demo.ground;

/**
 * A residential quarter as the registry knows it.
 *
 * @param buildings how many it has, each of so many floors and homes
 */
record Quarter(String name, String address, int built, int buildings, int floors, int homes) {}
