/**
 * The words every module shares: places, codes, ids, time budgets. No Spring beans, no neighbours.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.yiwang.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
