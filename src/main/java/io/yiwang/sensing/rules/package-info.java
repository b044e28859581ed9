/**
 * Rules on what devices measure: kept in versions, checked against the device models, tried on
 * history before they are in force.
 */
@NullMarked
@NamedInterface("rules")
package io.yiwang.sensing.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
