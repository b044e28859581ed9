/**
 * The generated city and its simulated people, driving the public API like anyone else; off unless
 * asked for.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "house",
      "access",
      "citymap",
      "citymap :: components",
      "sensing",
      "sensing :: mqtt",
      "incidents",
      "cases",
      "dispatch",
      "registry",
      "registry :: load",
      "registry :: mine"
    })
package io.yiwang.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
