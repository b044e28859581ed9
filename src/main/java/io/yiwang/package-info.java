/**
 * Yiwang: one network for a whole city. Each package below is a module with declared neighbours.
 */
@org.jspecify.annotations.NullMarked
package io.yiwang;
