/**
 * How the city tells us something: sources, intake over HTTP, Open311 and files, and the durable
 * log of observations.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "house",
      "access",
      "access :: reorganisation",
      "citymap",
      "citymap :: components"
    })
package io.yiwang.sensing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
