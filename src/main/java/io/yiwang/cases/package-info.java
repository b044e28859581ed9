/** The case and its lifecycle: states, clocks, evidence, verification, history. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "house",
      "access",
      "access :: reorganisation",
      "citymap",
      "citymap :: components",
      "sensing",
      "incidents"
    })
package io.yiwang.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
