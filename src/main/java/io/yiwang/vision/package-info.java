/**
 * What street cameras see: pictures come in, abilities find things in them, tracks make one matter
 * of one thing, and the camera that saw it looks again when it was mended.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "house",
      "access",
      "access :: reorganisation",
      "citymap",
      "citymap :: components",
      "sensing"
    })
package io.yiwang.vision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
