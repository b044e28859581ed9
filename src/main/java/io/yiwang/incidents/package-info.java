/** Which observations are one and the same matter: correlation in space, time and class. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "house", "access", "sensing", "citymap"})
package io.yiwang.incidents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
