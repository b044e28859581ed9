/** Who must mend it: responsibility, rosters, assignment and the worker's list. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "house",
      "access",
      "access :: reorganisation",
      "citymap",
      "citymap :: components",
      "cases"
    })
package io.yiwang.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
