/**
 * Commands beside the server, plain Java without Spring: files sent to a running instance over its
 * public API, and the audit trail verified where it is stored.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"kernel", "access :: audit", "citymap :: files", "house :: postgres"})
package io.yiwang.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
