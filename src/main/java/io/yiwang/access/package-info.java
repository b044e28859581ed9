/** People who log in, the units they belong to and the duties they hold. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "house"})
package io.yiwang.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
