/** Measures the running platform from outside; figures come from here and nowhere else. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "demo :: street",
      "kernel",
      "access",
      "access :: audit",
      "house",
      "house :: postgres",
      "registry",
      "registry :: people",
      "sensing :: rules",
      "vision"
    })
package io.yiwang.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
