/**
 * People, the houses they live in and the enterprises among them: who lives where, what their
 * neighbourhood has to know of them, and where we know it from.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"kernel", "house", "access", "access :: reorganisation", "citymap"})
package io.yiwang.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
