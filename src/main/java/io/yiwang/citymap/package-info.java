/**
 * The city itself: regions and unit grids, components, and the versioned catalogue of matter
 * classes, limits and calendars.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "house", "access", "access :: reorganisation"})
package io.yiwang.citymap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
