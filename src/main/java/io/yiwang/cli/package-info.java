/**
 * Commands beside the server, plain Java without Spring: files sent to a running instance over its
 * public API, the audit trail verified where it is stored, and abilities scored on labelled
 * pictures.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "access :: audit",
      "citymap :: files",
      "house :: postgres",
      "sensing :: rules",
      "vision"
    })
package io.yiwang.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
